"""Tables of accounts, each row a way to its account.

Owns the columns and their widths. Must not choose or order rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from lib.report import frames, words
from lib.ui import export, here

ROW = 34  # pixels
TALL = 58  # of a row whose sentence takes several lines: text wraps from 4rem up
OPENED = "opened_account"


@dataclass(frozen=True)
class Listed:
    """Rows as a table shows them.

    Args:
        shown: its columns, in order.
        ids: whose each row is.
    """

    shown: pa.Table
    ids: Sequence[str]

    def __len__(self) -> int:
        return len(self.ids)


def as_listed(shown: pd.DataFrame, ids: pd.Series) -> Listed:
    """Rows as a table shows them.

    Args:
        ids: whose each row is.
    """
    return Listed(pa.Table.from_pandas(shown), ids.astype(str).tolist())


def show(
    shown: pd.DataFrame | pa.Table, key: str, rows: int, columns: Mapping[str, Any], row: int = ROW
) -> None:
    """Rows in the house's table: low, without an index, a dash where nothing is known.

    Args:
        shown: its columns are those of `columns`, in order.
        key: of the table, unique on the page.
        rows: how many are in sight before it scrolls.
        columns: Streamlit's configuration of each column.
        row: pixels a row is high; text wraps in a tall one.
    """
    st.dataframe(
        shown,
        height=height(len(shown), rows, row),
        row_height=row,
        hide_index=True,
        key=key,
        placeholder="–",
        column_config=columns,
    )


def account_rows(frame: pd.DataFrame) -> Listed:
    """The accounts with the time since the last visit against their cadence.

    Args:
        frame: account_as_of rows, in the order to show.
    """
    shown = pd.DataFrame(
        {
            "name": named(frame),
            "status": standings(frame),
            "tier": frame["tier"],
            **_worth(frame),
            "days": frame["days_since_visit"],
            "of_cadence": frame["days_since_visit"].astype(float)
            / frame["cadence_days"].astype(float).mask(frames.is_waiting(frame)),
            "last": frame["last_visit_on"],
            "next": frame["next_booked_on"],
            "place": _place(frame),
            "owner": frame["owner"],
        }
    )
    return as_listed(shown, frame["account_id"])


def accounts(listed: Listed, key: str, rows: int = 12) -> None:
    """The accounts of `account_rows`.

    Args:
        key: of the table, unique on the page.
        rows: how many are in sight before it scrolls.
    """
    show(
        listed.shown,
        key,
        rows,
        {
            "name": opener(listed.ids, key),
            "status": st.column_config.TextColumn("Status", width=130),
            "tier": st.column_config.TextColumn("Tier", width=50),
            "value": st.column_config.NumberColumn("Value", format="compact", width=70),
            "currency": st.column_config.TextColumn("In", width=50),
            "days": st.column_config.NumberColumn("Days since", format="%d", width=80),
            "of_cadence": st.column_config.ProgressColumn(
                "Of cadence",
                format="%.1f×",
                min_value=0,
                max_value=2,
                color="auto-inverse",
                width=130,
                help="Days since the last visit ÷ days its tier asks for; red past 1×, and empty "
                "where a busy customer asked us to wait.",
            ),
            "last": st.column_config.DateColumn("Last visit", format="D MMM YYYY", width=95),
            "next": st.column_config.DateColumn("Next booked", format="D MMM YYYY", width=95),
            "place": st.column_config.TextColumn("Place", width=150),
            "owner": st.column_config.TextColumn("Owner", width=120),
        },
    )


def area_rows(frame: pd.DataFrame) -> Listed:
    """Areas with how many of their accounts have been left alone.

    Args:
        frame: rows of `rankings.gaps`.
    """
    shown = pd.DataFrame(
        {
            "area": frame["area"].astype(str),
            "alone": [
                f"{a} of {n}" for a, n in zip(frame["left_alone"], frame["accounts"], strict=True)
            ],
            "share": frame["left_alone"] / frame["accounts"],
            "value": frame["value"],
        }
    )
    return as_listed(shown, frame["area"])


def areas(listed: Listed, key: str, on_click: Callable[[str, str], None]) -> None:
    """The areas of `area_rows`; a row chooses its area.

    Args:
        key: of the table.
        on_click: called with "area" and the area's name.
    """
    show(
        listed.shown,
        key,
        13,
        {
            "area": opener(listed.ids, key, "Area", lambda area: on_click("area", area)),
            "alone": st.column_config.TextColumn("Left alone", width=75),
            "share": st.column_config.ProgressColumn(" ", format=" ", color="blue", width=70),
            "value": st.column_config.NumberColumn("Value", format="compact", width=60),
        },
    )


def at_extremes(frame: pd.DataFrame, key: str, rows: int = 8) -> None:
    """Accounts seen only in a crisis or when we wanted something, with the counts that say so."""
    if frame.empty:
        st.markdown("Nobody was seen only in a crisis or when we wanted something.")
        return
    shown = pd.DataFrame(
        {
            "name": named(frame),
            "crisis": frame["contacts_crisis_365"],
            "commercial": frame["contacts_commercial_365"],
            "proactive": frame["contacts_proactive_365"],
            "last": frame["last_proactive_on"],
            **_worth(frame),
            "owner": frame["owner"],
        }
    )
    show(
        shown,
        key,
        rows,
        {
            "name": opener(frame["account_id"], key),
            "crisis": st.column_config.NumberColumn("Crisis", width=70),
            "commercial": st.column_config.NumberColumn("Commercial", width=95),
            "proactive": st.column_config.NumberColumn("Proactive", width=85),
            "last": st.column_config.DateColumn("Last proactive", format="D MMM YYYY", width=110),
            "value": st.column_config.NumberColumn("Value", format="compact", width=70),
            "currency": st.column_config.TextColumn("In", width=50),
            "owner": st.column_config.TextColumn("Owner", width=120),
        },
    )


def unplaced_rows(frame: pd.DataFrame) -> Listed:
    """Accounts the map cannot show, or only at the middle of an area, each with why."""
    shown = pd.DataFrame(
        {
            "name": named(frame),
            "why": frame["location_note"],
            "status": standings(frame),
            **_worth(frame),
        }
    )
    return as_listed(shown, frame["account_id"])


def unplaced(listed: Listed, key: str) -> None:
    """The accounts of `unplaced_rows`."""
    show(
        listed.shown,
        key,
        10,
        {
            "name": opener(listed.ids, key),
            "why": st.column_config.TextColumn("Why", width=420),
            "status": st.column_config.TextColumn("Status", width=130),
            "value": st.column_config.NumberColumn("Value", format="compact", width=70),
            "currency": st.column_config.TextColumn("In", width=50),
        },
    )


def download(label: str, frame: pd.DataFrame, file_name: str, key: str) -> None:
    """A CSV of rows, made when it is asked for, its formulas neutralised, and put on record."""
    download_of(label, lambda: frame, len(frame), file_name, key)


def download_of(
    label: str, make: Callable[[], pd.DataFrame], number: int, file_name: str, key: str
) -> None:
    """The same of rows that are made when they are asked for.

    Args:
        make: makes them of what is at hand: the page's run is over then.
        number: how many they are.
    """
    st.download_button(
        label,
        data=here.noted(lambda: export.csv_of(make()), file_name, number),
        file_name=file_name,
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=key,
    )


def named(frame: pd.DataFrame) -> pd.Series:
    """The accounts' names; a pencil after one of which a person corrected something."""
    mark = frame["corrections"].notna().map({True: " ✎", False: ""})
    return frame["name"].astype(str) + mark


def standings(frame: pd.DataFrame) -> list[str]:
    """The accounts' statuses in words; who asked us to wait is not called late."""
    names = ["status", "is_asked_busy", "busy_until"]
    return [words.standing(row) for row in frames.records(frame[names])]


def open_account(account_id: str) -> None:
    """Ask for an account's drawer; the page opens it at the end of its run."""
    st.session_state[OPENED] = account_id


def open_if_account(kind: str, value: str) -> None:
    """The same for a click on a chart, where areas are clicked as well."""
    if kind == "account":
        open_account(value)


def opener(
    ids: Sequence[str] | pd.Series,
    key: str,
    label: str = "Account",
    opens: Callable[[str], None] = open_account,
) -> Any:
    """A pinned column of names, each a button that opens its row."""
    return buttons(ids, f"{key}_click", label, opens, 200 if label == "Account" else 130, True)


def buttons(
    ids: Sequence[str] | pd.Series,
    key: str,
    label: str,
    opens: Callable[[str], None],
    width: int,
    pinned: bool = False,
) -> Any:
    """A column of buttons, each called with its row's id."""
    values: Sequence[str] = ids.astype(str).tolist() if isinstance(ids, pd.Series) else ids

    def clicked() -> None:
        event = st.session_state.get(key)
        if event is not None and event["row"] < len(values):
            opens(values[event["row"]])

    return st.column_config.ButtonColumn(
        label,
        type="tertiary",
        alignment="left",
        pinned=pinned,
        width=width,
        on_click=clicked,
        key=key,
    )


def _worth(frame: pd.DataFrame) -> dict[str, pd.Series]:
    """The value, with its currency beside it where there are several."""
    valued = frame["currency"].where(frame["value"].notna())
    is_mixed = valued.nunique() > 1
    return {"value": frame["value"], **({"currency": valued} if is_mixed else {})}


def _place(frame: pd.DataFrame) -> pd.Series:
    city, country = frame["city"].fillna(""), frame["country"].fillna("")
    return (city + ", " + country).str.strip(", ").replace("", None)


def height(number: int, rows: int, row: int = ROW) -> int:
    return row * min(max(number, 1), rows) + ROW + 3
