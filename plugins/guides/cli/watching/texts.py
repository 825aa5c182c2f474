"""Compares what a page says with what it said before, and with what guides quote from it."""

import difflib
import hashlib
import re
from collections.abc import Iterable

from guides.cli.watching.addresses import Quote

MOST_WORDS = 15
"""How many words of a page are quoted on each side of a change: enough to find it, no copy of a text."""
_AROUND = 4


def fingerprint(text: str) -> str:
    """Give what stands for a text where the text itself is not kept; white space and case do not count."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()[:16] if text.strip() else ""


def _cut(words: list[str]) -> str:
    return " ".join(words[:MOST_WORDS])


def change(before: str, after: str) -> tuple[str, str]:
    """Give the first place where two texts differ: at most so many words of each, with a few that are the same."""
    old, new = before.split(), after.split()
    start = next(
        (at for at, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), min(len(old), len(new))
    )
    # From the first difference on, a few hundred words decide what was put in the place of what.
    piece = slice(start, start + 400)
    blocks = difflib.SequenceMatcher(None, old[piece], new[piece], autojunk=False).get_matching_blocks()
    same = next((block for block in blocks if block.size >= 2 or block.size == 0), blocks[-1])  # noqa: PLR2004 - by chance
    lead = max(start - _AROUND, 0)
    return _cut(old[lead : start + same.a + _AROUND]), _cut(new[lead : start + same.b + _AROUND])


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def missing(text: str, quotes: Iterable[Quote]) -> list[Quote]:
    """Give the quotes that do not stand in a text."""
    plain = _plain(text)
    digits = re.sub(r"\D", "", text)
    numbers = set(re.findall(r"\d+", text))

    def stands(quote: Quote) -> bool:
        if quote.kind == "phone":
            # The country code may be missing, or a zero stand in its place.
            return re.sub(r"\D", "", quote.text)[-8:] in digits
        return quote.text in numbers if quote.kind == "number" else _plain(quote.text) in plain

    return [quote for quote in quotes if not stands(quote)]


def quote_key(quote: Quote) -> str:
    """Give what stands for a quote in the memory, which holds no text."""
    return hashlib.sha256(f"{quote.kind}:{quote.text}".encode()).hexdigest()[:12]
