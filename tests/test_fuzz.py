"""No file, however strange, crashes the checker, makes it hang or fills the memory.

Files are real guides with pieces cut out, doubled, swapped and sewn in, and heaps of pieces.
Short by default; for a long run name the seconds:

    FUZZ_SECONDS=600 make test ARGS='tests/test_fuzz.py -n 0'
"""

import json
import os
import random
import time
import tracemalloc
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from guides.cli.fix import mended
from guides.diagnostics import Diagnostic
from guides.diagnostics.formats import as_github, as_json, as_text
from guides.diagnostics.sarif import as_sarif
from guides.load import check_draft, load, neighbours
from guides.rules.catalog import RULES
from guides.source.limits import MAX_BLOCK, MAX_BYTES, MAX_LINE, MOST_FINDINGS
from support import HERE, ROOT, SAMPLE, sample

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))
SLOW = 1.0
"""Seconds within which any file must have been judged, however it is made."""
BIG = 64 * 2**20
"""Bytes that no file may make the checker hold."""

REAL = sorted(path for room in ("guides", "billers") for path in (ROOT / "docs" / room).glob("*.md"))
MODELS = [path.read_bytes() for path in (*REAL, *sorted((SAMPLE / "docs/guides").glob("*.md")))]


def pieces(name: str) -> list[bytes]:
    """Read a list of pieces, one a line, in which bytes can be written as Python writes them."""
    text = (HERE / "fuzz" / f"{name}.txt").read_text(encoding="ascii")
    return [line.encode().decode("unicode_escape").encode("latin-1") for line in text.splitlines()]


PIECES = pieces("pieces")


def sewn(maker: random.Random) -> bytes:
    """Take a real guide and spoil it in up to eight places."""
    text = bytearray(maker.choice(MODELS))
    for _ in range(maker.randint(1, 8)):
        at = maker.randint(0, len(text))
        end = min(len(text), at + maker.choice((0, 1, 2, 5, 40, 400)))
        piece = maker.choice(PIECES) * maker.choice((1, 1, 1, 2, 3, 50))
        other = maker.choice(MODELS)
        start = maker.randint(0, len(other))
        new = maker.choice((b"", piece, bytes(text[at:end]) * 3, other[start : start + 200], maker.randbytes(3)))
        text[at:end] = new
    return bytes(text)


HEAPS = st.lists(st.sampled_from(PIECES), max_size=60).map(b"".join)
FILES = st.one_of(
    st.randoms(use_true_random=False).map(sewn),
    st.tuples(HEAPS, HEAPS).map(lambda both: b"---\n" + both[0] + b"\n---\n" + both[1]),
    HEAPS,
    st.binary(max_size=300),
    st.text(max_size=300).map(lambda text: f"---\ntitle: {text}\n---\n{text}".encode(errors="replace")),
)


def judge(docs: Path, content: bytes) -> list[Diagnostic]:
    """Put a file among others and do with it all that the command can do."""
    (docs / "guides/strange.md").write_bytes(content)
    _, found = load(docs, "docs/", date(2026, 11, 23))
    lines = content.count(b"\n") + content.count(b"\r") + 1
    for one in found:
        assert one.message
        assert one.line >= 1
        assert one.column >= 1
        assert one.path != "docs/guides/strange.md" or one.line <= lines + 1, one
    assert "\x1b" not in as_text(found)
    assert as_github(found).count("\n") == max(len(found) - 1, 0)
    assert len(json.loads(as_json(found))) == len(found)
    json.loads(as_sarif(found, RULES))
    once = mended(content)
    assert mended(once) == once
    return found


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    docs = sample(tmp_path_factory.mktemp("fuzz")) / "docs"
    # Lists and patterns that are read once are no file's fault.
    load(docs)
    return docs


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=FILES)
def test_any_file_is_judged(docs: Path, content: bytes) -> None:
    start = time.process_time()
    judge(docs, content)
    assert time.process_time() - start < SLOW * 3


@pytest.mark.skipif(not SECONDS, reason="FUZZ_SECONDS is not set")
def test_any_file_is_judged_for_a_long_time(docs: Path) -> None:
    end = time.monotonic() + SECONDS
    number = 0
    while time.monotonic() < end:
        number += 1

        @seed(number)
        @settings(max_examples=300, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(content=FILES)
        def some(content: bytes) -> None:
            start = time.process_time()
            judge(docs, content)
            assert time.process_time() - start < SLOW * 3

        some()


def front(text: str) -> bytes:
    return f"---\n{text}\n---\n".encode()


def body(text: bytes) -> bytes:
    return MODELS[0] + text


BOMBS = "a: &a [x]\n" + "".join(f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * 9)}]\n" for n in range(1, 12))
ROOM = (MAX_BYTES - 16_000) // (1 if SECONDS else 4)
"""What fits behind the data of a guide; a part of it will do in a short run."""


def heap(piece: bytes) -> bytes:
    """Pile up a piece as high as may be: lines, paragraphs and the file are just short enough."""
    line = (piece * (MAX_LINE // len(piece)))[:MAX_LINE].rstrip(b"\n")
    paragraph = b"\n".join([line] * ((MAX_BLOCK - 1) // len(line)))
    return b"\n\n".join([paragraph] * (ROOM // (len(paragraph) + 2)))


def lines(piece: bytes) -> bytes:
    """Pile up a piece, one a line, as high as may be."""
    paragraph = (piece + b"\n") * (MAX_BLOCK // (len(piece) + 1))
    return b"\n".join([paragraph] * (ROOM // (len(paragraph) + 1)))


TOO_BIG = {
    "billion laughs": front(BOMBS),
    "ten megabytes of text": body(b"word " * 2_000_000),
    "ten megabytes of data": front("a: b\n" * 2_000_000),
    "ten megabytes of nothing": b"\0" * 10_000_000,
    "a thousand lists deep": front("a: " + "[" * 900 + "]" * 900),
    "a thousand groups deep": front("a:\n " + "{a:\n " * 1000 + "}" * 1000),
    "hundreds of lines deep": front("\n".join(" " * number + "a:" for number in range(300))),
    "groups as keys": front("? {" * 600),
    "lists as items": front("- " * 900),
    "one key again and again": front("a: b\n" * 8000),
    "aliases": front("a: *b\n" * 8000),
    "tags": front("- !!x y\n" * 7000),
    "a huge number": front("minutes: " + "9" * 1900),
    "one long word": front("title: '" + ("x" * 1900 + "\n ") * 20 + "'"),
    "one long key": front("? " + ("x" * 1900 + "\n  ") * 20 + "\n: y"),
    "one long line": body(b"x" * 40_000),
    "one long paragraph": body(b"x " * 900 + (b"\n" + b"x " * 900) * 20),
}
DATA_OF = {
    "keys": front("\n".join(f"k{number}: v" for number in range(5000))),
    "groups": front("\n".join(f"k{number}: {{a: {{b: c}}}}" for number in range(2000))),
    "routes": MODELS[0].replace(b"routes:\n", b"routes:\n" + b"  - via: apple\n" * 2800, 1),
    "steps": MODELS[0].replace(
        b"routes:\n", b"routes:\n  - via: website\n    steps:\n" + b"      - action: x\n" * 2200, 1
    ),
    "domains": MODELS[0].replace(b"service:\n", b"service:\n  domains:\n" + b"    - a.example\n" * 2500, 1),
    "aliases": MODELS[0].replace(b"service:\n", b"service:\n  aliases:\n" + b"    - Ab\n" * 4500, 1),
    "related": front("related:\n" + "\n".join(f"- guide-{number}" for number in range(3000))),
    "ignored": front("ignore:\n" + "\n".join(f"- {{rule: r{number}, reason: x}}" for number in range(1400))),
    "texts": front("\n".join(f"k{number}: {'[' * 1900}" for number in range(20))),
    "links": front("\n".join(f"k{number}: {'https://a.example/?utm_source=x ' * 60}" for number in range(20))),
    "quotes": front("\n".join(f"k{number}: '{'[a](' * 400}'" for number in range(20))),
}
MONSTERS = {
    **{f"heap of {piece!a}": body(heap(piece)) for piece in pieces("heaps")},
    **{f"lines of {piece!a}": body(lines(piece)) for piece in pieces("lines")},
    **{f"data: {name}": content for name, content in DATA_OF.items()},
}


@pytest.mark.parametrize("name", TOO_BIG)
def test_what_is_too_big_is_refused_in_under_a_second(docs: Path, name: str) -> None:
    start = time.process_time()
    found = judge(docs, TOO_BIG[name])
    assert time.process_time() - start < SLOW
    assert any(one.path == "docs/guides/strange.md" for one in found)


@pytest.mark.parametrize("name", MONSTERS)
def test_what_is_just_small_enough_is_judged_quickly(docs: Path, name: str) -> None:
    assert len(MONSTERS[name]) <= MAX_BYTES
    start = time.process_time()
    judge(docs, MONSTERS[name])
    assert time.process_time() - start < SLOW * 5


@pytest.mark.parametrize(
    "content",
    [front(BOMBS), b"---\n" + b"a: b\n" * 20_000_000, body(heap(b"["))],
    ids=["laughs", "100 MB", "quotes"],
)
def test_memory_is_bounded(docs: Path, content: bytes) -> None:
    (docs / "guides/strange.md").write_bytes(content)
    tracemalloc.start()
    try:
        load(docs)
        assert tracemalloc.get_traced_memory()[1] < BIG
    finally:
        tracemalloc.stop()


def test_nobody_is_told_the_same_a_thousand_times(docs: Path) -> None:
    (docs / "guides/strange.md").write_bytes(body(b"# a\n\n" * 4000))
    found = [one.rule for one in load(docs)[1] if one.path == "docs/guides/strange.md"]
    assert found.count("heading-title") == MOST_FINDINGS


def places(data: object, loc: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Give the place of every value in some data."""
    if loc:
        yield loc
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inner:
        yield from places(value, (*loc, key))


@pytest.mark.parametrize("strange", [[["x"]], {"a": ["b"]}, "https://["], ids=["a list", "a group", "half an address"])
def test_no_value_of_another_kind_crashes_the_checker(strange: object) -> None:
    """Rules read raw data: what stands in the place of a word may be a list."""
    others = neighbours(SAMPLE / "docs")
    text = (SAMPLE / "docs/guides/everything.md").read_text(encoding="utf-8")
    _, front, body = text.split("---\n", 2)
    whole = yaml.load(front, yaml.BaseLoader)  # noqa: S506 - a file of our own
    for loc in places(whole):
        data = inner = deepcopy(whole)
        for part in loc[:-1]:
            inner = inner[part]
        inner[loc[-1]] = strange
        made = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=1000)
        assert check_draft(others, "guides/everything.md", f"---\n{made}---\n{body}").diagnostics, loc
