"""One table of channels: who adds a row gets everything that readers and contributors see of a channel."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from guides.model import Route
from guides.model.channels import CHANNELS, Channel, Via
from support import HERE, ROOT, SAMPLE, parse, text

MEMBER = '    PIGEON = "pigeon"\n'
ROW = """\
        Via.PIGEON: Channel(
            "By pigeon",
            "pigeon",
            starts_at_page=True,
            points=2,
            differs="pigeon needed",
            keep="Keep a feather.",
            button="Send a pigeon",
            hint="how to send it is below",
            letter="A note for the pigeon",
            manner=Manner.LETTER,
            meant=("dove", "bird"),
        ),
"""
GUIDE = """\
---
title: How to cancel Loft
description: Send one pigeon; the subscription ends when the company has it.
service: {name: Loft, category: learning, domains: [loft.example]}
authors: [editors]
published: 2026-11-01
routes:
  - via: pigeon
    steps: [{action: Send one pigeon}]
    check: {date: 2026-11-01, how: reported}
---
"""
WRONG = GUIDE.replace("Loft", "Roost").replace("loft", "roost").replace("via: pigeon", "via: Dove")
SEEN = """
import json, sys
from datetime import date
from pathlib import Path
from guides.cli.new import _ways
from guides.cli.schema import as_json
from guides.load import load
from guides.model.channels import Via
from guides.site.outputs import letters
from guides.site.skeleton import skeleton
from support import Renderer

docs = Path(sys.argv[1])
collection, found = load(docs)
renderer = Renderer(collection)
lists = ["guides", "by-channel", "filters", "difficulty"]
said = ""
try:
    _ways("bird")
except Exception as error:
    said = str(error)
print(json.dumps({
    "page": renderer.page("guides/loft.md")[0].html,
    "lists": {name: renderer.page("browse/x.md", None, f"<!-- guides: {name} -->")[0].html for name in lists},
    "letters": json.loads(letters.file(collection)),
    "skeleton": skeleton("Loft", date(2026, 11, 1), via=[Via("pigeon")]),
    "found": [[one.path, one.rule, one.fix] for one in found],
    "asked": said,
    "schema": as_json(),
}))
"""


def house(folder: Path, row: str) -> Path:
    """Copy the package, with one more channel in its table and nothing else; return its source root."""
    source = folder / "plugins"
    shutil.copytree(ROOT / "plugins/guides", source / "guides", ignore=shutil.ignore_patterns("__pycache__"))
    table = source / "guides/model/channels.py"
    code = table.read_text(encoding="utf-8")
    for above, more in (('    IN_PERSON = "in-person"\n', MEMBER), ("        Via.IN_PERSON: Channel(\n", row)):
        assert code.count(above) == 1
        code = code.replace(above, f"{above}{more}" if more is MEMBER else f"{more}{above}")
    table.write_text(code, encoding="utf-8")
    return source


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is seen of a channel `pigeon`, and of a guide with it alone."""
    folder = tmp_path_factory.mktemp("a new channel")
    docs = shutil.copytree(SAMPLE / "docs", folder / "docs", ignore=shutil.ignore_patterns(".cache"))
    (docs / "guides/loft.md").write_text(GUIDE, encoding="utf-8")
    (docs / "guides/roost.md").write_text(WRONG, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SEEN, str(docs)],
        env={**os.environ, "PYTHONPATH": f"{house(folder, ROW)}{os.pathsep}{HERE}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_its_way_has_a_title_a_button_and_what_to_keep(seen: dict[str, Any]) -> None:
    page = parse(seen["page"])
    assert [text(node).rstrip("¶") for node in page.css("h2#pigeon")] == ["By pigeon"]
    assert [(text(node), node.attributes["href"]) for node in page.css("a.go")] == [
        ("Send a pigeon how to send it is below", "#pigeon")
    ]
    assert "Keep a feather." in text(page.css("article")[0])


def test_its_way_has_a_letter(seen: dict[str, Any]) -> None:
    assert [node.attributes["data-ways"] for node in parse(seen["page"]).css(".letter[data-ways]")] == ["pigeon"]
    assert seen["letters"]["ways"]["pigeon"] == {"name": "A note for the pigeon", "manner": "letter"}


def test_a_new_guide_begins_with_its_page(seen: dict[str, Any]) -> None:
    assert "  - via: pigeon\n    url: TODO the page where it starts, https://…\n" in seen["skeleton"]


def test_whoever_writes_another_word_for_it_is_told(seen: dict[str, Any]) -> None:
    assert [path for path, *_ in seen["found"] if path.endswith("loft.md")] == []
    ((_, rule, fix),) = [one for one in seen["found"] if one[0].endswith("roost.md")]
    assert rule == "unknown-value"
    assert fix.startswith("Did you mean `pigeon`? It takes: website, ")
    assert seen["asked"] == "`bird` is no way to cancel; did you mean `pigeon`?"
    assert '"pigeon"' in seen["schema"]


def test_lists_and_the_formula_have_it(seen: dict[str, Any]) -> None:
    lists = {name: parse(html) for name, html in seen["lists"].items()}
    assert "pigeon" in [node.attributes["value"] for node in lists["filters"].css("select[name=channel] option")]
    assert "By pigeon only" in [text(node).rstrip("¶") for node in lists["by-channel"].css("h2")]
    assert any("Loft pigeon needed" in text(line) for line in lists["guides"].css(".rows li"))
    sums = [[text(cell) for cell in row.css("td")] for row in lists["difficulty"].css("tbody tr")]
    assert ["By phone, By pigeon", "2"] in sums


# --- What a row must not forget ----------------------------------------------------------------

NO_TEXT = {Via.WEBSITE, Via.APP, Via.IN_PERSON}
"""Where nothing is sent or said that one could prepare: one presses buttons, or speaks to somebody."""


def forgotten(via: str, row: Channel) -> list[str]:
    """Name what a row says nothing of, though a reader needs it."""
    if row.is_biller:
        return []
    # A number or an address of the route, in the field of the same name, makes a button too.
    opens = row.is_online or row.starts_at_page or row.button or via in Route.model_fields
    lacks = {
        "button": not opens,
        "hint": bool(row.button) != bool(row.hint),
        "letter": not row.letter and via not in NO_TEXT,
        "differs": not row.differs and (not row.is_online or row.needs_app),
    }
    return [f"{via} has no {name}" for name, is_lacking in lacks.items() if is_lacking]


def test_every_channel_has_a_row_that_forgets_nothing() -> None:
    assert set(CHANNELS) == set(Via)
    assert [lack for via, row in CHANNELS.items() for lack in forgotten(via, row)] == []


def test_what_a_row_forgets_is_named() -> None:
    assert forgotten("pigeon", Channel("By pigeon", "pigeon")) == [
        "pigeon has no button",
        "pigeon has no letter",
        "pigeon has no differs",
    ]
    assert forgotten("pigeon", Channel("By pigeon", "pigeon", button="Send", differs="pigeon", letter="A note")) == [
        "pigeon has no hint"
    ]


# --- No second table ---------------------------------------------------------------------------

FEW = 2
"""So many channels a module may name: special cases. Who lists more has a table that the next channel is not in."""
_CHANNEL = re.compile(r"""\bVia\.([A-Z_]+)\b|(?<![\w-])["']?([a-z-]+)["']?(?=:\s*["'\[{(])|["'`]([a-z-]+)["'`]""")
FIELDS = {"phone", "sms", "fax", "email", "address", "form"}
"""Words that are fields of a route, or of the settings, as well."""


def named(code: str) -> set[str]:
    """Give the channels that code names: members, texts and keys of tables."""
    known = {via.name: str(via) for via in Via} | {str(via): str(via) for via in Via}
    words = {word for match in _CHANNEL.findall(code) for word in match if word}
    return {known[word] for word in words if word in known}


@pytest.mark.parametrize("root", ["plugins/guides", "overrides", "docs/assets/javascripts"])
def test_no_other_file_lists_channels(root: str) -> None:
    files = [path for path in (ROOT / root).rglob("*") if path.suffix in {".py", ".js", ".jinja", ".html"}]
    assert files
    lists = {}
    for path in files:
        found = named(path.read_text(encoding="utf-8"))
        if path.name != "channels.py" and len(found if path.suffix == ".js" else found - FIELDS) > FEW:
            lists[path.relative_to(ROOT).as_posix()] = sorted(found)
    assert lists == {}


def test_a_second_table_is_found() -> None:
    assert named('const SPOKEN = ["phone", "chat"];\nconst WAYS = {\n  post: "A letter",\n  fax: "A fax" };') == {
        "phone",
        "chat",
        "post",
        "fax",
    }
    assert named("_AWAY = {Via.POST: 1, Via.IN_PERSON: 2}") == {"post", "in-person"}
