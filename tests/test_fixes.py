"""`guides check --fix`: what it mends, and above all what it leaves alone."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guides import cli
from guides.cli.fix import UNORDERED, cleaned, mended
from support import ROOT, sample

REAL = sorted([*(ROOT / "docs").glob("*/*.md"), *(ROOT / "tests/sample/docs").glob("*/*.md")])

BEFORE = """\
---
title: How to cancel Lessons   # the title
service: {name: Lessons,   domains: [lessons.example]}\t
former_slugs: [b-lessons, "a-lessons",   c-lessons]
routes:
  -   via: website
      url: http://www.lessons.example/account?utm_source=x&plan=2#top
      steps:
      - action: "Open [the page](http://lessons.example/a?fbclid=1 'The page')"
      - where: >-
          Top right   
          of the [page](https://lessons.example/b?gclid=2)
      check: {source: 'https://lessons.example/help?utm_medium=mail', date: 2026-11-20}  
---   

See [this](http://lessons.example/c?utm_source=x&utm_campaign=y), <https://lessons.example/d?gclid=z&e=f>   
and `http://lessons.example/code?utm_source=x`.  
A line break stands above. \t

    http://lessons.example/block?utm_source=x   

```
http://lessons.example/fence?utm_source=x   
```"""  # noqa: W291 - spaces at line ends are the point

AFTER = """\
---
title: How to cancel Lessons   # the title
service: {name: Lessons,   domains: [lessons.example]}
former_slugs: ["a-lessons", b-lessons,   c-lessons]
routes:
  -   via: website
      url: https://www.lessons.example/account?plan=2#top
      steps:
      - action: "Open [the page](https://lessons.example/a 'The page')"
      - where: >-
          Top right
          of the [page](https://lessons.example/b?gclid=2)
      check: {source: 'https://lessons.example/help', date: 2026-11-20}
---

See [this](https://lessons.example/c), <https://lessons.example/d?e=f>   
and `http://lessons.example/code?utm_source=x`.  
A line break stands above.

    http://lessons.example/block?utm_source=x   

```
http://lessons.example/fence?utm_source=x   
```
"""  # noqa: W291 - what means something stays


def test_what_is_certain_is_mended_and_nothing_else() -> None:
    assert mended(BEFORE.encode()).decode() == AFTER


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_and_the_byte_order_mark_stay(ending: str, mark: bytes) -> None:
    before = mark + BEFORE.replace("\n", ending).encode()
    assert mended(before) == mark + AFTER.replace("\n", ending).encode()


def test_mixed_line_endings_stay_mixed() -> None:
    assert mended(b"---\r\na: b  \nc: d\r\n---\n\r\nText") == b"---\r\na: b\nc: d\r\n---\n\r\nText\r\n"


def test_one_run_is_enough() -> None:
    assert mended(AFTER.encode()) == AFTER.encode()


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_sound_guide_stays_as_it_is(path: Path) -> None:
    assert mended(path.read_bytes()) == path.read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no front matter  ",
        "---\nurl: http://lessons.example/?utm_source=x  \nno colon\n---\n",
        "---\nurl: [http://lessons.example/?utm_source=x  \n---\n",
        "---\nurl: http://lessons.example/?utm_source=x  \nurl: twice\n---\n",
        "---\nurl: http://lessons.example/?utm_source=x  \n",
        "---\na: &x b  \n---\n",
        "---\nurl: http://lessons.example/?utm_source=x\n---\n\udcff",
    ],
)
def test_a_file_that_cannot_be_read_is_not_touched(text: str) -> None:
    raw = text.encode(errors="surrogateescape")
    assert mended(raw) == raw


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("http://lessons.example", "https://lessons.example"),
        ("HTTP://lessons.example", "HTTP://lessons.example"),
        ("http://lessons.example:8080/", "http://lessons.example:8080/"),
        ("http://user@lessons.example/", "http://user@lessons.example/"),
        ("http://127.0.0.1/", "http://127.0.0.1/"),
        ("http://localhost/", "http://localhost/"),
        ("http://[::1]/?utm_source=x", "http://[::1]/?utm_source=x"),
        ("http://[", "http://["),
        ("https://a.example/?utm_source=x", "https://a.example/"),
        ("https://a.example/?b=1&utm_source=x&&c", "https://a.example/?b=1&&c"),
        ("https://a.example/?b=utm_source", "https://a.example/?b=utm_source"),
        ("https://a.example/?", "https://a.example/?"),
        ("https://a.example/?UTM_Source=x#part", "https://a.example/#part"),
        ("https://a.example/?%75tm_source=x&b=%2F+c", "https://a.example/?b=%2F+c"),
    ],
)
def test_addresses(before: str, after: str) -> None:
    assert cleaned(before) == after
    assert cleaned(after) == after


@pytest.mark.parametrize(
    "front",
    [
        # A comment belongs to its item.
        "former_slugs:\n- b # because\n- a",
        # Written otherwise than it reads: nothing stands there to be replaced.
        'url: "http:\\x2f\\x2flessons.example/?utm_source=x"',
        "text: >\n  See [this](http://lessons.example/a)\n  page",
        # The order says something.
        "service: {aliases: [b, a], domains: [b.example, a.example], statement: [B, A]}",
        "routes: [{regions: [US, CA]}]",
        "authors: [z, a]",
        "related: [z, a]",
        "z: 1\na: 2",
    ],
)
def test_what_is_not_certain_stays(front: str) -> None:
    raw = f"---\n{front}\n---\n".encode()
    assert mended(raw) == raw


@pytest.mark.parametrize(
    "body",
    [
        "A [link](https://lessons.example/?utm_source=x) and `https://lessons.example/?utm_source=x`.",
        "[https://lessons.example/?utm_source=x](https://lessons.example/?utm_source=x)",
        "Text  \nmore",
        "- item  \n  more",
        "> quote  \n> more",
        "```\ncode  \n```",
        "    code  \n    more",
        "`code  \ncode`",
        "# Heading",
    ],
)
def test_text_whose_meaning_could_change_stays(body: str) -> None:
    raw = f"---\na: b\n---\n{body}\n".encode()
    assert mended(raw) == raw


def test_boxes_are_mended_too() -> None:
    body = (
        '!!! faq "Why?"\n    See [this](http://lessons.example/?fbclid=1). \n\n> [!tip] So\n> <http://a.example/b> \n'
    )
    expected = '!!! faq "Why?"\n    See [this](https://lessons.example/).\n\n> [!tip] So\n> <https://a.example/b>\n'
    assert mended(f"---\na: b\n---\n{body}".encode()).decode().endswith(f"---\n{expected}")


PIECES = st.sampled_from(
    [
        *(
            "- ",
            ": ",
            "  ",
            "\t",
            "\n",
            "\r\n",
            "\r",
            "\n---\n",
            "---\n",
            "[",
            "]",
            "{",
            "}",
            "'",
            '"',
            "#",
            " #",
            ">",
            "|",
        ),
        *(
            "former_slugs",
            "url",
            "a",
            "b",
            "&",
            "*",
            "\\",
            "`",
            "```",
            "!!! faq",
            "> [!tip]",
            "\N{SNOWMAN}",
        ),
        *(
            "http://a.example/?utm_source=x",
            "https://b.example/?gclid=1&c=d",
            "[x](http://c.example)",
            "<http://d.example>",
        ),
        *(
            "\ufeff",
            "\x85",
            "\u2028",
            "\0",
            "é",
            "e\u0301",
            "&amp;",
            "(",
            ")",
            "](",
            "former_slugs: [b, a]\n",
            "url: http://e.example\n",
        ),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@settings(max_examples=200)
@given(st.one_of(TEXTS, TEXTS.map(lambda text: f"---\n{text}\n---\n{text}")))
def test_mending_twice_is_mending_once(text: str) -> None:
    once = mended(text.encode())
    assert mended(once) == once


# --- On the disk ------------------------------------------------------------------------


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound guide with one thing to mend."""
    top = sample(tmp_path)
    monkeypatch.chdir(top)
    path = top / "docs/guides/minimal.md"
    path.write_bytes(path.read_bytes().replace(b"authors: [editors]", b"authors: [editors]  "))
    return path


def test_every_change_is_shown(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "--fix"]) == cli.OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "--- docs/guides/minimal.md"
    assert {"-authors: [editors]  ", "+authors: [editors]"} <= set(lines)
    assert lines[-1] == "no problems"
    assert b"[editors]\n" in guide.read_bytes()
    assert cli.main(["check", "--fix"]) == cli.OK
    assert capsys.readouterr().out == "no problems\n"


def test_without_the_option_nothing_is_written(guide: Path) -> None:
    before = guide.read_bytes()
    cli.main(["check"])
    assert guide.read_bytes() == before


def test_only_named_files_are_mended(guide: Path) -> None:
    before = guide.read_bytes()
    cli.main(["check", "--fix", "docs/guides/lessons.md"])
    assert guide.read_bytes() == before
    cli.main(["check", "--fix", "docs/guides"])
    assert guide.read_bytes() != before


@pytest.mark.skipif(os.name == "nt", reason="permissions are other ones there")
def test_permissions_stay(guide: Path) -> None:
    guide.chmod(0o640)
    cli.main(["check", "--fix"])
    assert stat.S_IMODE(guide.stat().st_mode) == 0o640


def test_a_file_is_replaced_whole_or_not_at_all(guide: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = guide.read_bytes()
    names = sorted(guide.parent.iterdir())

    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    assert cli.main(["check", "--fix"]) == cli.COULD_NOT_RUN
    assert guide.read_bytes() == before
    assert sorted(guide.parent.iterdir()) == names


def test_a_link_is_not_followed(guide: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    guide.replace(outside)
    guide.symlink_to(outside)
    before = outside.read_bytes()
    assert cli.main(["check", "--fix"]) == cli.PROBLEMS
    assert guide.is_symlink()
    assert outside.read_bytes() == before


def test_a_diff_cannot_steer_the_terminal(guide: Path, capsys: pytest.CaptureFixture[str]) -> None:
    guide.write_bytes(guide.read_bytes() + b"\x1b[2J \n")
    cli.main(["check", "--fix"])
    assert "\x1b" not in capsys.readouterr().out


def test_lists_without_an_order_exist() -> None:
    schema = (ROOT / "docs/schema/guide.v1.json").read_text(encoding="utf-8")
    assert all(f'"{name}"' in schema for name in UNORDERED)
