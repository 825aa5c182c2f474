"""Names that readers trust, and hosts that borrow them: `netflix-us.com`, `netflix24.com`, `netflix.account-desk.net`.

`hosts.Names` finds a host that can be taken for another one letter by letter. This finds one that
has somebody's whole name in it, with or without a guide, beside words that anybody could add.
"""

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from guides.rules.lib import hosts
from guides.rules.lib.wordlists import entries

FEWEST = 5
"""From this many letters on, a name as a whole word of a host is no accident."""
_SHORTEST_AUTHORITY, _SHORTEST_JOINED = 3, 3
_FILLERS = frozenset(
    {
        *("the", "my", "get", "go", "app", "apps", "web", "site", "online", "official", "info", "now", "free", "trial"),
        *("plus", "prime", "premium", "pro", "desk", "deal", "deals", "money", "back", "cash", "store", "shop", "bill"),
        *("us", "usa", "uk", "gb", "eu", "de", "fr", "in", "au", "ca", "es", "it", "nl", "br", "jp", "global", "world"),
        *("kuendigen", "abo", "konto", "hilfe", "compte", "aide", "ayuda", "contact", "call", "tv", "live", "chat"),
    }
)
"""What can stand beside a name and says nothing of whose it is."""
_DIGITS_BEHIND = re.compile(r"\d+$")


def folded(name: str) -> str:
    """Give a name as a host would have it: `Disney+` and `Disney Plus` give `disneyplus`."""
    plain = unicodedata.normalize("NFKD", name.replace("+", "plus")).casefold()
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum())


def _words(label: str) -> list[str]:
    """Take a label apart, without the digits behind a word: `netflix24` reads as `netflix`."""
    return [_DIGITS_BEHIND.sub("", word) or word for word in re.split(r"[-_]+", label) if word]


@dataclass(slots=True)
class Brands:
    """The names, by how they read; those of authorities are shorter, and count only beside a word of trade."""

    _names: dict[str, str] = field(default_factory=dict)
    _authorities: dict[str, str] = field(default_factory=dict)

    def add(self, name: str) -> None:
        """Add the name of a service."""
        plain = folded(name)
        if len(plain) >= FEWEST:
            self._names.setdefault(hosts.skeleton(plain), name)

    def add_authority(self, host: str) -> None:
        """Add an authority by its host."""
        label = hosts.label(hosts.owner(host) or host)
        if len(label) >= _SHORTEST_AUTHORITY:
            self._authorities.setdefault(label, host)

    def borrowed(self, host: str, own: Container[str]) -> str | None:
        """Give the name that a host has in it, and that is none of `own`, which are folded."""
        registered = hosts.owner(host)
        if registered is None:
            return None
        above = host.removesuffix(registered).rstrip(".")
        labels = [hosts.label(hosts.unpuny(registered)), *filter(None, above.split("."))]
        return next(self._in_labels(labels, own), None)

    def _in_labels(self, labels: list[str], own: Container[str]) -> Iterator[str]:
        for label in labels:
            words = _words(hosts.plain(label).lower())
            yield from (name for name in self._in_words(words, _idle()) if folded(name) not in own)

    def _in_words(self, words: list[str], idle: frozenset[str]) -> Iterator[str]:
        # A name of two words may be written as two, with others before and behind it.
        for start, end in combinations(range(len(words) + 1), 2):
            rest = [*words[:start], *words[end:]]
            if all(other in idle or other.isdigit() for other in rest):
                yield from self._named("".join(words[start:end]), idle)
        for word in words if len(words) > 1 else ():
            if word in self._authorities and entries("bait").intersection(words):
                yield self._authorities[word]

    def _named(self, word: str, idle: frozenset[str]) -> Iterator[str]:
        """Give the name that a word is, alone or with an idle word right before or behind it."""
        sizes = range(_SHORTEST_JOINED, len(word) - FEWEST + 1)
        behind = (word[:-size] for size in sizes if word[-size:] in idle)
        before = (word[size:] for size in sizes if word[:size] in idle)
        yield from (name for form in (word, *behind, *before) if (name := self._names.get(hosts.skeleton(form))))


@cache
def _idle() -> frozenset[str]:
    return _FILLERS | entries("bait") | entries("departments")
