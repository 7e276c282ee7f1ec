"""The Monday page's map: the accounts as they were on the day of a review.

Owns how a frozen account becomes a bubble; the look is the coverage map's. Must not place or
count accounts.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from lib.charts import maps

_NO_AREAS = pd.DataFrame({"code": [], "area": [], "coverage": [], "note": []})


def review_map(
    dots: pd.DataFrame, region: str, height: int = 420, enlarged: float = 1.0
) -> go.Figure:
    """Accounts by status, their area by value, without a legend: the page has its own.

    Args:
        dots: account_id, name, longitude, latitude, status, is_waiting, `size` (0 to 1: its
            diameter as a share of the largest's) and `note` for the hover.
        region: a key of `lib.charts.maps.REGIONS`; the world for any other.
        height: pixels.
        enlarged: how many times its usual size a bubble is, for a screen read from afar.
    """
    rows = dots.assign(
        is_asked_busy=dots["is_waiting"],
        # The map takes a value, whose root is the diameter.
        house_value=dots["size"] ** 2,
        location_basis=None,
        # Where a view is by state, whoever stands on it is there.
        country_code="USA",
    )
    region = region if region in maps.REGIONS else "World"
    chart = maps.coverage_map(rows, _NO_AREAS, region, height, has_legend=False)
    if enlarged != 1:
        chart.for_each_trace(lambda trace: trace.update(marker_size=trace.marker.size * enlarged))
    return chart
