"""The review as a mail: one file that asks for nothing, readable in the dark, all figures in it."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from lib.report.formats import mail, said
from lib.report.review import Review, shown
from tests.report.reviews import HOSTILE, NAMES, example

# Outlook draws with Word's engine: none of these do anything there.
NOT_FOR_MAIL = ("flex", "grid", "position:", "float:", "var(", "calc(", "rem;")
VOID = {"meta", "br", "img"}


class Read(HTMLParser):
    """The text a reader sees, the tags, and their attributes; every tag must be closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "title"):
            self.text += data

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


def made(page: Review, **asked: bool) -> str:
    return mail.html(shown(page, **asked), {}, "a4").decode()


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("has_history", [True, False])
@pytest.mark.parametrize("has_places", [True, False])
@pytest.mark.parametrize("accounts", [0, 1, 12, 400])
def test_every_figure_is_in_it(accounts: int, has_places: bool, has_history: bool) -> None:
    page = example(accounts, has_places, has_history, stamp="Review 5, frozen by ann")
    text = flat(Read(made(page)).text)
    wanted = [page.title, page.answer, "20 Nov 2026", page.scope, page.since_said, page.stamp]
    for figure in page.figures:
        wanted += [figure.label, figure.value, figure.parts, figure.change]
    wanted += [f"{label} {count}" for _, label, count in page.map.statuses]
    wanted += [f"{one.label} {one.count}" for one in page.purposes]
    for change in page.moved:
        wanted += [change.label, change.net, f"{change.before} → {change.after}"]
        wanted += [f"{len(change.entered)} {change.entered_as}"] if change.entered else []
    for one in page.to_see[:5]:
        wanted += [one.name, one.where, one.standing, said.reason(one), one.worth, one.booked]
    wanted += [part for one in page.headlines[:3] for part in (one.theme, one.said, one.owner)]
    wanted += [part for one in page.tasks[:12] for part in (one.who, one.what, one.said)]
    wanted += [*page.footnotes, *(f"{label}: {said}" for label, said in page.definitions)]
    assert [words for words in wanted if flat(words) not in text] == []


def test_it_asks_for_nothing_and_leads_nowhere() -> None:
    page = made(example(12))
    read = Read(page)
    assert {tag for tag, _ in read.tags}.isdisjoint({"a", "script", "link", "iframe", "form"})
    assert [image["src"][:22] for image in read.of("img")] == ["data:image/png;base64,"]
    outside = page.replace(HOSTILE, "")
    styles = " ".join(attributes.get("style", "") for _, attributes in read.tags)
    assert "url(" not in styles and "@import" not in outside and "@font-face" not in outside
    assert not [one for one in NOT_FOR_MAIL if one in styles]
    assert not any(name.startswith("on") for _, attributes in read.tags for name in attributes)


def test_the_picture_is_told_in_words() -> None:
    (image,) = Read(made(example(12))).of("img")
    assert "2 on track" in image["alt"] and "2 never visited" in image["alt"]
    assert not Read(made(example(12, has_places=False))).of("img")


def test_a_hostile_name_is_text() -> None:
    wild = '"><img src=x onerror=alert(1)><script>x</script>{{ page }}{% raw %}'
    page = example(12)
    everywhere = replace(
        page,
        answer=wild, title=wild, scope=wild, stamp=wild, footnotes=(wild,),
        definitions=((wild, wild),),
        to_see=tuple(replace(one, name=wild, why=wild, standing=wild) for one in page.to_see),
        map=replace(page.map, note=wild, statuses=(("due", wild, 3),)),
        due=tuple(replace(one, name=wild, what=wild, owner=wild, said=wild) for one in page.due),
        headlines=tuple(replace(one, theme=wild, owner=wild) for one in page.headlines),
    )  # fmt: skip
    read = Read(made(everywhere))
    assert len(read.of("img")) == 1 and not read.of("script")
    assert flat(wild) in flat(read.text)
    for name in NAMES:
        assert flat(name) in flat(Read(made(page)).text)


def test_names_are_turned_alone() -> None:
    read = Read(made(example(12)))
    assert len(read.of("bdi")) > 20


def test_notes_and_names_stay_off_unless_asked_for() -> None:
    page = made(example(12))
    assert "Rossi" not in page and "in_full" not in page and "the parts came" not in page
    asked = made(example(12), with_notes=True, with_names=True)
    assert "the parts came late again, Rossi said" in asked and "Ms Rossi" in asked


def test_what_has_a_colour_has_one_in_the_dark() -> None:
    page = made(example(12))
    (dark,) = re.findall(r"@media \(prefers-color-scheme: dark\) \{(.*?)\n\}", page, re.S)
    known = set(re.findall(r"\.([\w-]+)", dark))
    metas = {one.get("name"): one.get("content") for one in Read(page).of("meta")}
    assert metas["color-scheme"] == metas["supported-color-schemes"] == "light dark"
    inks = ("#1B2530", "#566372", "#1F5AA6", "#14705F", "#A32C40")
    for tag, attributes in Read(page).tags:
        style = attributes.get("style", "")
        if re.search(rf"(?:^|;)color:(?:{'|'.join(inks)})", style):
            assert known & set(attributes.get("class", "").split()), (tag, style)
        if "background-color:#ffffff" in style and tag != "img":
            assert known & set(attributes.get("class", "").split()), (tag, style)


def test_lists_are_cut_with_a_count() -> None:
    text = flat(Read(made(example(400))).text)
    assert "thefirst5of266" in text
    assert "and1more,intheworkbook" in text
    many = replace(page := example(400), due=page.due * 3)
    assert "and3morelate,15moredue" not in text
    text = flat(Read(made(many)).text)
    assert "and3morelate,15moreduethisweek,intheworkbook" in text
    assert "12done,customernottold" in text


def test_what_was_agreed_is_told_where_it_is_asked_for() -> None:
    page = example(12)
    text = made(replace(page, agreed=page.tasks[:2]))
    assert text.index("Agreed in this meeting") < text.index("From the last meeting")
    assert "Agreed" not in made(page)


def test_it_stays_small() -> None:
    assert len(made(example(400))) < 250_000


def test_the_same_page_has_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = mail.html(example(12), {}, "a4")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert mail.html(example(12), {}, "a4") == first
