"""Tells which of many words a file has: rules look for hundreds of them in every text, and few stand there.

To look through each file for each word took an eighth of the time of a check. But files share most
of what they say, so every piece of text, which is what stands between two spaces, is looked
through once for all files.
"""

from collections.abc import Collection, Iterable
from itertools import chain

_MOST_PIECES = 50_000
"""A few megabytes of memory; a thousand guides have as many."""


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of some words stands in a text."""
    return any(map(text.__contains__, words))


class _Lexicon:
    """Which pieces have which words in them; a word that has a space is filed under its longest part."""

    def __init__(self) -> None:
        self.pieces: set[str] = set()
        self.parts: dict[str, str] = {}
        self._words: dict[str, list[str]] = {}

    def _file(self, words: Iterable[str], pieces: Iterable[str]) -> None:
        joined = "\n".join(pieces)
        for word in words:
            if (part := self.parts[word]) in joined:
                for piece in pieces:
                    if part in piece:
                        self._words.setdefault(piece, []).append(word)

    def read(self, pieces: set[str]) -> None:
        """Look through the pieces that no file had before."""
        new = pieces - self.pieces
        self.pieces |= new
        self._file(self.parts, new)

    def seek(self, words: Iterable[str]) -> None:
        """Look for words that nobody looked for before."""
        new = [word for word in words if word not in self.parts]
        self.parts.update({word: max(word.split(), key=len) for word in new})
        self._file(new, self.pieces)

    def words_of(self, pieces: set[str]) -> set[str]:
        """Give the words that may stand in a file with some pieces."""
        return set(chain.from_iterable(map(self._words.__getitem__, pieces & self._words.keys())))


_LEXICONS = [_Lexicon()]


def _lexicon() -> _Lexicon:
    """Give the one for the next file; a full one stays with the files that it knows."""
    if len(_LEXICONS[0].pieces) > _MOST_PIECES:
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
        self._found: set[str] = set()

    def among(self, words: Collection[str]) -> list[str]:
        """Give those of some words that stand anywhere in the text, in their order."""
        if not all(map(self._lexicon.parts.__contains__, words)):
            self._lexicon.seek(words)
        parts = self._lexicon.parts
        if self._known != len(parts):
            self._known = len(parts)
            likely = self._lexicon.words_of(self._pieces)
            self._found = {word for word in likely if parts[word] == word or word in self._text}
        found = self._found.intersection(words)  # nearly always nothing
        return [word for word in words if word in found] if found else []
