"""Answers as pandas frames, or as plain values, by way of Arrow.

DuckDB's own `.df()` makes a Python object of every text, and holds all other pages up meanwhile:
three times the processor time for the accounts of a company. Owns which pandas type each type of
DuckDB's becomes. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import pyarrow as pa

# Whole numbers and truths with a gap: pandas' plain ones would become floats and objects.
_WITH_GAPS: Mapping[pa.DataType, Any] = {
    pa.bool_(): pd.BooleanDtype(),
    pa.int8(): pd.Int8Dtype(),
    pa.int16(): pd.Int16Dtype(),
    pa.int32(): pd.Int32Dtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.uint8(): pd.UInt8Dtype(),
    pa.uint16(): pd.UInt16Dtype(),
    pa.uint32(): pd.UInt32Dtype(),
    pa.uint64(): pd.UInt64Dtype(),
}


def frame(table: pa.Table) -> pd.DataFrame:
    """A frame with a table's columns and rows.

    Decimals become float64, dates datetime64[us], text `str` even where a column is empty, and
    whole numbers and truths pandas' nullable types where, and only where, a value is missing.
    """
    gaps = {
        name: _WITH_GAPS[column.type].__from_arrow__(column)
        for name, column in zip(table.column_names, table.columns, strict=True)
        if column.null_count and column.type in _WITH_GAPS
    }
    found: pd.DataFrame = table.cast(_schema(table.schema)).to_pandas()
    return found.assign(**gaps) if gaps else found


def records(table: pa.Table) -> list[dict[str, Any]]:
    """The rows of a table as plain values of the same types: days are `datetime`, gaps None."""
    rows: list[dict[str, Any]] = table.cast(_schema(table.schema)).to_pylist()
    return rows


def _schema(schema: pa.Schema) -> pa.Schema:
    return pa.schema([field.with_type(_type(field.type)) for field in schema])


def _type(of: pa.DataType) -> pa.DataType:
    if pa.types.is_decimal(of):
        return pa.float64()
    return pa.timestamp("us") if pa.types.is_date(of) else of
