"""Slips in the data whose first symptom is another one: what is told is the slip, at its place."""

import pytest

from guides.model import Guide
from guides.source.frontmatter import FrontMatterError, parse
from guides.source.schema_errors import validate

COPIED = "The space behind the colon is another character that looks like one, so this is no field."
SETTLED = "Two versions of the file were put together here and never settled: these are git’s marks."

SLIPS = {
    "an apostrophe": (
        "a: 'Click on Dropbox's menu'",
        (2, 21, "The apostrophe ends the text, which is in single quotes."),
    ),
    "a star for a list": (
        "steps:\n  * action: Log in",
        (3, 3, "A list’s items begin with `- ` in the data, not with `* `."),
    ),
    "a copied space": ("title:\u00a0Click it\nb: c", (2, 7, COPIED)),
    "a conflict": ("title: x\n<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> mine", (3, 1, SETTLED)),
    "a comment in a bracket": (
        "steps: [{action: Click #3 now, where: Top}]",
        (2, 24, "` #` begins a comment here, so that the bracket is never closed."),
    ),
    "no colon": ("title How to\nb: c", (2, 1, "A key here has no colon after it.")),
    "no space": ("title:How to\nb: c", (2, 6, "There is no space behind the colon.")),
    # And what was told well before.
    "a colon": ("title: How: to", (2, 11, "There is a colon followed by a space inside a text.")),
    "an open bracket": ("a: [b\nc: d", (2, 4, "A bracket is opened and not closed in time.")),
    "an open quote": ('a: "b\nc: d', (2, 4, "A quote is opened and never closed.")),
    "a text goes on": ('a: "b" c', (2, 8, "A text goes on after a closing quote or bracket.")),
}


@pytest.mark.parametrize("name", SLIPS)
def test_the_slip_itself_is_told(name: str) -> None:
    front, expected = SLIPS[name]
    with pytest.raises(FrontMatterError) as refused:
        parse(f"---\n{front}\n---\n", "x.md")
    (found,) = refused.value.diagnostics
    assert (found.line, found.column, found.message) == expected
    assert found.rule == "yaml-syntax"


def test_a_copied_space_where_the_data_can_be_read() -> None:
    document = parse("---\nroutes:\n  - via: website\n    steps:\n      - action:\u00a0Click it\n---\n", "x.md")
    found = [one for one in validate(Guide, document)[1] if one.line == 5]
    assert [(one.rule, one.message) for one in found] == [("yaml-syntax", COPIED)]
