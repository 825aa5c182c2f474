"""Tells which of many words a file has: rules look for hundreds of them in every text, and few stand there.

To look through each file for each word took an eighth of the time of a check. But files share most
of what they say, so every piece of text, which is what stands between two spaces, is looked
through once for all files.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, chain

_MOST_PIECES = 50_000
"""A few megabytes of memory; a thousand guides have as many."""


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of some words stands in a text."""
    return any(map(text.__contains__, words))


class _Lexicon:
    """Which pieces have which words in them; a word that has a space is filed under its longest part."""

    def __init__(self) -> None:
        self.sought: set[frozenset[str]] = set()
        self._known: set[str] = set()
        self._parts: dict[str, list[str]] = defaultdict(list)
        self._pieces: set[str] = set()
        self._telling: set[str] = set()
        self._words: dict[str, list[str]] = defaultdict(list)

    @property
    def size(self) -> int:
        """How many pieces are known."""
        return len(self._pieces)

    def _file(self, parts: Mapping[str, Iterable[str]], pieces: Iterable[str]) -> None:
        for part in filter("\n".join(pieces).__contains__, parts):
            having = [piece for piece in pieces if part in piece]
            self._telling.update(having)
            for piece in having:
                self._words[piece] += parts[part]

    def read(self, pieces: set[str]) -> None:
        """Look through the pieces that no file had before."""
        if new := pieces - self._pieces:
            self._pieces |= new
            self._file(self._parts, new)

    def seek(self, words: frozenset[str]) -> None:
        """Look for words that nobody looked for before."""
        self.sought.add(words)
        parts: dict[str, list[str]] = defaultdict(list)
        for word in words - self._known:
            parts[max(word.split(), key=len)].append(word)
        self._known |= words
        self._file(parts, self._pieces)
        for part, having in parts.items():
            self._parts[part] += having

    def words_of(self, pieces: Iterable[str]) -> Iterator[str]:
        """Give the words that may stand in a text with some pieces, some of them more than once."""
        return chain.from_iterable(map(self._words.__getitem__, self._telling.intersection(pieces)))


_LEXICONS = [_Lexicon()]


def _lexicon() -> _Lexicon:
    """Give the one for the next file; a full one stays with the files that it knows."""
    if _LEXICONS[0].size > _MOST_PIECES:
        _LEXICONS[0] = _Lexicon()
    return _LEXICONS[0]


class Words:
    """The words of some texts, each known by its number."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the texts in small letters, in their order."""
        self.texts = tuple(texts)
        self._pieces = [text.split() for text in self.texts]
        self._lexicon = _lexicon()
        self._lexicon.read(set(chain.from_iterable(self._pieces)))
        self._sought = 0
        self._places: dict[str, list[int]] = {}

    def _find(self) -> dict[str, list[int]]:
        """Give the numbers of the texts that have a word, by each word that anybody looked for and that is there."""
        places: dict[str, list[int]] = defaultdict(list)
        for number, (text, pieces) in enumerate(zip(self.texts, self._pieces, strict=True)):
            for word in filter(text.__contains__, self._lexicon.words_of(pieces)):
                places[word].append(number)
        return dict(places)

    def among(self, words: frozenset[str]) -> set[str]:
        """Give those of some words that stand anywhere in the texts."""
        if words not in self._lexicon.sought:
            self._lexicon.seek(words)
        if self._sought != len(self._lexicon.sought):
            self._sought = len(self._lexicon.sought)
            self._places = self._find()
        return self._places.keys() & words

    def having(self, words: frozenset[str]) -> set[int]:
        """Give the numbers of the texts that have one of some words."""
        return {number for word in self.among(words) for number in self._places[word]}


class Joined:
    """Texts put together, each known by its number: to find at once in all of them what stands in few."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the texts in their order."""
        self.texts = tuple(texts)
        self.text = "\n".join(self.texts)
        self._starts = [*accumulate((len(text) + 1 for text in self.texts), initial=0)]

    def number(self, offset: int) -> int:
        """Give the number of the text in which something stands."""
        return bisect_right(self._starts, offset) - 1
