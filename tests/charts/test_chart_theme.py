import plotly.graph_objects as go
import pytest

from lib.charts import theme
from lib.scope import PURPOSES, STATUSES


def test_every_status_and_purpose_has_its_mark():
    assert set(theme.STATUS) == set(STATUSES)
    assert set(theme.PURPOSE) == set(PURPOSES)


def test_labels_fit_a_phone():
    for mark in [*theme.STATUS.values(), *theme.PURPOSE.values()]:
        assert len(mark.label) < 20


@pytest.mark.parametrize(
    "text",
    [
        '<a href="http://evil.example" target=_top>log in</a>',
        "<b>bold</b>",
        "%{x} of %{y}",
        "A & B",
    ],
)
def test_text_from_an_export_is_only_text(text):
    safe = theme.pl(text)
    assert "<" not in safe
    assert "%{" not in safe


def test_nothing_is_nothing():
    assert theme.pl(None) == ""


def test_here_a_chart_is_checked() -> None:
    chart = theme.figure(100)
    with pytest.raises(ValueError, match="colour"):
        chart.add_trace(go.Bar(x=[1], y=[1], marker={"colour": "red"}, _validate=False))
    with pytest.raises(ValueError, match="titel"):
        theme.figure(100, titel="no such thing")
