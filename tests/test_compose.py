"""The page of a guide, as a reader gets it."""

from dataclasses import replace
from functools import cache
from types import MappingProxyType

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from guides.collection import Collection
from guides.load import load
from guides.model import Step
from support import SAMPLE, Renderer, only, text


@cache
def sample() -> Collection:
    collection, found = load(SAMPLE / "docs")
    assert found == []
    return collection


@cache
def renderer() -> Renderer:
    return Renderer(sample())


@cache
def page(uri: str) -> LexborHTMLParser:
    return renderer().page(uri, sample())[0]


def with_body(body: str) -> LexborHTMLParser:
    entry = sample().guides["minimal"]
    guides = {**sample().guides, "minimal": replace(entry, document=replace(entry.document, body=body))}
    return renderer().page("guides/minimal.md", replace(sample(), guides=MappingProxyType(guides)))[0]


def with_steps(*steps: Step) -> list[list[LexborNode]]:
    """Give the cells of the step table, row by row."""
    entry = sample().guides["minimal"]
    route = entry.page.routes[0].model_copy(update={"steps": steps})
    changed = replace(entry, page=entry.page.model_copy(update={"routes": (route,)}))
    guides = MappingProxyType({**sample().guides, "minimal": changed})
    tree, _ = renderer().page("guides/minimal.md", replace(sample(), guides=guides))
    return [row.css("td") for row in only(tree, ".steps table").css("tbody tr")]


def headings(tree: LexborHTMLParser) -> list[tuple[str, str]]:
    found = []
    for node in tree.css("h1, h2, h3"):
        for link in node.css(".headerlink"):
            link.decompose()
        found.append((str(node.tag), text(node)))
    return found


def test_the_sections_come_in_their_order() -> None:
    tree, _ = renderer().page("guides/everything.md", sample())
    assert headings(tree) == [
        ("h1", "How to cancel Everything"),
        ("h2", "Who bills you?"),
        ("h2", "On the website: Computer (Turn off the renewal; Family plan; only in the US, California and the EU)"),
        ("h2", "By phone"),
        ("h2", "In a chat"),
        ("h2", "If somebody else bills you"),
        ("h3", "Apple bills you"),
        ("h3", "Google Play bills you"),
        ("h2", "By when"),
        ("h2", "Keep as proof"),
        ("h2", "What does not cancel"),
        ("h2", "Instead of cancelling"),
        ("h2", "Good to know"),
        ("h2", "Last words"),
        ("h2", "After you cancel"),
        ("h3", "Money back"),
        ("h3", "What leaving early costs"),
        ("h3", "If you are charged again"),
        ("h2", "What changed in this guide"),
        ("h2", "Sources"),
        ("h2", "Related guides"),
    ]


def test_the_smallest_guide_has_no_empty_section() -> None:
    tree, _ = renderer().page("guides/minimal.md", sample())
    titles = [title for _, title in headings(tree)]
    assert titles == [
        "How to cancel Minimal",
        "Who bills you?",
        "By post",
        "After you cancel",
        "If you are charged again",
        *(["Related guides"] if "Related guides" in titles else []),
    ]


def test_the_page_begins_with_byline_answer_button_and_facts() -> None:
    article = only(page("guides/lessons.md"), "article")
    first = list(article.iter())[:5]
    assert [node.tag for node in first] == ["h1", "p", "p", "p", "dl"]
    assert [node.attributes.get("class") for node in first[1:3]] == ["byline", "answer"]
    go = only(page("guides/lessons.md"), "a.go")
    assert go.attributes["href"] == "https://www.lessons.example/purchases"
    assert "on lessons.example" in text(go)


def test_a_rule_of_one_place_is_not_told_as_one_of_all_places() -> None:
    facts = page("guides/lessons.md").css("dl")[0]
    told = {text(name): text(value) for name, value in zip(facts.css("dt"), facts.css("dd"), strict=True)}
    assert told["Money back"] == "Full refund within 14 days (EU)"
    assert told["Cancel by"] == "1 day before the renewal date"
    assert told["Difficulty"].startswith("2 of 5, easy")


def test_the_ladder_names_the_billers_of_this_guide_only() -> None:
    def steps(uri: str) -> list[str]:
        return [text(item) for item in page(uri).css("#charged-again ~ ol li")]

    assert steps("guides/lessons.md")[1] == "If somebody else bills you, ask there instead: Apple."
    assert not any("somebody else" in step for step in steps("guides/minimal.md"))


def test_what_to_have_in_hand_fits_the_way() -> None:
    """Who posted a letter has no last page to take a picture of."""
    told = text(only(page("guides/minimal.md"), "#after-you-cancel + p"))
    assert "receipt of the post office" in told
    assert "screenshot" not in told


def test_a_way_for_many_places_names_them_below_its_heading() -> None:
    entry = sample().guides["minimal"]
    states = ("US-AZ", "US-CA", "US-NY", "US-CO")
    route = entry.page.routes[0].model_copy(update={"regions": states})
    changed = replace(entry, page=entry.page.model_copy(update={"routes": (route,)}))
    guides = MappingProxyType({**sample().guides, "minimal": changed})
    tree, _ = renderer().page("guides/minimal.md", replace(sample(), guides=guides))
    assert ("h2", "By post (only in parts of the US)") in headings(tree)
    assert "Only in Arizona, California, New York and Colorado." in text(only(tree, "article"))


def test_every_choice_of_biller_leads_to_a_section() -> None:
    tree = page("guides/everything.md")
    targets = [link.attributes["href"] for link in tree.css(".who a")]
    assert len(targets) == 5
    for target in targets:
        assert target is not None
        assert only(tree, f"[id='{target.removeprefix('#')}']").tag in {"h2", "h3"}


def test_a_step_table_has_its_columns_and_the_note_below_the_action() -> None:
    table = only(page("guides/lessons.md"), ".admonition.steps table")
    assert [text(cell) for cell in table.css("thead th")] == ["Step", "Action", "Where to find it"]
    rows = [[text(cell) for cell in row.css("td")] for row in table.css("tbody tr")]
    assert rows == [
        ["1", "Log in at lessons.example", ""],
        ["2", "Choose A | BIt may read Purchases.", "Menu under your picture, top right"],
        ["3", "Finish with Confirm", "Last screen"],
    ]
    second = table.css("tbody tr")[1].css("td")[1]
    assert [node.tag for node in second.iter()] == ["strong", "br", "small"]
    assert only(second, "small em").text() == "Purchases"
    assert only(table, "a").attributes["href"] == "https://lessons.example/"


@pytest.mark.parametrize("words", ["a | b", "| a |", "`a | b`", "|", "||", "a\n| b", "a\n\nb", "- a", "# a", "|---|"])
def test_nothing_in_a_cell_breaks_its_row(words: str) -> None:
    steps = [Step(action=words, where=words, note=words), Step(action="Last")]
    rows = with_steps(*steps)
    assert [len(row) for row in rows] == [3, 3]
    assert text(rows[0][2]) == " ".join(words.split())
    assert text(rows[1][1]) == "Last"


def test_cells_may_have_bold_emphasis_and_links_only() -> None:
    rows = with_steps(Step(action="**a** *b* [c](https://c.example/?d=1&e=2) `f` ![g][] <i>j</i>"))
    cell = rows[0][1]
    assert [node.tag for node in cell.css("*")][1:] == ["strong", "em", "a"]
    assert only(cell, "a").attributes["href"] == "https://c.example/?d=1&e=2"
    assert text(cell) == "a b c `f` ![g][] <i>j</i>"


def test_the_title_of_a_box_says_how_many_steps_and_minutes() -> None:
    assert (
        text(only(page("guides/lessons.md"), ".steps .admonition-title")) == "Cancel Lessons: 3 steps, about 3 minutes"
    )
    assert text(only(page("guides/minimal.md"), ".steps .admonition-title")) == "Cancel Minimal: 1 step, not confirmed"


def test_a_shared_route_shows_the_billers_steps_check_and_advice() -> None:
    box = only(page("guides/lessons.md"), "details.steps")
    assert text(only(box, "summary")) == "iPhone or iPad"
    assert [text(cell) for cell in box.css("tbody tr")[1].css("td")] == [
        "2",
        "Choose Lessons, then Cancel Subscription",
        "Your name, then Subscriptions",
    ]
    check = only(box, ".check")
    assert "Compared on 2 November 2026" in text(check)
    assert check.css("a")[0].attributes["href"] == "https://support.apple.com/118428"
    article = text(only(page("guides/lessons.md"), "article"))
    assert "Your receipt comes from Apple. On the statement: APPLE.COM/BILL." in article
    assert "{service}" not in article


def test_the_billers_own_page_names_no_service() -> None:
    tree = page("billers/apple.md")
    assert "Choose the subscription, then Cancel Subscription" in text(only(tree, ".steps table"))
    assert "{service}" not in text(only(tree, "article"))
    assert [text(link) for link in tree.css("h2#guides + .names a")] == ["Everything", "Lessons"]


def test_a_reported_route_looks_different_and_says_why() -> None:
    tree = page("guides/minimal.md")
    assert text(only(tree, ".admonition.steps.reported p")) == "Cancel Minimal: 1 step, not confirmed"
    assert "Not confirmed." in text(only(tree, ".check"))
    assert "Not confirmed by Minimal" in text(only(tree, ".admonition.warning"))
    assert not page("guides/lessons.md").css(".reported, .warning")


def test_the_disclaimer_is_the_same_everywhere_and_a_guide_may_add_to_it() -> None:
    def standard(uri: str, name: str) -> str:
        box = [box for box in page(uri).css(".admonition.disclaimer") if "What this page is" in box.text()]
        assert len(box) == 1
        return text(box[0].css("p")[1]).replace(name, "NAME")

    texts = {
        standard("guides/lessons.md", "Lessons"),
        standard("guides/minimal.md", "Minimal"),
        standard("guides/everything.md", "Everything"),
        standard("billers/apple.md", "Apple"),
    }
    assert len(texts) == 1
    assert "not legal advice" in texts.pop()
    added = page("guides/everything.md").css(".admonition.disclaimer")[-1]
    assert text(added.css("p")[-1]) == "Plans from before 2020 are different."


ANSWER = "A **day**.\n\n- or two\n- or `three`"


def quoted(answer: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in answer.split("\n"))


def indented(answer: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in answer.split("\n"))


@pytest.mark.parametrize("kind", ["steps", "disclaimer", "note", "tip", "warning"])
def test_both_ways_to_write_a_box_give_the_same(kind: str) -> None:
    callout = with_body(f"> [!{kind}] How *long*?\n{quoted(ANSWER)}\n\n## After")
    admonition = with_body(f'!!! {kind} "How *long*?"\n\n{indented(ANSWER)}\n\n## After')
    assert only(callout, "article").html == only(admonition, "article").html


@pytest.mark.parametrize(
    "source",
    [
        f"> [!faq]- How *long*?\n{quoted(ANSWER)}\n\n## After",
        f"> [!faq] How *long*?\n{quoted(ANSWER)}\n\n## After",
        f'!!! faq "How *long*?"\n\n{indented(ANSWER)}\n\n## After',
    ],
)
def test_every_way_to_write_a_question_gives_the_same(source: str) -> None:
    tree = with_body(source)
    box = only(tree, "details.faq")
    assert box.attributes == {"class": "faq"}
    assert [node.tag for node in box.iter()] == ["summary", "p", "ul"]
    assert only(box, "summary em").text() == "long"
    assert text(only(box, "ul")) in {"or two or three", "or twoor three"}


def test_the_text_of_the_author_stays_markdown() -> None:
    tree = page("guides/everything.md")
    assert [text(cell) for cell in tree.css("h2#good-to-know ~ table td")] == ["1", "2"]
    assert [text(code) for code in tree.css("details.faq code")] == ["</script>", "</script>"]
    assert only(tree, "kbd").text() == "Esc"
