"""The form that says what a file holds: its table, a field for each column, a preview, keep.

Owns the widgets. Must not propose, read or check: `lib.warehouse.mapping` leads to what does, on
the same road as `python -m lib map`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from lib import settings
from lib.errors import GroundError
from lib.report import words
from lib.report.escape import md
from lib.ui import states
from lib.ui.tables import ROW, height
from lib.ui.view import View
from lib.warehouse import mapping
from lib.warehouse.mapping import Form, Mapped, Opened, Preview, Proposal

_ROWS = 10
_NOT_USED = ""
_ORDERS = {"dmy": "day first: 3 April", "mdy": "month first: March 4"}
_SAID = {
    "on_site": "At the customer's own place",
    "our_place": "At our place",
    "neutral": "On neutral ground: a restaurant, a hotel",
    "event": "At a fair or conference",
    "video": "By video",
    "phone": "By phone",
    "meeting": "A meeting",
    "call": "A call",
    "email": "An e-mail",
    "outbound": "We did",
    "inbound": "They did",
}


def file(loads: pd.DataFrame) -> str:
    """The file that is asked about: those that are not used first. Stops where there is none."""
    states_ = {"not_used": "not used", "loaded": "read already"}
    shown = loads[loads["status"].isin(list(states_))].sort_values("status", ascending=False)
    if shown.empty:
        st.info("No file was read that holds a table. Put one into `data/raw/` and build again.")
        st.stop()
    said = dict(zip(shown["file"], shown["status"].map(states_), strict=True))
    return str(
        st.selectbox(
            "File", list(said), format_func=lambda name: f"{name} ({said[name]})", key="map_file",
            bind="query-params",
        )
    )  # fmt: skip


def form(view: View, name: str) -> None:
    """All that is asked of one file, and what would come of it."""
    view.here.note_once("mapping", "a file of the exports looked at")
    try:
        found = mapping.located(view.build.exports_from, name)
        if found is None:
            st.info(md(f"{name} is no longer where the build read it. Build again to see it."))
            return
        with mapping.opened(*found, most=mapping.PAGE_BYTES) as opened:
            _ask(view, name, opened)
    except GroundError as error:
        states.failed(error)


def _ask(view: View, name: str, opened: Opened) -> None:
    facts = opened.facts(_accounts(view))
    likely = opened.propose(facts, None)
    with st.container(border=True, key="card-columns"):
        forms = mapping.forms()
        table = st.selectbox(
            "Each row is", list(forms), index=list(forms).index(likely.table),
            format_func=lambda table: f"{forms[table].row} ({forms[table].label})",
            key=f"map_table_{name}",
        )  # fmt: skip
        proposed = likely if table == likely.table else opened.propose(facts, table)
        values = {fact.place: ", ".join(fact.values) for fact in facts}
        mapped = Mapped(
            table,
            _columns(name, opened.header, values, forms[table], proposed),
            _every_row(name, forms[table], proposed),
        )
    with st.container(border=True, key="card-preview"):
        st.subheader("How its first rows would load", anchor=False)
        try:
            seen = opened.preview(mapped, _ROWS)
            if seen.is_undecided:
                mapped = replace(mapped, date_order=_order(name))
                seen = opened.preview(mapped, _ROWS) if mapped.date_order else seen
        except GroundError as error:
            # A choice that cannot work is no failure of the page: say what to change.
            st.warning(md(f"{error.message} {error.next_step}"))
            return
        _show(seen, forms[table])
    with st.container(border=True, key="card-keep"):
        _keep(view, name, mapped, opened)


def _accounts(view: View) -> list[tuple[str, str]]:
    """Id and name of every account this reader may see, whatever the filters leave out."""
    rows = view.everybody()
    return list(zip(rows["account_id"].astype(str), rows["name"].astype(str), strict=True))


def _columns(
    name: str,
    header: Sequence[str],
    values: Mapping[int, str],
    form: Form,
    proposed: Proposal,
) -> dict[str, int]:
    """Field -> column, as chosen; the columns something was found for come first."""
    taken = {choice.place: choice for choice in proposed.columns}
    options = [_NOT_USED, *(field for field in form.fields if not form.fields[field].choices)]
    chosen: dict[str, int] = {}
    doubled: list[str] = []

    def label(field: str) -> str:
        if field == _NOT_USED:
            return "Not used"
        return f"{form.fields[field].group}: {form.fields[field].label}"

    def ask(places: Sequence[int]) -> None:
        with st.grid(3, min_column_width=280):
            for place in places:
                choice = taken.get(place)
                with st.container(gap="xxsmall"):
                    picked = st.selectbox(
                        md(header[place] or f"Column {place + 1}, which has no name"),
                        options,
                        index=options.index(choice.field) if choice else 0,
                        format_func=label,
                        key=f"map_{name}_{form.table}_{place}",
                    )
                    why = f" · proposed for {choice.reason}" if choice else ""
                    st.caption(md(f"{values[place] or 'empty'}{why}"))
                if picked in chosen:
                    doubled.append(picked)
                elif picked != _NOT_USED:
                    chosen[picked] = place

    st.subheader("What its columns are", anchor=False)
    ask([place for place in range(len(header)) if place in taken])
    rest = [place for place in range(len(header)) if place not in taken]
    if rest:
        with st.expander(f"{words.count(len(rest), 'more column')}, not used so far"):
            ask(rest)
    for field in doubled:
        st.warning(md(f"Two columns are {label(field)}: only the first of them is taken."))
    return chosen


def _every_row(name: str, form: Form, proposed: Proposal) -> dict[str, str]:
    """What all rows have in common, where the file does not say."""
    asked = [field for field in form.fields.values() if field.choices]
    fixed: dict[str, str] = {}
    if asked:
        st.subheader("What holds for every row", anchor=False)
        with st.grid(3, min_column_width=280):
            for field in asked:
                options = [_NOT_USED, *field.choices]
                picked = st.selectbox(
                    md(field.label),
                    options,
                    index=options.index(proposed.fixed.get(field.name, _NOT_USED)),
                    format_func=lambda value: _SAID.get(value, value) or "Only what the row says",
                    key=f"map_{name}_{form.table}_{field.name}",
                )
                if picked != _NOT_USED:
                    fixed[field.name] = picked
    return fixed


def _order(name: str) -> str | None:
    return st.segmented_control(
        "Its days can be read two ways, 03/04 as",
        list(_ORDERS),
        format_func=_ORDERS.__getitem__,
        key=f"map_order_{name}",
    )


def _show(seen: Preview, form: Form) -> None:
    aside = sum(many for _, many in seen.reasons) + seen.broken
    total = seen.rows_read + seen.broken
    said = f"{words.count(total, 'row')}: {total - aside} would load, {aside} would be set aside."
    st.markdown(md(said if seen.is_undecided else f"{said} {seen.notes}".strip()))
    for reason, many in seen.reasons[:5]:
        st.caption(md(f"{words.count(many, 'row')}: {_why(reason)}"))
    if seen.broken:
        st.caption(f"{words.count(seen.broken, 'row')}: not whole")
    labels: dict[str, str] = {"row": "Row", "set_aside": "Set aside, because"}
    for name in seen.names:
        labels[name] = form.fields[name].label
    frame = pd.DataFrame(seen.rows, columns=["row", *seen.names, "set_aside"])
    frame["set_aside"] = frame["set_aside"].map(_why, na_action="ignore")
    if frame["set_aside"].isna().all():
        frame = frame.drop(columns="set_aside")
    days = [name for name in seen.names if name.endswith("_on")]
    st.dataframe(
        frame,
        height=height(len(frame), _ROWS),
        row_height=ROW,
        hide_index=True,
        placeholder="–",
        key="map_preview",
        column_config={
            **labels,
            **{day: st.column_config.DateColumn(labels[day], format="D MMM YYYY") for day in days},
        },
    )


def _why(reason: str) -> str:
    """Without what to do on a command line."""
    return reason.partition("; say which with")[0]


def _keep(view: View, name: str, mapped: Mapped, opened: Opened) -> None:
    st.subheader("Keep it for every build to come", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kept_as = st.text_input(
            "Name", mapping.name_for(opened.stem), key=f"map_name_{name}", max_chars=40, width=320
        )
        is_there = mapping.is_kept(settings.OWN_SOURCES, kept_as)
        st.button(
            "Replace what is kept under this name" if is_there else "Keep",
            type="primary",
            key="map_keep",
            on_click=_save,
            args=(view, mapped, opened.header, kept_as, opened.stem, is_there),
        )
    # What came of the click that began this run.
    kept, refused = (st.session_state.pop(key, None) for key in ("map_kept", "map_refused"))
    if kept:
        st.success(md(f"Kept as {kept}. Build again, and files with these columns are read."))
    elif refused:
        st.warning(md(refused))
    elif is_there:
        st.caption("A mapping of this name is kept already.")


def _save(
    view: View,
    mapped: Mapped,
    header: Sequence[str],
    kept_as: str,
    label: str,
    is_there: bool,
) -> None:
    try:
        view.here.must_load()
        view.here.note("mapping", kept_as)
        mapping.save(settings.OWN_SOURCES, mapped, header, kept_as, label, is_there)
        st.session_state["map_kept"] = kept_as
    except GroundError as error:
        st.session_state["map_refused"] = str(error)
