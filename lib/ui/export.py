"""Downloads: CSV that a spreadsheet opens as data, never as a formula.

Streamlit's own download passes formulas unchanged, so it is switched off
(`client.disableDataExport`) and every download goes through `csv_of`.
"""

from __future__ import annotations

import pandas as pd

from lib.report.tabular import neutral


def csv_of(frame: pd.DataFrame) -> bytes:
    """The frame as UTF-8 CSV with a byte order mark, text columns and headers neutralised."""
    safe = frame.copy()
    for column in safe.columns:
        is_number = pd.api.types.is_numeric_dtype(safe[column])
        if not is_number and not pd.api.types.is_datetime64_any_dtype(safe[column]):
            safe[column] = safe[column].astype(object).map(neutral)
    safe.columns = [str(neutral(str(column))) for column in safe.columns]
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
