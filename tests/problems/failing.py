"""A page that fails in every way a page can, with a canary in what it says of it."""

import threading

import streamlit as st

CANARY = "Canary4711"


class Row(ValueError):
    """An exception of some library, with a row in it."""


def fail(kept: str = f"{CANARY} in a local") -> None:
    try:
        raise KeyError(f"{CANARY} in a cause")
    except KeyError as cause:
        error = Row(f"{CANARY} in a message")
        error.add_note(f"{CANARY} in a note")
        raise error from cause


def grouped() -> None:
    raise ExceptionGroup(f"{CANARY} in a group", [Row(f"{CANARY} in a part")])


def engine() -> None:
    import duckdb

    duckdb.connect().execute(f"select cast('{CANARY}' as integer)").fetchall()


what = st.query_params.get("what", "")
st.button("Fail in a callback", on_click=fail)
st.download_button("Fail in a download", data=fail)


@st.fragment
def part() -> None:
    fail()


match what:
    case "script":
        fail()
    case "group":
        grouped()
    case "engine":
        engine()
    case "fragment":
        part()
    case "thread":
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    case "ours":
        from lib.errors import UnreadableFile

        raise UnreadableFile("Reading plan.csv: it is empty.", "Export it again.")
st.write("drawn to the end")
