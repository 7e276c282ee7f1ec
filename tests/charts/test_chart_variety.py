import pandas as pd

from lib.charts import variety

MEMBERS = pd.DataFrame(
    {
        "member": ["Steel <b>", "Food", "not recorded"],
        "accounts": [5, 9, 1],
        "share_of_accounts": [0.33, 0.6, 0.07],
        "share_of_visits": [0.5, 0.5, None],
    }
)


def test_the_widest_gap_stands_on_top():
    gaps = pd.DataFrame({"label": ["By tier", "By size"], "gap": [0.3, 0.1]})
    [bar] = variety.gaps(gaps).data
    assert list(bar.y) == ["By size", "By tier"] and list(bar.text) == ["0.10", "0.30"]


def test_without_a_gap_nothing_is_drawn_and_nothing_breaks():
    assert list(variety.gaps(pd.DataFrame({"label": [], "gap": []})).data[0].y) == []


def test_visits_stand_beside_accounts_the_largest_on_top_and_names_are_harmless():
    visits, accounts = variety.members(MEMBERS).data
    assert list(accounts.y) == ["not recorded", "Steel &lt;b&gt;", "Food"]
    assert list(visits.text) == ["", "50%", "50%"]
    assert accounts.marker.pattern.shape == "/"
