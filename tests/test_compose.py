"""The page of a guide, as a reader gets it."""

import json
from dataclasses import replace
from functools import cache
from types import MappingProxyType

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from guides.collection import Collection
from guides.load import load
from guides.model import Access, Deadline, Outcome, Step, Watched
from guides.model.channels import Via
from guides.model.words import Before, How, Opens, TrialAccess, Unit
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
    return [row.css("td") for row in tree.css(".steps table")[0].css("tbody tr")]


def headings(tree: LexborHTMLParser) -> list[tuple[str, str]]:
    found = []
    for node in tree.css("h1, h2, h3"):
        for link in node.css(".headerlink"):
            link.decompose()
        found.append((str(node.tag), text(node)))
    return found


def changed(slug: str, **fields: object) -> LexborHTMLParser:
    """Make the page of a guide of the sample with other data."""
    entry = sample().guides[slug]
    guides = {**sample().guides, slug: replace(entry, page=entry.page.model_copy(update=fields))}
    return renderer().page(f"guides/{slug}.md", replace(sample(), guides=MappingProxyType(guides)))[0]


def facts(tree: LexborHTMLParser) -> dict[str, str]:
    """Give the answers at a glance."""
    first = tree.css("dl.facts")[0]
    return {text(name): text(value) for name, value in zip(first.css("dt"), first.css("dd"), strict=True)}


def test_the_sections_come_in_their_order() -> None:
    tree, _ = renderer().page("guides/everything.md", sample())
    assert headings(tree) == [
        ("h1", "How to cancel Everything"),
        ("h2", "Who bills you?"),
        ("h2", "First save this"),
        ("h2", "On the website: Computer (Turn off the renewal; Family plan; only in the US, California and the EU)"),
        ("h2", "By phone"),
        ("h2", "In a chat"),
        ("h2", "Is it really cancelled?"),
        ("h3", "Keep as proof"),
        ("h2", "If it does not work"),
        ("h2", "If you are charged again"),
        ("h2", "If somebody else bills you"),
        ("h3", "Apple bills you"),
        ("h3", "Google Play bills you"),
        ("h2", "My date: the last safe moment"),
        ("h2", "A text to send or say"),
        ("h2", "By when, exactly"),
        ("h2", "What you keep, and until when"),
        ("h2", "Money back: the rules"),
        ("h2", "What leaving costs"),
        ("h2", "What does not cancel"),
        ("h2", "Instead of cancelling"),
        ("h2", "Good to know"),
        ("h2", "Last words"),
        ("h2", "Questions"),
        ("h2", "How hard it is: very hard"),
        ("h2", "What changed in this guide"),
        ("h2", "Sources and checks"),
        ("h2", "What this page is, and what it is not"),
        ("h2", "Did this work?"),
        ("h2", "Related guides"),
    ]


def test_the_smallest_guide_has_no_empty_section() -> None:
    tree, _ = renderer().page("guides/minimal.md", sample())
    titles = [title for _, title in headings(tree)]
    assert titles == [
        "How to cancel Minimal",
        "Who bills you?",
        "By post",
        "Is it really cancelled?",
        "If you are charged again",
        "My date: the last safe moment",
        "A text to send or say",
        "Sources and checks",
        "What this page is, and what it is not",
        "Did this work?",
        *(["Related guides"] if "Related guides" in titles else []),
    ]


def test_the_page_begins_with_answer_payers_facts_and_button() -> None:
    article = only(page("guides/lessons.md"), "article")
    assert [node.tag for node in list(article.iter())[:6]] == ["h1", "p", "p", "nav", "dl", "p"]
    assert only(page("guides/lessons.md"), "p.stale").attributes["data-due"] == "2027-05-19"
    go = only(page("guides/lessons.md"), "a.go")
    assert go.attributes["href"] == "https://www.lessons.example/purchases"
    assert text(go) == "Open your account page lessons.example, log in first"


def test_a_page_without_a_log_in_asks_for_none() -> None:
    assert text(only(page("guides/everything.md"), "a.go")) == "Open the cancellation page everything.example"


def test_the_answer_has_its_labels_in_bold_and_the_description_has_no_marks() -> None:
    tree, meta = renderer().page("guides/everything.md", sample())
    assert only(tree, "p.answer strong").text() == "Plans"
    assert meta["description"] == (
        "Cancel under Plans on the website before the renewal; access ends with the paid period."
    )


def test_a_rule_of_one_place_is_not_told_as_one_of_all_places() -> None:
    told = facts(page("guides/lessons.md"))
    assert told["Money back"] == "Full refund within 14 days (EU)"
    assert told["Cancel by"] == "1 day before the renewal date"


def test_a_stricter_biller_is_on_the_first_screen() -> None:
    """Apple's 24 hours are no news to who must cancel a day before anyway, and are to everybody else."""
    apple = sample().billers["apple"]
    hours = Deadline(amount=24, unit=Unit.HOURS, before=Before.RENEWAL)
    billers = {**sample().billers, "apple": replace(apple, page=apple.page.model_copy(update={"deadline": hours}))}
    early = sample().guides["lessons"]
    late = replace(early, page=early.page.model_copy(update={"deadline": None}))
    pages = [
        renderer().page(
            "guides/lessons.md",
            replace(
                sample(),
                billers=MappingProxyType(billers),
                guides=MappingProxyType({**sample().guides, "lessons": entry}),
            ),
        )[0]
        for entry in (early, late)
    ]
    assert facts(pages[0])["Cancel by"] == "1 day before the renewal date"
    assert facts(pages[1])["Cancel by"] == (
        "before the renewal date; we found no word on notice earlier: Apple 24 hours"
    )
    assert [text(link) for link in pages[0].css(".who li a")] == ["Lessons LESSONS.EXAMPLE", "Apple", "Not sure?"]
    assert [text(link) for link in pages[1].css(".who li a")] == [
        "Lessons LESSONS.EXAMPLE",
        "Apple 24 hours earlier",
        "Not sure?",
    ]


def test_a_trial_that_a_biller_ends_is_not_promised() -> None:
    apple = sample().billers["apple"]
    ending = apple.page.outcome.model_copy(update={"access": Access(trial=TrialAccess.DEPENDS)})
    billers = {**sample().billers, "apple": replace(apple, page=apple.page.model_copy(update={"outcome": ending}))}
    tree, _ = renderer().page("guides/everything.md", replace(sample(), billers=MappingProxyType(billers)))
    assert facts(tree)["Free trial"] == (
        "cancel 24 hours before it ends; you keep it to the end Apple: may end at once"
    )


@pytest.mark.parametrize(
    ("deadline", "silent", "words"),
    [
        ({"amount": 0, "unit": "days", "before": "renewal"}, (), "before the renewal date"),
        ({"amount": 1, "unit": "days", "before": "renewal"}, (), "1 day before the renewal date"),
        ({"amount": 2, "unit": "weeks", "before": "contract-end"}, (), "2 weeks before the contract ends"),
        ({"amount": 1, "unit": "months", "before": "month-end"}, (), "1 month before the end of the month"),
        ({"amount": 3, "unit": "months", "before": "term-end"}, (), "3 months before the minimum term ends"),
        ({"amount": 6, "unit": "days", "before": "delivery"}, (), "6 days before the next delivery"),
        ({"amount": 30, "unit": "days", "after": "cancelling"}, (), "any day; it ends 30 days later"),
        (
            {"amount": 0, "unit": "days", "before": "renewal", "time_zone": "America/Los_Angeles"},
            (),
            "before the renewal date (Pacific Time)",
        ),
        (
            {"amount": 1, "unit": "hours", "before": "renewal", "time_zone": "Asia/Seoul", "where": "Korea"},
            (),
            "1 hour before the renewal date (the time of Seoul, Korea)",
        ),
        (None, ("deadline",), "before the renewal date; the company names no notice"),
        (None, (), "before the renewal date; we found no word on notice"),
    ],
)
def test_every_deadline_has_its_words(deadline: dict[str, object] | None, silent: tuple[str, ...], words: str) -> None:
    record = Deadline.model_validate(deadline) if deadline else None
    assert facts(changed("minimal", deadline=record, silent=silent))["Cancel by"] == words


def test_several_deadlines_are_all_on_the_first_screen() -> None:
    told = facts(page("guides/everything.md"))["Cancel by"]
    assert told == (
        "10 business days before the renewal date (Pacific Time, US) "
        "1 month before the anniversary of your contract (yearly plans) "
        "any day; it ends 30 days later (old plans)"
    )


def test_a_date_is_worked_out_for_each_payer_and_each_deadline() -> None:
    rows = json.loads(only(page("guides/everything.md"), ".my-date").attributes["data-countdowns"] or "")
    assert [(row["who"], row["amount"], row["unit"], row["kind"]) for row in rows] == [
        ("Everything", 10, "business-days", "paid"),
        ("Everything", 24, "hours", "trial"),
        ("Everything (yearly plans)", 1, "months", "paid"),
        ("Everything (old plans)", 30, "days", "after"),
        ("Apple", 10, "business-days", "paid"),
        ("Apple", 24, "hours", "trial"),
        ("Google Play", 10, "business-days", "paid"),
        ("Google Play", 24, "hours", "trial"),
    ]
    assert [(row["where"], row["zone"]) for row in rows if "where" in row] == [("US", "America/Los_Angeles")] * 3


@pytest.mark.parametrize(
    ("paid", "silent", "words"),
    [
        ("until-period-end", (), "until the paid period ends"),
        ("ends-at-once", (), "ends at once"),
        ("you-choose", (), "you choose: now, or when the period ends"),
        ("depends", (), "it depends on the plan"),
        ("unknown", (), "we found no text about it"),
        ("unknown", ("access",), "the company does not say"),
    ],
)
def test_every_kind_of_access_has_its_words(paid: str, silent: tuple[str, ...], words: str) -> None:
    outcome = Outcome.model_validate({"access": {"paid": paid}})
    assert facts(changed("minimal", outcome=outcome, silent=silent))["Access afterwards"] == words


@pytest.mark.parametrize(
    ("outcome", "silent", "words"),
    [
        ({"money_back": "EU: 14 days", "refunds": [{"rule": "A rule"}]}, (), "EU: 14 days"),
        ({"refunds": [{"rule": "Full refund within 14 days", "where": "EU"}]}, (), "Full refund within 14 days (EU)"),
        ({"refunds": [{"rule": "One"}, {"rule": "Two"}]}, (), "it depends on the plan"),
        (
            {"refunds": [{"rule": "One", "where": "EU"}, {"rule": "Two", "where": "US"}]},
            (),
            "it depends on where you live",
        ),
        ({}, ("refunds",), "the company does not say"),
        ({}, (), "we found no text about it"),
    ],
)
def test_money_back_is_told_in_a_few_words(outcome: dict[str, object], silent: tuple[str, ...], words: str) -> None:
    assert facts(changed("minimal", outcome=Outcome.model_validate(outcome), silent=silent))["Money back"] == words


def test_a_note_on_access_is_told_even_alone() -> None:
    outcome = Outcome.model_validate({"access": {"note": "Yearly plans end at once."}})
    tree = changed("minimal", outcome=outcome)
    assert text(only(tree, "#what-stays")).rstrip("¶") == "What you keep, and until when"
    assert "Yearly plans end at once." in text(only(tree, "article"))


def test_a_check_is_due_again_after_180_days() -> None:
    """Published under How we check; the page's own clock reads the day from here."""
    assert only(page("guides/minimal.md"), "p.stale").attributes["data-due"] == "2027-04-30"
    assert "checked 20 November 2026" in text(only(page("guides/lessons.md"), ".byline"))


OVERTAKEN = "The page behind these steps changed; we have not compared it yet."


def test_a_page_says_above_its_button_that_the_page_behind_its_steps_changed() -> None:
    tree = page("guides/everything.md")
    assert text(only(tree, ".overtaken")) == (
        f"{OVERTAKEN} On 16 November 2026 it had all that we quote from it, on 23 November 2026 no longer."
    )
    assert only(tree, ".overtaken + p").attributes["class"] == "begin"


@pytest.mark.parametrize(
    ("watched", "is_told"),
    [
        ({"guides/lessons.md": ("https://lessons.example/help", "2026-11-16", "2026-11-23")}, True),
        # Whoever compared on that very day may have read the page before it changed.
        ({"guides/lessons.md": ("https://lessons.example/help", "2026-11-16", "2026-11-20")}, True),
        ({"guides/lessons.md": ("https://lessons.example/help", "2026-11-12", "2026-11-19")}, False),
        # The source of a refund has no check of its own.
        ({"guides/lessons.md": ("https://lessons.example/terms", "2026-11-16", "2026-11-23")}, True),
        ({"guides/lessons.md": ("https://lessons.example/terms", "2026-11-12", "2026-11-19")}, False),
        # The guide does not rest on it any more.
        ({"guides/lessons.md": ("https://lessons.example/old", "2026-11-16", "2026-11-23")}, False),
        ({"guides/minimal.md": ("https://lessons.example/help", "2026-11-16", "2026-11-23")}, False),
    ],
)
def test_the_sentence_goes_when_the_guide_was_checked_after_the_change(
    watched: dict[str, tuple[str, str, str]], *, is_told: bool
) -> None:
    assert bool(overtaken("guides/lessons.md", watched).css("p.overtaken + p.begin")) is is_told


def test_what_became_of_a_billers_page_is_told_where_its_steps_stand() -> None:
    source = "https://support.apple.com/118428"
    tree = overtaken("guides/lessons.md", {"billers/apple.md": (source, "2026-11-16", "2026-11-23")})
    assert [text(node)[: len(OVERTAKEN)] for node in tree.css(".overtaken")] == [OVERTAKEN]
    assert len(tree.css('.payer[data-payer="apple"] .overtaken')) == 1
    assert overtaken("billers/apple.md", {"billers/apple.md": (source, "2026-11-16", "2026-11-23")}).css(".overtaken")


def overtaken(uri: str, watched: dict[str, tuple[str, str, str]]) -> LexborHTMLParser:
    """Make a page of the sample of which pages were found changed: the address, when it was seen, when it was gone."""
    records = {
        path: Watched.model_validate({"pages": [dict(zip(("url", "seen", "gone"), values, strict=True))]})
        for path, values in watched.items()
    }
    return renderer().page(uri, replace(sample(), watched=records))[0]


def test_the_ladder_names_the_billers_of_this_guide_only() -> None:
    def steps(uri: str) -> list[str]:
        return [text(item) for item in page(uri).css("#charged-again ~ ol li")]

    assert steps("guides/lessons.md")[1] == "If somebody else bills you, ask there: Apple."
    assert not any("somebody else" in step for step in steps("guides/minimal.md"))


def test_what_to_have_in_hand_fits_the_way() -> None:
    """Who posted a letter has no last page to take a picture of."""
    told = text(only(page("guides/minimal.md"), "#after-you-cancel + p"))
    assert told == "Keep a copy of the letter and the receipt of the post office."


def test_a_way_for_many_places_names_them_below_its_heading() -> None:
    states = ("US-AZ", "US-CA", "US-NY", "US-CO")
    route = sample().guides["minimal"].page.routes[0].model_copy(update={"regions": states})
    tree = changed("minimal", routes=(route,))
    assert ("h2", "By post (only in parts of the US)") in headings(tree)
    assert "Only in Arizona, California, New York and Colorado." in text(only(tree, "article"))


def test_every_choice_of_payer_leads_to_its_ways() -> None:
    tree = page("guides/everything.md")
    targets = [link.attributes["href"] or "" for link in tree.css(".who li a:not(.unsure)")]
    assert targets == ["#website-computer", "#apple", "#google-play"]
    assert [only(tree, f"[id='{target[1:]}']").tag for target in targets] == ["h2", "h3", "h3"]


def test_a_step_table_has_its_columns_and_the_note_below_the_action() -> None:
    table = page("guides/lessons.md").css("details.steps table")[0]
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
    assert table.css("td a[href^=http]")[0].attributes["href"] == "https://lessons.example/"


def test_an_address_that_a_way_had_before_still_leads_there() -> None:
    box = only(page("guides/everything.md"), "details:has(#website-computer)")
    assert only(box, "[id='website-computer-family-plan-us-us-ca-eu']").tag == "span"


def test_every_step_has_an_address() -> None:
    row = page("guides/lessons.md").css("details.steps tbody tr")[1]
    assert row.attributes["id"] == "website-2"
    assert only(row, "td:first-child a").attributes["href"] == "#website-2"


def test_the_button_leads_to_a_confirmed_way() -> None:
    """A letter that the company asks for comes before a website that somebody has heard of."""
    website = sample().guides["lessons"].page.routes[0]
    reported = website.model_copy(update={"check": website.check.model_copy(update={"how": How.REPORTED})})  # type: ignore[union-attr]
    letter = sample().guides["minimal"].page.routes[0].model_copy(update={"check": website.check})
    assert text(only(changed("lessons", routes=(reported, letter)), "a.go")).startswith("Write a letter")
    assert text(only(changed("lessons", routes=(reported,)), "a.go")).startswith("Open your account page")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"opens": Opens.CANCELLATION}, "Open the cancellation page lessons.example, log in first"),
        ({"opens": Opens.ACCOUNT}, "Open your account page lessons.example, log in first"),
        ({"opens": Opens.HOME}, "Open the website lessons.example, log in there"),
        ({"opens": Opens.HELP}, "Open the company’s help page lessons.example"),
        ({"url": None, "via": Via.POST}, "Write a letter what to write, and where to, is below"),
        ({"url": None, "via": Via.FAX}, "Write a fax what to write is below"),
        ({"url": None, "via": Via.IN_PERSON}, "Go there in person what to ask for is below"),
    ],
)
def test_the_button_says_what_it_opens(fields: dict[str, object], words: str) -> None:
    route = sample().guides["lessons"].page.routes[0].model_copy(update=fields)
    assert text(only(changed("lessons", routes=(route,)), "a.go")) == words


def test_no_address_of_a_page_is_given_twice() -> None:
    """A second way through the website is `#website-2`, and so is no step of the first."""
    route = sample().guides["lessons"].page.routes[0]
    tree = changed("lessons", routes=(route, route.model_copy(update={"name": "Again"})))
    ids = [str(node.attributes["id"]) for node in tree.css("[id]")]
    assert sorted(ids) == sorted(set(ids))
    assert only(tree, "h2#website-2").tag == "h2"
    assert [row.attributes["id"] for row in tree.css("tbody tr")][:2] == ["website-step-1", "website-step-2"]


def test_a_label_in_another_language_says_which() -> None:
    rows = with_steps(Step(action="Press **de:Verträge hier kündigen** or **ar:إلغاء**", where="*fr:Mon compte*"))
    german, arabic = rows[0][1].css("strong")
    assert (german.text(), german.attributes["lang"], german.attributes["translate"]) == (
        "Verträge hier kündigen",
        "de",
        "no",
    )
    assert (arabic.text(), arabic.attributes["lang"], arabic.attributes["dir"]) == ("إلغاء", "ar", "rtl")
    assert only(rows[0][2], "em").attributes["lang"] == "fr"
    body = with_body("Press **de:Jetzt kündigen**, not **https://x** or **a: b**.")
    assert [(node.text(), node.attributes.get("lang")) for node in body.css("p strong[lang]")] == [
        ("Jetzt kündigen", "de")
    ]


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


def test_a_way_says_how_many_steps_and_minutes_it_takes() -> None:
    assert text(page("guides/lessons.md").css("details.way summary small")[0]) == "3 steps, about 3 minutes"
    assert text(page("guides/minimal.md").css("details.way summary small")[0]) == "1 step, not confirmed"


def test_a_shared_route_shows_the_billers_steps_check_and_advice() -> None:
    box = only(page("guides/lessons.md"), "details.payer details.steps")
    assert text(only(box, "summary h4")).rstrip("¶") == "iPhone or iPad"
    assert [text(cell) for cell in box.css("tbody tr")[1].css("td")] == [
        "2",
        "Choose Lessons, then Cancel Subscription",
        "Your name, then Subscriptions",
    ]
    article = text(only(page("guides/lessons.md"), "article"))
    assert "Your receipt comes from Apple.On the statement: APPLE.COM/BILL." in article
    assert "{service}" not in article


def test_the_billers_own_page_names_no_service() -> None:
    tree = page("billers/apple.md")
    assert "Choose the subscription, then Cancel Subscription" in text(only(tree, ".steps table"))
    assert "{service}" not in text(only(tree, "article"))
    assert [text(link) for link in tree.css("details:has(#guides) .names a")] == ["Everything", "Lessons"]


def test_a_reported_route_looks_different_and_says_why() -> None:
    tree = page("guides/minimal.md")
    assert "Not confirmed: the company’s own text was not found." in text(only(tree, "details.steps.reported"))
    assert "Not confirmed by Minimal" in text(only(tree, ".admonition.warning"))
    assert not page("guides/lessons.md").css(".reported, .warning")


def test_the_disclaimer_is_the_same_everywhere_and_a_guide_may_add_to_it() -> None:
    def standard(uri: str, name: str) -> str:
        box = only(page(uri), "details.disclaimer:has(#disclaimer)")
        return text(box.css("p")[0]).replace(name, "NAME")

    texts = {
        standard("guides/lessons.md", "Lessons"),
        standard("guides/minimal.md", "Minimal"),
        standard("guides/everything.md", "Everything Ltd"),
        standard("billers/apple.md", "Apple"),
    }
    assert len(texts) == 1
    assert "not legal advice" in texts.pop()
    added = only(page("guides/everything.md"), "details.disclaimer:has(#disclaimer)")
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
    assert [text(cell) for cell in tree.css("details:has(#good-to-know) table td")] == ["1", "2"]
    assert [text(code) for code in tree.css("details.faq code")] == ["</script>", "</script>"]
    assert only(tree, "kbd").text() == "Esc"
