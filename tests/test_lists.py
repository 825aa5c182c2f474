"""The lists that pages ask for, seen in the finished page."""

import datetime as dt
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from guides.collection import Collection, Entry
from guides.model import Law
from guides.model.channels import CHANNELS, Via
from guides.model.guide import Change
from guides.site.lists import LISTS, UnknownListError
from guides.source.lists import END, GROUP, NAMES, SOME
from support import Renderer, only, text
from test_finder import kept, retire


@pytest.fixture(scope="module")
def collection() -> Collection:
    return kept()


@pytest.fixture(scope="module")
def renderer(collection: Collection) -> Renderer:
    return Renderer(collection)


def changed(collection: Collection, slug: str, **changes: Any) -> Collection:  # noqa: ANN401 - of any field
    entry = collection.guides[slug]
    other = replace(entry, page=entry.page.model_copy(update=changes))
    return replace(collection, guides=MappingProxyType({**collection.guides, slug: other}))


def rows(renderer: Renderer, name: str, collection: Collection) -> dict[str, str]:
    """Give the lines of a list: the guide that each leads to, and what stands beside it."""
    tree, _ = renderer.page("browse/list.md", collection, f"# List\n\n<!-- guides: {name} -->\n")
    return {
        only(line, "a").attributes["href"] or "": text(line).removeprefix(text(only(line, "a"))).strip()
        for line in tree.css(".rows li")
    }


def test_a_line_has_what_one_wants_to_know(renderer: Renderer, collection: Collection) -> None:
    found = rows(renderer, "guides", collection)
    assert found["../guides/lessons.md"] == "some steps · checked 20 Nov 2026"
    assert found["../guides/minimal.md"] == "letter · not confirmed 1 Nov 2026"


def test_a_line_carries_what_it_can_be_filtered_by(renderer: Renderer, collection: Collection) -> None:
    tree, _ = renderer.page("guides/index.md", collection, "<!-- guides: guides -->")
    facts = {(node.attributes["data-f"] or "") for node in tree.css(".rows [data-f]")}
    assert "learning|2|website apple|2026-11-20" in facts


def test_statement_lines_lead_to_guides_and_break_no_table(renderer: Renderer, collection: Collection) -> None:
    service = collection.guides["minimal"].page.service.model_copy(update={"statement": ("A*B | C", "_D_")})
    tree, _ = renderer.page(
        "help/who.md", changed(collection, "minimal", service=service), "# Who\n\n<!-- guides: statements -->\n"
    )
    told = [[text(cell) for cell in row.css("td")] for row in tree.css("tbody tr")]
    assert ["A*B | C or _D_", "Minimal"] in told
    assert all(len(row) == 2 for row in told)


def test_letters_lead_to_their_guides(renderer: Renderer, collection: Collection) -> None:
    tree, _ = renderer.page("guides/index.md", collection, "<!-- guides: guides -->")
    letters = [node.attributes["href"] or "" for node in tree.css(".letters a")]
    assert letters == ["#e", "#l", "#m"]
    assert all(only(tree, f"h2{letter}") for letter in letters)


def test_every_value_of_a_filter_is_one_that_guides_have(renderer: Renderer, collection: Collection) -> None:
    tree, _ = renderer.page("guides/index.md", collection, "<!-- guides: filters -->\n\n<!-- guides: guides -->")
    data = [(node.attributes["data-f"] or "").split("|") for node in tree.css(".rows [data-f]")]
    used = {via for facts in data for via in facts[2].split()}
    for name in ("channel", "biller"):
        values = [node.attributes["value"] for node in tree.css(f"select[name={name}] option")]
        assert values[0] == ""
        assert set(values[1:]) == {via for via in used if Via(via).is_biller == (name == "biller")}
    assert text(only(tree, "form.browse output")) == "3 guides"


def test_every_channel_has_a_short_word() -> None:
    assert set(CHANNELS) == set(Via)


def test_a_retired_guide_is_in_its_own_list_only(renderer: Renderer, collection: Collection) -> None:
    retired = retire(collection, lessons="minimal")
    for name in ("guides", "by-difficulty", "by-channel", "checked", "changed"):
        assert "../guides/lessons.md" not in rows(renderer, name, retired), name
    assert rows(renderer, "retired", retired) == {"../guides/minimal.md": "20 Nov 2026: Closed. Now: Minimal."}


def test_an_empty_list_says_so(renderer: Renderer, collection: Collection) -> None:
    tree, _ = renderer.page("browse/retired.md", collection, "<!-- guides: retired -->")
    assert text(only(tree, "article")) == "None at the moment."


def test_what_it_takes_comes_before_what_is_possible_too(renderer: Renderer, collection: Collection) -> None:
    tree, _ = renderer.page("browse/channels.md", collection, "<!-- guides: by-channel -->")
    headings = [text(node).rstrip("¶") for node in tree.css("h2")]
    assert headings[0] == "By post only"
    assert "../guides/minimal.md" in rows(renderer, "by-channel", collection)


def test_what_changed_is_told_newest_first(renderer: Renderer, collection: Collection) -> None:
    what = Change(date=dt.date(2027, 1, 2), what="The button is called **Stop** now.")
    tree, _ = renderer.page(
        "browse/changed.md", changed(collection, "minimal", changes=(what,)), "<!-- guides: changed -->"
    )
    assert text(tree.css(".rows li")[0]) == "Minimal 2 Jan 2027: The button is called Stop now."


def test_sixty_changes_are_read_and_more_are_not(renderer: Renderer, collection: Collection) -> None:
    days = [dt.date(2027, 1, 1) + dt.timedelta(days=day) for day in range(70)]
    many = tuple(Change(date=day, what=f"Change of {day}.") for day in days)
    tree, _ = renderer.page(
        "browse/changed.md", changed(collection, "minimal", changes=many), "<!-- guides: changed -->"
    )
    lines = [text(node) for node in tree.css(".rows li")]
    assert len(lines) == 60
    assert lines[-1] == "Minimal 11 Jan 2027: Change of 2027-01-11."


def test_a_correction_says_since_when_it_was_wrong(renderer: Renderer, collection: Collection) -> None:
    """What a company changed is no correction."""
    new = Change(date=dt.date(2027, 1, 3), what="The button is called **Stop** now.")
    wrong = Change(date=dt.date(2027, 1, 2), what="There is a fee.", wrong_since=dt.date(2026, 11, 23))
    tree, _ = renderer.page(
        "about/corrections.md", changed(collection, "minimal", changes=(new, wrong)), "<!-- guides: corrections -->"
    )
    assert [text(node) for node in tree.css(".rows li")] == [
        "Minimal 2 Jan 2027: There is a fee. Wrong since 23 November 2026.",
        "Everything 20 Nov 2026: The menu has a new name. Wrong since 10 November 2026.",
    ]


def test_a_guide_that_changed_often_is_once_on_the_home_page(renderer: Renderer, collection: Collection) -> None:
    news = tuple(Change(date=dt.date(2027, 1, day), what="Something.") for day in (3, 2, 1))
    tree, _ = renderer.page(
        "index.md", changed(collection, "minimal", changes=news), "<!-- guides: recently-changed -->"
    )
    lines = [text(node) for node in tree.css(".list li")]
    assert lines[0] == "Minimal 3 Jan 2027"
    assert len(lines) == 3


def test_categories_say_how_many_guides_they_have(renderer: Renderer, collection: Collection) -> None:
    tree, _ = renderer.page("categories/index.md", collection, "<!-- guides: categories -->")
    assert text(only(tree, ".list li")) == "Learning 3"


def test_billers_say_how_many_guides_lead_there(renderer: Renderer, collection: Collection) -> None:
    tree, _ = renderer.page("billers/index.md", collection, "<!-- guides: by-biller -->")
    found = {only(line, "a").attributes["href"]: text(only(line, "span")) for line in tree.css(".list li")}
    assert found["apple.md#guides"] == "2"


def test_one_word_for_most_guides_is_no_word(renderer: Renderer, collection: Collection) -> None:
    """Where one class holds more than half of the guides, lists show no word for it."""
    lessons = collection.guides["lessons"]
    many = {f"lessons-{number}": replace(lessons, uri=f"guides/lessons-{number}.md") for number in range(4)}
    told = rows(renderer, "guides", replace(collection, guides=MappingProxyType({**collection.guides, **many})))
    assert told["../guides/lessons-1.md"] == "checked 20 Nov 2026"


LAW = Law.model_validate(
    {
        "title": "Elsewhere: a law",
        "description": "What holds elsewhere, in a sentence that is long enough.",
        "place": "Elsewhere",
        "law": [
            {
                "rule": f"Rule {status}",
                "status": status,
                **({"since": since} if since else {}),
                "what_you_can_do": "Press **Cancel**.",
                "overview": "Press it.",
                "source": f"https://law.example/{status}",
                "checked": "2026-11-20",
            }
            for status, since in (
                ("in-force", "2022-07-01"),
                ("in-force", None),
                ("passed-not-in-force", "2027-04-01"),
                ("postponed", "2026-12-01"),
                ("proposed", "2026-03-13"),
                ("vacated", "2025-07-08"),
            )
        ],
    }
)


@pytest.mark.parametrize(("name", "column"), [("law", 1), ("laws", 2)])
def test_a_law_says_whether_it_holds(renderer: Renderer, collection: Collection, name: str, column: int) -> None:
    """The worst sentence that this site could print is that a struck-down rule is in force."""
    document = collection.guides["minimal"].document
    place = replace(collection, laws=MappingProxyType({"elsewhere": Entry("law/elsewhere.md", document, LAW)}))
    tree, _ = renderer.page("law/elsewhere.md", place, f"<!-- guides: {name} -->")
    told = [row.css("td")[column] for row in tree.css("tbody tr")]
    assert [(text(cell), bool(cell.css("strong"))) for cell in told] == [
        ("In force since 1 July 2022", False),
        ("In force", False),
        ("Passed, not in force until 1 April 2027", True),
        ("Not in force: postponed to 1 December 2026", True),
        ("Not law: proposed on 13 March 2026", True),
        ("Not in force: struck down on 8 July 2025", True),
    ]


def test_a_law_names_its_source_and_the_day_of_the_comparison(renderer: Renderer, collection: Collection) -> None:
    document = collection.guides["minimal"].document
    place = replace(collection, laws=MappingProxyType({"elsewhere": Entry("law/elsewhere.md", document, LAW)}))
    tree, _ = renderer.page("law/elsewhere.md", place, "<!-- guides: law-sources -->")
    assert text(tree.css("li")[0]) == "Rule in-force: a text without a date, compared on 20 November 2026."
    assert only(tree.css("li")[5], "a").attributes["href"] == "https://law.example/vacated"


def test_an_author_of_thousands_of_guides_has_a_short_list(renderer: Renderer, collection: Collection) -> None:
    entry = collection.guides["minimal"]
    many = {f"minimal-{number}": replace(entry, uri=f"guides/minimal-{number}.md") for number in range(40)}
    tree, _ = renderer.page(
        "about/editors.md", replace(collection, guides=MappingProxyType(many)), "<!-- guides: authors -->"
    )
    assert len(tree.css(".rows li")) == 12
    assert "40 guides, among them" in text(only(tree, "article"))


def test_a_label_in_another_language_says_which_on_ordinary_pages_too(
    renderer: Renderer, collection: Collection
) -> None:
    tree, _ = renderer.page("law/germany.md", collection, "Press **de:Verträge hier kündigen**.")
    assert (only(tree, "strong").text(), only(tree, "strong").attributes["lang"]) == ("Verträge hier kündigen", "de")


def test_a_list_that_does_not_exist_is_named(renderer: Renderer, collection: Collection) -> None:
    with pytest.raises(UnknownListError, match=r"no list `guidez`. Did you mean `guides`"):
        renderer.page("browse/list.md", collection, "<!-- guides: guidez -->")


@pytest.mark.parametrize("name", sorted(set(LISTS) - {"law", "law-sources", "results", "guides-list"}))
def test_every_list_is_made(renderer: Renderer, collection: Collection, name: str) -> None:
    tree, _ = renderer.page("browse/list.md", collection, f"<!-- guides: {name} -->")
    assert text(only(tree, "article"))
    assert "<!--" not in (only(tree, "article").html or "")


def test_the_checker_knows_every_list_that_is_made() -> None:
    assert set(NAMES) == {*LISTS, SOME, GROUP, END}
