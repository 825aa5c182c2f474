"""The reference of fields: what it says of each is true, and each example could stand in a guide."""

import pytest
from pydantic import TypeAdapter
from selectolax.lexbor import LexborHTMLParser

from guides.collection import Collection
from guides.model import Author, Authority, Biller, Category, Guide, Picture
from guides.site.html import parse as as_xml
from guides.site.links import Links, Site
from guides.site.lists import contribute, reference
from guides.source.frontmatter import parse
from guides.source.schema_errors import fields_of, models_in
from support import parse as parse_html
from support import published, text


@pytest.fixture(scope="module")
def collection() -> Collection:
    return published()


@pytest.fixture(scope="module")
def page(collection: Collection) -> LexborHTMLParser:
    return parse_html(str(reference.fields(collection)))


def row(page: LexborHTMLParser, model: str, name: str) -> list[str]:
    heading = next(node for node in page.css("h2") if node.attributes["id"] == model)
    node = heading.next
    while node is not None and node.tag != "table":
        node = node.next
    assert node is not None
    cells = [[text(cell) for cell in line.css("td")] for line in node.css("tbody tr")]
    return next(line for line in cells if line[0].split()[0] == name)


@pytest.mark.parametrize(
    ("model", "name", "said"),
    [
        ("guide", "title", "title required, text, 1–70 characters"),
        ("guide", "published", "published required, date, YYYY-MM-DD"),
        ("guide", "routes", "routes required, list of 1–20 groups"),
        ("guide", "hide", "hide list of words"),
        ("route", "minutes", "minutes whole number, 1–600"),
        ("route", "login", "login true or false"),
        ("route", "via", "via required, word"),
        ("route", "url", "url address, https://…"),
        ("check", "source_date", "source_date date, YYYY-MM-DD or YYYY-MM"),
        ("service", "domains", "domains required, list of at least 1 hosts"),
        ("phone", "number", "number required, phone number"),
        ("step", "action", "action required, Markdown on one line, 1–600 characters"),
    ],
)
def test_a_field_has_its_type_and_limits(page: LexborHTMLParser, model: str, name: str, said: str) -> None:
    assert row(page, model, name)[0] == said


def test_required_fields_come_first(page: LexborHTMLParser) -> None:
    for table in page.css("table"):
        required = ["required" in text(cell) for cell in table.css("tbody td:first-child")]
        assert required == sorted(required, reverse=True)


def test_every_example_could_stand_in_a_guide(page: LexborHTMLParser) -> None:
    models = {
        model.__name__.lower(): model
        for model in reference.reachable((Guide, Biller, Category, Author, Authority, Picture))
    }
    checked, fields = 0, set()
    for anchor, model in models.items():
        for name, info in fields_of(model).items():
            fields.add(f"{model.__name__}.{name}")
            if next(models_in(info.annotation), None):
                continue
            example = row(page, anchor, name)[2]
            data = parse(f"---\n{example}\n---\n", "x.md").data
            assert set(data) == {name}, example
            TypeAdapter(info.rebuild_annotation()).validate_python(data[name])
            assert "A text" not in example, (anchor, name)
            checked += 1
    assert checked > 100
    assert reference.RARE.keys() <= fields


SITE = Site("Sample", "https://sample.example/", "https://host.example/sample", "edit/main/docs/", kind="github")


def test_each_door_says_what_it_needs(collection: Collection) -> None:
    links = Links("contribute/index.md", SITE)
    for door, where in (
        (contribute.ask, "https://host.example/sample/issues/new?template=request.yml&service="),
        (contribute.correct, "../guides/index.md"),
        (contribute.write, "write.md"),
    ):
        tree = parse_html(str(door(collection, links)))
        assert (tree.css("a")[0].attributes["href"] or "").startswith(where)
        assert "You need a free account at host.example" in text(tree.css("p")[0])
    file = parse_html(str(contribute.write(collection, links))).css("a")[1].attributes["href"] or ""
    assert file.startswith("https://host.example/sample/new/main/docs/guides?filename=name-of-the-service.md&value=")


OFFERS = Site("Sample", "https://sample.example/", "", "", "help@sample.example", "https://forms.example/x")


def test_without_an_account_there_is_what_the_publisher_offers(collection: Collection) -> None:
    made = contribute.ask(collection, Links("contribute/index.md", OFFERS))
    as_xml(made)
    tree = parse_html(str(made))
    assert [link.attributes["href"] for link in tree.css("a")] == [
        "mailto:help@sample.example?subject=A guide is missing"
    ]
    assert text(tree.css("p")[0]) == "Without an account, write to help@sample.example or say its name here."
    (form,) = tree.css("form")
    assert (form.attributes["method"], form.attributes["action"]) == ("post", "https://forms.example/x")
    assert [field.attributes["name"] for field in form.css("input")] == ["service"]
    assert text(form.css("button")[0]) == "Send to forms.example"


def test_the_page_for_writing_says_beforehand_what_handing_over_takes(collection: Collection) -> None:
    for site, said in (
        (SITE, "to host.example, with a free account there; or as a file that you download."),
        (OFFERS, "without an account, by the button “Send”; or without an account, by e-mail."),
        (Site(), "as a file that you download."),
    ):
        tree = parse_html(str(contribute.write_page(collection, Links("contribute/write.md", site))))
        assert text(tree.css("p")[0]) == f"When it is done you hand it over: {said}"
        assert tree.css("#write")[0].attributes["data-form"] == site.form


def test_a_new_file_begins_with_the_same_text_everywhere(collection: Collection) -> None:
    links = Links("contribute/index.md", SITE)
    shown = parse_html(str(contribute.new_guide(collection, links))).css("code")[0].text()
    assert shown.startswith("---\ntitle: How to cancel Name of the service\n")
    assert len(links.new_file("guides/x.md", shown)) < 6_000
