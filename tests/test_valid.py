"""Guides without a mistake: from the smallest to one that says everything, however it was saved."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from guides.load import load
from guides.model import Guide
from guides.source.frontmatter import parse
from guides.source.schema_errors import fields_of, models_in
from support import SAMPLE

EVERYTHING = SAMPLE / "docs/guides/everything.md"
MINIMAL = SAMPLE / "docs/guides/minimal.md"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return shutil.copytree(SAMPLE / "docs", tmp_path / "docs")


def used(model: type[BaseModel], data: object) -> Iterator[tuple[type[BaseModel], str]]:
    """Give each field of each record that some data fill in."""
    for record in data if isinstance(data, list) else [data]:
        for name, info in fields_of(model).items():
            if isinstance(record, dict) and name in record:
                yield model, name
                for inner in models_in(info.annotation):
                    yield from used(inner, record[name])


def declared(model: type[BaseModel]) -> Iterator[tuple[type[BaseModel], str]]:
    """Give each field of a model and of what it is made of."""
    for name, info in fields_of(model).items():
        yield model, name
        for inner in models_in(info.annotation):
            yield from declared(inner)


def test_the_full_guide_uses_every_field_but_that_which_silences() -> None:
    document = parse(EVERYTHING.read_text(encoding="utf-8"), "everything.md")
    unused = set(declared(Guide)) - set(used(Guide, document.data))
    assert sorted(f"{model.__name__}.{name}" for model, name in unused) == [
        "Guide.ignore",
        "Ignored.reason",
        "Ignored.rule",
    ]


def test_the_smallest_guide_has_only_what_is_required() -> None:
    document = parse(MINIMAL.read_text(encoding="utf-8"), "minimal.md")
    assert set(document.data) == {name for name, info in Guide.model_fields.items() if info.is_required()}


@pytest.mark.parametrize("path", [EVERYTHING, MINIMAL], ids=lambda path: path.stem)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("\n", "\r\n", id="line endings of Windows"),
        pytest.param("\n", "\r", id="line endings of old Macs"),
        pytest.param("---\n", "--- \t\n", id="spaces behind the fences"),
        pytest.param("]\n", "]   \n", id="spaces at the ends of lines"),
        pytest.param("", "", id="a byte order mark"),
    ],
)
def test_how_a_file_was_saved_does_not_matter(docs: Path, path: Path, old: str, new: str) -> None:
    before = load(docs)[0].guides[path.stem].page
    text = path.read_text(encoding="utf-8")
    text = text.replace(old, new) if old else f"\ufeff{text}"
    (docs / "guides" / path.name).write_bytes(text.encode("utf-8"))
    collection, found = load(docs)
    assert found == []
    assert collection.guides[path.stem].page == before


def test_texts_from_right_to_left_are_read(docs: Path) -> None:
    path = docs / "guides/minimal.md"
    text = path.read_text(encoding="utf-8").replace("name: Minimal", "name: خدمة, vendor: שירות")
    path.write_text(text, encoding="utf-8")
    collection, found = load(docs)
    assert found == []
    assert collection.guides["minimal"].page.service.name == "خدمة"


def test_plain_words_stay_what_they_are(docs: Path) -> None:
    """YAML itself would read these as false, true, eight, ninety, and a date."""
    path = docs / "guides/minimal.md"
    words = "aliases: [NO, on, '012', 1:30, 2026-11-23, .inf, 0x1F, 1e3, =, Null]"
    text = path.read_text(encoding="utf-8").replace("name: Minimal", f"name: Minimal, {words}")
    path.write_text(text.replace("via: post", "via: post\n    regions: [NO, EU]"), encoding="utf-8")
    collection, found = load(docs)
    assert found == []
    page = collection.guides["minimal"].page
    aliases = ("NO", "on", "012", "1:30", "2026-11-23", ".inf", "0x1F", "1e3", "=", "Null")
    assert page.service.aliases == aliases
    assert page.routes[0].regions == ("NO", "EU")


def test_a_text_may_go_over_several_lines(docs: Path) -> None:
    path = docs / "guides/minimal.md"
    text = path.read_text(encoding="utf-8")
    text = text.replace("title: How to cancel Minimal", "title: >-\n  How to\n  cancel\n\n  Minimal")
    path.write_text(text, encoding="utf-8")
    collection, found = load(docs)
    assert found == []
    assert collection.guides["minimal"].page.title == "How to cancel Minimal"
