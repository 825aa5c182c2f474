"""What the editor offers at the cursor: fields and values, out of the model's own schema."""

import json
import shutil
import subprocess
from typing import Any

import pytest

from browser.checkers import packages
from browser.report import missing
from guides.model.channels import Via
from support import ROOT

KNOWN = {"categories": {"learning": "Learning", "music": "Music and audio"}, "authors": {"editors": "Editors"}}
"""What no schema can know, as the page has it."""
VIA = " ".join(Via)

PLACES = {
    "a field that is there already is not offered again": (
        "routes:\n  - via: app\n    steps:\n      - action: Go\n        |",
        "note where",
    ),
    "a new row begins with its fields": ("routes:\n  - via: app\n    steps:\n      - |", "action note where"),
    "a word that was begun does not run into the next line": ("service:\n  na|\n  category: music", "name …"),
    "the values of a field": ("routes:\n  - via: |", VIA),
    "values in braces": (
        "routes:\n  - {via: app, check: {how: o|, date: 2026-01-01}}",
        "walkthrough official-page reported",
    ),
    "fields in braces": ("outcome:\n  refunds:\n    - {rule: Yes, |}", "source where"),
    "units": (
        "deadline:\n  amount: 1\n  unit: d|\n  before: renewal",
        "hours days business-days weeks months",
    ),
    "yes or no": ("routes:\n  - via: app\n    login: |", "true false"),
    "values in a list": ("silent: [|]", "deadline access trial refunds"),
    "categories": ("service:\n  category: |", "learning music"),
    "authors": ("authors: [|]", "editors"),
    "below a mistake": ("title: 'How to'\nservice:\n  name: A: B\ndeadline: {unit: |}", "hours …"),
    "a text of one's own": ("title: |", ""),
    "the second line of a text": ("title: How to\n  |", ""),
    "a comment": ("routes:\n  # |", ""),
    "a dash without its space": ("routes:\n  -|", ""),
    "an unknown field": ("service:\n  nmae: |", ""),
}

SCRIPT = """
import { readFileSync } from "node:fs";
import { fitting } from "./plugins/guides/site/write/complete.js";
const schema = JSON.parse(readFileSync("docs/schema/guide.v1.json"));
const { texts, known } = JSON.parse(readFileSync(0));
const made = texts.map((text) => {
  const found = fitting(text.replace("|", ""), text.indexOf("|"), schema, known);
  return found && found.options.map(({ label, apply, detail = "" }) => ({ label, apply, detail }));
});
console.log(JSON.stringify(made));
"""


def offered(*texts: str) -> list[Any]:
    """Give what is offered at the mark in each of some texts."""
    packages()
    node = shutil.which("node")
    if not node:
        missing("What the editor offers is found by a script: install Node.")
    asked = json.dumps({"texts": texts, "known": KNOWN})
    command = [node, "--input-type=module", "--eval", SCRIPT]
    run = subprocess.run(command, cwd=ROOT, input=asked, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    made: list[Any] = json.loads(run.stdout)
    return made


@pytest.fixture(scope="module")
def at_places() -> dict[str, list[dict[str, str]]]:
    fronts = [front for front, _ in PLACES.values()]
    return dict(zip(PLACES, offered(*(f"---\n{front}\n---\n## Text\n" for front in fronts)), strict=True))


@pytest.mark.parametrize("place", PLACES)
def test_what_fits_is_offered_and_nothing_else(at_places: dict[str, list[dict[str, str]]], place: str) -> None:
    expected = PLACES[place][1].split()
    labels = [one["label"] for one in at_places[place] or ()]
    if "…" in expected:
        assert expected[0] in labels
    else:
        assert labels == expected


def test_a_field_brings_what_belongs_behind_it() -> None:
    (fields,) = offered("---\nroutes:\n  - via: app\n    |\n---\n")
    assert {one["label"]: one["apply"] for one in fields if one["label"] in {"url", "check", "steps"}} == {
        "url": "url: ",
        "check": "check:\n      ",
        "steps": "steps:\n      - ",
    }


def test_a_field_that_has_its_colon_gets_no_second_one() -> None:
    (fields,) = offered("---\nservice:\n  nam|: Tidal\n---\n")
    assert {one["label"]: (one["apply"], one["detail"]) for one in fields}["name"] == ("name", "required")


def test_nothing_is_offered_in_the_text_below() -> None:
    assert offered("---\ntitle: A\n---\n|", "|", "---\ntitle: A\n---\nservice:\n  |") == [None, None, None]
