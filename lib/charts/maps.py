"""The coverage map: accounts as bubbles over areas shaded by coverage.

Owns the fixed views and the drawing order. Must not place accounts: a row without
latitude and longitude is left out here and listed by the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lib.charts import theme

_DRAWN = [
    "account_id", "name", "note", "status", "is_asked_busy", "house_value", "country_code",
    "latitude", "longitude", "location_basis",
]  # fmt: skip
LARGEST_BUBBLE = 0.055  # across, of the map's height
SMALLEST_BUBBLE = 6  # pixels across


@dataclass(frozen=True)
class Region:
    """A fixed view of the map. A free zoom would be lost whenever a filter changes the data."""

    label: str
    scope: str
    projection: str
    resolution: int
    apart: float  # degrees between accounts that stand on the same spot
    longitude: tuple[float, float] | None = None
    latitude: tuple[float, float] | None = None
    is_by_state: bool = False


REGIONS: Mapping[str, Region] = {
    "World": Region("World", "world", "natural earth", 110, 1.3, None, (-48, 74)),
    "Europe": Region("Europe", "europe", "mercator", 50, 0.45, (-12, 34), (35, 66)),
    "United States": Region("United States", "usa", "albers usa", 110, 0.6, is_by_state=True),
    "Americas": Region("Americas", "world", "natural earth", 110, 0.9, (-135, -32), (-56, 62)),
    "Asia Pacific": Region("Asia Pacific", "world", "mercator", 110, 1.1, (60, 180), (-48, 55)),
}


def coverage_map(
    accounts: pd.DataFrame,
    areas: pd.DataFrame,
    region: str = "World",
    height: int = 420,
    has_legend: bool = True,
) -> go.Figure:
    """Accounts sized by value, coloured and shaped by status, over areas shaded by coverage.

    Args:
        accounts: account_as_of rows of one date: account_id, name, status, house_value, latitude,
            longitude, location_basis, is_asked_busy, and `note`, one line of facts for the hover.
        areas: one row per area: `code` (ISO 3166 alpha-3, or a US state's two letters where
            the region is by state), `area` (its name), `coverage` (0..1), `note`.
        region: a key of REGIONS.
        height: pixels.
        has_legend: whether the statuses are listed, with their counts.
    """
    view = REGIONS[region]
    chart = theme.figure(
        height,
        margin={"l": 0, "r": 0, "t": 0, "b": 24 if has_legend else 0},
        showlegend=has_legend,
        legend={"y": 0.0, "yanchor": "top", "x": 0.0, "itemsizing": "constant"},
        geo=_geography(view),
    )
    if len(areas):
        chart.add_trace(_shading(areas, view))
    # No more columns than are drawn: cutting rows costs by the column.
    placed = spread(drawn(accounts[_DRAWN], region), view.apart)
    sizes = bubble_sizes(placed["house_value"], LARGEST_BUBBLE * height).to_numpy()
    status = placed["status"].to_numpy(dtype=object)
    # Who is late only because they asked us to wait is called so, and counted so, everywhere.
    waits = (placed["is_asked_busy"].eq(True) & placed["status"].isin(theme.LATE)).to_numpy(bool)
    marked = [(waits, theme.BUSY)]
    marked += [(~waits & (status == key), mark) for key, mark in theme.STATUS.items()]
    # Plain arrays, the biggest first so that a small one stays in reach: to cut a frame for each
    # status takes longer than all the rest.
    order = np.argsort(-sizes, kind="stable")
    points = {name: values[order] for name, values in (_points(placed) | {"size": sizes}).items()}
    for are, mark in marked:
        here = are[order]
        if here.any():
            chart.add_trace(_bubbles({name: of[here] for name, of in points.items()}, mark))
    return chart


def by(region: str) -> str:
    """What a view shades: `state` or `country`."""
    return "state" if REGIONS[region].is_by_state else "country"


def in_view(accounts: pd.DataFrame, region: str) -> pd.DataFrame:
    """The accounts that a view speaks of: all for the world, else those placed inside it."""
    view = REGIONS[region]
    if view.is_by_state:
        return accounts[accounts["country_code"] == "USA"]
    if not (view.longitude and view.latitude):
        return accounts
    return accounts[
        accounts["longitude"].between(*view.longitude)
        & accounts["latitude"].between(*view.latitude)
    ]


def drawn(accounts: pd.DataFrame, region: str) -> pd.DataFrame:
    """The accounts that a view has a place for: by state, the middle of a country is none."""
    placed = in_view(accounts, region).dropna(subset=["latitude", "longitude"])
    if REGIONS[region].is_by_state:
        return placed[placed["location_basis"] != "country"]
    return placed


def spread(placed: pd.DataFrame, apart: float) -> pd.DataFrame:
    """Accounts on the same spot moved apart in a sunflower, so that none hides another.

    Args:
        placed: rows with latitude and longitude, many of them at the middle of their city.
        apart: degrees of latitude between neighbours.
    """
    # Of columns, pandas would write each out to find its name.
    spot = [placed[name].round(1).to_numpy(dtype=float) for name in ("latitude", "longitude")]
    rank = placed.groupby(spot).cumcount()
    distance = apart * np.sqrt(rank)
    angle = rank * np.pi * (3 - np.sqrt(5))
    # A degree of longitude shrinks towards the poles.
    shrink = np.cos(np.radians(placed["latitude"].astype(float).clip(-80, 80)))
    return placed.assign(
        latitude=placed["latitude"] + distance * np.sin(angle),
        longitude=placed["longitude"] + distance * np.cos(angle) / shrink,
    )


def best(accounts: pd.DataFrame) -> str:
    """The closest fixed view that shows every placed account; the world for none."""
    # These columns alone: cutting rows costs by the column.
    placed = accounts[["latitude", "longitude", "country_code"]].dropna(
        subset=["latitude", "longitude"]
    )
    if len(placed) and (placed["country_code"] == "USA").all():
        return "United States"
    closer = [name for name, view in REGIONS.items() if view.longitude and not view.is_by_state]
    fitting = [name for name in closer if len(placed) and len(in_view(placed, name)) == len(placed)]
    return fitting[0] if fitting else "World"


def bubble_sizes(values: pd.Series, largest: float) -> pd.Series:
    """Diameters in pixels whose *area* goes with value; no value gets the smallest bubble."""
    amounts = pd.to_numeric(values, errors="coerce").astype(float).fillna(0.0).clip(lower=0.0)
    top = float(amounts.max()) if len(amounts) else 0.0
    share = pd.Series(np.sqrt(amounts / top) if top > 0 else 0.0, index=values.index)
    return (share * largest).clip(lower=SMALLEST_BUBBLE)


def _points(placed: pd.DataFrame) -> dict[str, np.ndarray]:
    """What a bubble is made of, by name."""
    said = [
        f"<b>{theme.pl(name)}</b><br>{theme.pl(note)}"
        for name, note in zip(_plain(placed["name"]), _plain(placed["note"]), strict=True)
    ]
    clicked = np.empty((len(placed), 2), dtype=object)
    clicked[:, 0], clicked[:, 1] = "account", _plain(placed["account_id"])
    return {
        "latitude": placed["latitude"].to_numpy(dtype=float),
        "longitude": placed["longitude"].to_numpy(dtype=float),
        "clicked": clicked,
        "said": np.array(said, dtype=object),
    }


def _plain(texts: pd.Series) -> np.ndarray:
    """Texts, None where one is missing: to walk along the column takes ten times as long."""
    nothing: Any = None
    return texts.to_numpy(dtype=object, na_value=nothing)


def _bubbles(points: Mapping[str, np.ndarray], mark: theme.Mark) -> go.Scattergeo:
    """One status."""
    is_hollow = "open" in mark.symbol
    return go.Scattergeo(
        _validate=False,
        lat=points["latitude"],
        lon=points["longitude"],
        name=f"{mark.label} {len(points['size'])}",
        # As arrays: of a list, Plotly looks at every value several times.
        customdata=points["clicked"],
        text=points["said"],
        hovertemplate="%{text}<extra></extra>",
        marker={
            "size": points["size"],
            "symbol": mark.symbol,
            "color": mark.colour,
            "opacity": mark.opacity,
            "line": {
                "color": mark.colour if is_hollow else theme.WHITE,
                "width": 2 if is_hollow else 0.8,
            },
        },
        # A click must not wash the rest of the map out.
        unselected={"marker": {"opacity": mark.opacity}},
        selected={"marker": {"opacity": 1.0}},
    )


def _shading(areas: pd.DataFrame, view: Region) -> go.Choropleth:
    """Areas in pale blue, the better covered the deeper."""
    return go.Choropleth(
        _validate=False,
        locations=areas["code"].to_numpy(dtype=object),
        z=areas["coverage"].to_numpy(dtype=float),
        zmin=0,
        zmax=1,
        locationmode="USA-states" if view.is_by_state else "ISO-3",
        colorscale=[list(stop) for stop in theme.SHADES],
        showscale=False,
        customdata=[["area", area] for area in areas["area"]],
        text=[
            f"<b>{theme.pl(a)}</b><br>{theme.pl(n)}"
            for a, n in zip(areas["area"], areas["note"], strict=True)
        ],
        hovertemplate="%{text}<extra></extra>",
        marker={"line": {"color": theme.HAIRLINE, "width": 0.6}},
        unselected={"marker": {"opacity": 1}},
        selected={"marker": {"opacity": 1}},
    )


def _geography(view: Region) -> dict[str, object]:
    """Plotly's geo settings for a fixed view."""
    settings: dict[str, object] = {
        "scope": view.scope,
        "projection": {"type": view.projection},
        "resolution": view.resolution,
        "bgcolor": "rgba(0,0,0,0)",
        "showland": True,
        "landcolor": theme.LAND,
        "showocean": False,
        "showlakes": False,
        "showcountries": True,
        "countrycolor": theme.HAIRLINE,
        "countrywidth": 0.5,
        "showcoastlines": False,
        "showframe": False,
        "showsubunits": view.is_by_state,
        "subunitcolor": theme.HAIRLINE,
    }
    if view.longitude:
        settings["lonaxis"] = {"range": list(view.longitude)}
    if view.latitude:
        settings["lataxis"] = {"range": list(view.latitude)}
    return settings
