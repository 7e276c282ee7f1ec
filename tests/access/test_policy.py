"""The access file: what it gives, and that a mistake in it gives nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.access import policy
from lib.access.policy import BadPolicy, Permit, Person

FILE = """
[teams]
north = ["Jo Reichert", "u-7"]

[[grant]]
to = ["Anna@X.example", "group:board"]
roles = ["reader", "executive_office"]
accounts = "all"
sees = ["notes", "names", "promises"]

[[grant]]
to = "group:sales"
accounts = { country = ["France"], tier = ["A", "B"] }
sees = ["names"]

[[grant]]
to = ["group:sales", "sub-9"]
accounts = { owner = "self" }
sees = ["names", "promises"]

[[grant]]
to = ["group:north"]
accounts = { team = "north" }

[[grant]]
to = ["it@x.example"]
roles = ["administrator"]
"""


@pytest.fixture
def rules(tmp_path: Path) -> policy.Policy:
    path = tmp_path / "access.toml"
    path.write_text(FILE)
    return policy.load(path)


def permit(rules: policy.Policy, **claims: object) -> Permit:
    return rules.permit(rules.of({"sub": "s", **claims}))


def test_who_is_not_named_gets_nothing(rules: policy.Policy) -> None:
    assert permit(rules, email="eve@x.example", groups=["other"]) == Permit()
    assert not permit(rules).is_anything


def test_everything(rules: policy.Policy) -> None:
    given_ = permit(rules, email="anna@x.example")
    assert given_.rules is None
    assert given_.sees == {"notes", "names", "promises"}
    assert given_.rule == ""
    assert permit(rules, groups=["board"]) == given_


def test_grants_add_up_and_what_is_shown_is_the_least(rules: policy.Policy) -> None:
    given_ = permit(rules, email="bo@x.example", groups=["sales"])
    assert given_.rules == (
        (("country", ("France",)), ("tier", ("A", "B"))),
        (("owner", ("bo@x.example",)),),
    )
    assert given_.sees == {"names"}
    assert given_.rule


def test_notes_take_the_right_to_names(tmp_path: Path) -> None:
    path = tmp_path / "access.toml"
    path.write_text("[[grant]]\nto = 'a@x.example'\naccounts = 'all'\nsees = ['notes', 'promises']")
    assert permit(policy.load(path), email="a@x.example").sees == {"promises"}


def test_a_subject_is_named_and_a_team_is_its_owners(rules: policy.Policy) -> None:
    assert permit(rules, sub="sub-9").rules == ((("owner", ("-",)),),)
    assert permit(rules, groups=["north"]).rules == ((("team", ("Jo Reichert", "u-7")),),)


def test_an_administrator_sees_no_account(rules: policy.Policy) -> None:
    given_ = permit(rules, email="it@x.example")
    assert given_.roles == {"administrator"}
    assert given_.rules == () and not given_.sees


def test_an_address_nobody_stands_by_is_nobodys(rules: policy.Policy) -> None:
    assert not permit(rules, email="anna@x.example", email_verified=False).is_anything
    assert permit(rules, email="anna@x.example", email_verified=True).is_anything


def test_a_group_is_not_a_person_of_its_name(rules: policy.Policy) -> None:
    assert not permit(rules, email="group:board").rules
    assert not permit(rules, groups=["anna@x.example"]).is_anything


def test_a_change_is_felt_at_the_next_look(tmp_path: Path) -> None:
    path = tmp_path / "access.toml"
    path.write_text('[[grant]]\nto = "a@x.example"\naccounts = "all"\n')
    assert policy.load(path).permit(Person("s", email="a@x.example")).rules is None
    path.write_text('[[grant]]\nto = "b@x.example"\naccounts = "all"\n ')
    assert not policy.load(path).permit(Person("s", email="a@x.example")).is_anything


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[grant]]\nto = 'a'\nroles = ['boss']", "grant 1, roles has 'boss'"),
        ("[[grant]]\nto = 'a'\naccounts = 'every'", "neither 'all' nor"),
        ("[[grant]]\nto = 'a'\naccounts = { planet = 'Mars' }", "by 'planet'"),
        ("[[grant]]\nto = 'a'\naccounts = {}", "names nothing"),
        ("[[grant]]\nto = 'a'\naccounts = { tier = [] }", "tier names none"),
        ("[[grant]]\nto = 'a'\naccounts = { team = 'south' }", "the team 'south'"),
        ("[[grant]]\nto = 'a'\nacounts = 'all'", "a field 'acounts'"),
        ("[[grant]]\naccounts = 'all'", "names nobody"),
        ("[[grant]]\nto = [1]", "no list of texts"),
        ("[[grants]]\nto = 'a'", "a part 'grants'"),
        ("to = ", ""),
    ],
)
def test_a_mistake_is_said_and_gives_nothing(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "access.toml"
    path.write_text(text)
    with pytest.raises(BadPolicy) as error:
        policy.load(path)
    assert why in error.value.message
    assert "Nobody sees anything" in error.value.next_step


def test_no_file_gives_nothing(tmp_path: Path) -> None:
    with pytest.raises(BadPolicy, match="No such file"):
        policy.load(tmp_path / "access.toml")


@settings(max_examples=50)
@given(
    st.lists(st.sampled_from(["board", "sales", "north", "x"]), unique=True, min_size=1),
    st.sampled_from(["", "anna@x.example", "it@x.example", "eve@x.example"]),
)
def test_one_more_group_never_takes_an_account_away(
    tmp_path_factory: pytest.TempPathFactory, groups: list[str], email: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "access.toml"
    path.write_text(FILE)
    rules = policy.load(path)
    less = rules.permit(Person("s", email=email, groups=frozenset(groups[:-1])))
    more = rules.permit(Person("s", email=email, groups=frozenset(groups)))
    assert less.roles <= more.roles
    assert more.rules is None or set(less.rules or ()) <= set(more.rules)
