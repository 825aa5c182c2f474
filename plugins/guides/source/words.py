"""Tells which of many words a file has: rules look for hundreds of them in every text, and few stand there.

To look through each file for each word took an eighth of the time of a check. But files share most
of what they say, so every piece of text, which is what stands between two spaces, is looked
through once for all files.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain

_MOST_PIECES = 50_000
"""A few megabytes of memory; a thousand guides have as many."""


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of some words stands in a text."""
    return any(map(text.__contains__, words))


class _Lexicon:
    """Which pieces have which words in them; a word that has a space is filed under its longest part."""

    def __init__(self) -> None:
        self.parts: dict[str, str] = {}
        self.sought: set[frozenset[str]] = set()
        self._pieces: set[str] = set()
        self._telling: set[str] = set()
        self._words: dict[str, list[str]] = {}

    @property
    def size(self) -> int:
        """How many pieces are known."""
        return len(self._pieces)

    def _file(self, words: Iterable[str], pieces: Iterable[str]) -> None:
        joined = "\n".join(pieces)
        for word in words:
            if (part := self.parts[word]) in joined:
                for piece in pieces:
                    if part in piece:
                        self._words.setdefault(piece, []).append(word)
                        self._telling.add(piece)

    def read(self, pieces: set[str]) -> None:
        """Look through the pieces that no file had before."""
        if new := pieces - self._pieces:
            self._pieces |= new
            self._file(self.parts, new)

    def seek(self, words: frozenset[str]) -> None:
        """Look for words that nobody looked for before."""
        self.sought.add(words)
        new = [word for word in words if word not in self.parts]
        self.parts.update({word: max(word.split(), key=len) for word in new})
        self._file(new, self._pieces)

    def words_of(self, pieces: set[str]) -> set[str]:
        """Give the words that may stand in a file with some pieces."""
        return set(chain.from_iterable(map(self._words.__getitem__, pieces & self._telling)))


_LEXICONS = [_Lexicon()]


def _lexicon() -> _Lexicon:
    """Give the one for the next file; a full one stays with the files that it knows."""
    if _LEXICONS[0].size > _MOST_PIECES:
        _LEXICONS[0] = _Lexicon()
    return _LEXICONS[0]


class Words:
    """The words of one text."""

    def __init__(self, text: str) -> None:
        """Take the text in small letters."""
        self._text = text
        self._pieces = set(text.split())
        self._lexicon = _lexicon()
        self._lexicon.read(self._pieces)
        self._known = 0
        self._found: frozenset[str] = frozenset()

    def among(self, words: frozenset[str]) -> frozenset[str]:
        """Give those of some words that stand anywhere in the text."""
        if words not in self._lexicon.sought:
            self._lexicon.seek(words)
        parts = self._lexicon.parts
        if self._known != len(parts):
            self._known = len(parts)
            likely = self._lexicon.words_of(self._pieces)
            self._found = frozenset(word for word in likely if parts[word] == word or word in self._text)
        return self._found & words


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

    def having(self, word: str) -> Iterator[int]:
        """Give the numbers of the texts that have a word, in their order."""
        offset = self.text.find(word)
        while offset >= 0:
            number = self.number(offset)
            yield number
            offset = self.text.find(word, self._starts[number + 1])

    def each(self, word: str) -> Iterator[int]:
        """Give the number of the text for each time that a word stands in one."""
        offset = self.text.find(word)
        while offset >= 0:
            yield self.number(offset)
            offset = self.text.find(word, offset + len(word))
