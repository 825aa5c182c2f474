"""Reading files: every one is a document or a list of findings, and every place is right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.diagnostics import Diagnostic
from guides.source.frontmatter import Document, FrontMatterError, Position, decode, parse

TEXT = """\
---
title: One
service:
  name: Two
  domains: [a.example, b.example]
routes:
  - via: phone
    steps:
      - action: >
          Call
      - {action: Speak, where: "On the phone"}
---

Body.
"""


def read(raw: bytes) -> Document:
    return parse(decode(raw, "a.md"), "a.md")


def test_data_and_body_are_told_apart() -> None:
    document = read(TEXT.encode())
    assert document.data["service"] == {"name": "Two", "domains": ["a.example", "b.example"]}
    assert (document.body, document.body_line) == ("\nBody.\n", 13)
    assert document.lines[document.body_line] == "Body."


@pytest.mark.parametrize(
    ("loc", "key", "place"),
    [
        (("title",), False, (2, 8)),
        (("title",), True, (2, 1)),
        (("service", "domains", 1), False, (5, 24)),
        (("routes", 0, "steps", 0, "action"), False, (9, 17)),
        (("routes", 0, "steps", 1, "where"), False, (11, 32)),
        (("routes", 0, "steps", 1, "where"), True, (11, 25)),
        # What is missing is found where it should be.
        (("routes", 0, "check", "date"), False, (7, 5)),
        (("nothing",), False, (1, 1)),
    ],
)
def test_every_value_and_key_is_found_in_the_file(
    loc: tuple[str | int, ...],
    key: bool,  # noqa: FBT001 - a table of cases
    place: tuple[int, int],
) -> None:
    assert read(TEXT.encode()).locate(loc, key=key) == Position(*place)


def test_all_that_is_wrong_with_the_yaml_itself_is_told_at_once() -> None:
    with pytest.raises(FrontMatterError) as refused:
        read(b"---\na: 1\na: 2\nb: &x y\nc: *x\nd: !!str z\n[e]: f\n---\n")
    assert [(one.line, one.rule) for one in refused.value.diagnostics] == [
        (3, "duplicate-key"),
        (4, "yaml-alias"),
        (5, "yaml-alias"),
        (6, "yaml-tag"),
        (7, "yaml-key"),
    ]


def assert_read_or_refused(raw: bytes) -> None:
    found: tuple[Diagnostic, ...] = ()
    try:
        document = read(raw)
    except FrontMatterError as refused:
        found = refused.diagnostics
    else:
        assert isinstance(document.data, dict)
        return
    lines = raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert found
    assert all(1 <= one.line <= lines and one.column >= 1 for one in found)


yaml_like = st.lists(
    st.sampled_from(
        ["a", "b: ", ": ", "- ", "\n", "\n  ", "\t", "[", "]", "{", "}", ",", "'", '"', "|", ">", "&x ", "*x"]
    )
    | st.sampled_from(
        ["!!str ", "!", "#", "---\n", "...\n", "%", "@", "`", "? ", "<<: ", "~", "\\", "\x00", "\x85", "ü"]
    )
    | st.text(max_size=3),
    max_size=25,
).map("".join)


@given(yaml_like)
def test_no_data_can_make_the_reader_stumble(text: str) -> None:
    assert_read_or_refused(f"---\n{text}\n---\n".encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=200))
def test_no_bytes_can_make_the_reader_stumble(raw: bytes) -> None:
    assert_read_or_refused(raw)


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 90_000,
        "a: " + "{b: " * 40_000,
        "- " * 90_000,
        "? " * 90_000,
        "a: &a [x]\n" + "b: [*a, *a]\n" * 9_000,
    ],
    ids=["brackets", "braces", "lists", "keys", "aliases"],
)
def test_no_nesting_can_exhaust_the_reader(text: str) -> None:
    assert_read_or_refused(f"---\n{text}\n---\n".encode())
