from lib.report.review import Change, Move
from lib.ui import changes


def change(**more) -> Change:
    move = Move(
        "A1", "Alder <b>", "", "€46k a year", "182 days since the visit", "visits.csv, row 2"
    )
    late = {
        "id": "late",
        "group": "accounts",
        "label": "Late",
        "before": 8,
        "after": 10,
        "entered": (move,) * 3,
        "left": (move,),
        "entered_as": "became late",
        "left_as": "late no more",
        "worth_entered": "€2.6M",
        "worth_left": "",
        "way": "down",
    }
    return Change(**{**late, **more})


def bare(text: str) -> str:
    return text.replace("\\", "")


def test_a_line_says_both_totals_the_difference_and_what_it_is_made_of():
    assert bare(changes.line(change())) == (
        "**Late 8 → 10** (+2): 3 became late (€2.6M), 1 late no more"
    )


def test_as_many_out_as_in_is_a_movement_all_the_same():
    same = change(after=8, entered=change().left)
    assert bare(changes.line(same)).startswith("**Late 8 → 8** (±0): 1 became late")
    assert changes.has_moved(same)
    assert not changes.has_moved(change(entered=(), left=(), after=8))


def test_names_are_text_and_the_rest_is_counted():
    assert "<b>" not in changes.names(change())
    said = changes.names(change(), 2)
    came, went = said.split(" \u2003 ")
    assert came.startswith("\\+ ") and came.endswith("and 1 more") and went.startswith("− ")
