"""The charts of the deck: native ones, with their numbers behind them.

Owns their colours and hatchings, which tell bars apart in black and white too. Labels of an export
never come first in a category: the sheet behind a chart would read one as a formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.chart import XL_TICK_LABEL_POSITION as TICKS
from pptx.enum.dml import MSO_PATTERN
from pptx.util import Pt

from lib.report.formats import deck_theme, fit, look
from lib.report.formats.deck import Box, colour, describe
from lib.report.review import Change, Purpose

CAME, WENT = "came in", "went out"
_LABEL = 60
_PATTERNS = {
    "dense": MSO_PATTERN.DARK_DOWNWARD_DIAGONAL,
    "stripes": MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    "dots": MSO_PATTERN.PERCENT_30,
}
# Inches of a chart's height for each bar, and for what stands round them.
_BAR, _BASE = 0.6, 0.7


def purposes(slide: Any, box: Box, of: Sequence[Purpose]) -> None:
    """A bar for every purpose, as long as it has conversations, with its count."""
    data = CategoryChartData(number_format="#,##0")
    data.categories = [one.label for one in of]
    data.add_series("Conversations", [one.count for one in of])
    chart = _bars(slide, box, data, XL_CHART_TYPE.BAR_CLUSTERED, 14)
    (series,) = chart.plots[0].series
    chart.plots[0].gap_width = 45
    for place, one in enumerate(of):
        mark = look.PURPOSE.get(one.id, look.PURPOSE["unclassified"])
        _paint(series.points[place].format, mark.colour, mark.pattern)
    _labels(chart.plots[0], "#,##0", 16)
    told = ", ".join(f"{one.label} {one.count:,}" for one in of)
    describe(_frame(slide), "Conversations by purpose", f"Bars: {told}")


def changes(slide: Any, box: Box, moved: Sequence[Change], size: float) -> None:
    """What came into each count to the right, what went out of it to the left."""
    data = CategoryChartData(number_format="#,##0")
    data.categories = [category(one) for one in moved]
    data.add_series(CAME, [len(one.entered) for one in moved])
    data.add_series(WENT, [-len(one.left) for one in moved])
    high = min(box.height, _BASE + _BAR * len(moved))
    box = Box(box.left, box.top, box.width, high)
    chart = _bars(slide, box, data, XL_CHART_TYPE.BAR_CLUSTERED, size)
    came, went = chart.plots[0].series
    chart.plots[0].gap_width, chart.plots[0].overlap = 40, 100
    _paint(came.format, look.BLUE, "plain")
    _paint(went.format, look.GREY, "stripes")
    # Out is counted downwards, but said as a count; nothing says nothing.
    _labels(chart.plots[0], "+#,##0;−#,##0;", size)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.legend.font.size = Pt(12)
    told = "; ".join(
        f"{category(one)}, {len(one.entered):,} {CAME}, {len(one.left):,} {WENT}" for one in moved
    )
    describe(_frame(slide), "What changed", f"Bars: {told}")


def category(one: Change) -> str:
    """`Late: 8 to 10 (+2)`."""
    return f"{fit.clean(one.label)[:_LABEL]}: {one.before:,} to {one.after:,} ({one.net})"


def _bars(slide: Any, box: Box, data: Any, kind: Any, size: float) -> Any:
    """Bars from the top downwards, without axes: every one carries its number."""
    chart = slide.shapes.add_chart(kind, *box.inches, data).chart
    chart.has_legend, chart.has_title = False, False
    chart.font.name, chart.font.size = deck_theme.FACE, Pt(size)
    chart.font.color.rgb = colour(look.INK)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_label_position = TICKS.LOW
    chart.category_axis.format.line.color.rgb = colour(look.LINE)
    chart.category_axis.has_major_gridlines = False
    return chart


def _labels(plot: Any, form: str, size: float) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value, labels.number_format, labels.number_format_is_linked = True, form, False
    labels.font.size, labels.font.bold = Pt(size), True
    labels.position = XL_LABEL_POSITION.OUTSIDE_END


def _paint(of: Any, code: str, pattern: str) -> None:
    of.line.color.rgb, of.line.width = colour(code), Pt(1)
    if pattern not in _PATTERNS:
        of.fill.solid()
        of.fill.fore_color.rgb = colour(code)
        return
    of.fill.patterned()
    of.fill.pattern = _PATTERNS[pattern]
    of.fill.fore_color.rgb, of.fill.back_color.rgb = colour(code), colour("#FFFFFF")


def _frame(slide: Any) -> Any:
    return slide.shapes[-1]
