"""Words are found where they stand, however many files share them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guides.source import words
from guides.source.words import Words

_LETTERS = st.text(alphabet="ab é-\n", max_size=12)


@given(st.lists(_LETTERS, max_size=6), st.frozensets(_LETTERS.filter(lambda word: bool(word.strip())), max_size=6))
def test_words_are_those_that_a_search_finds(texts: list[str], sought: frozenset[str]) -> None:
    for text in texts:
        assert Words([text]).among(sought) == {word for word in sought if word in text}


def test_a_word_may_have_a_space_and_be_part_of_another() -> None:
    text = Words(["buy a gift card, then re-enter the code"])
    sought = frozenset({"gift card", "card gift", "enter", "card ", " a ", "cards"})
    assert text.among(sought) == {"gift card", "enter", " a "}


def test_a_text_keeps_its_words_when_others_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """What files share is forgotten when it grows too large, and nobody may miss a word for that."""
    monkeypatch.setattr(words, "_MOST_PIECES", 3)
    first = Words(["send your password to them"])
    for number in range(9):
        assert Words([f"text {number} of many words"]).among(frozenset({"text"})) == {"text"}
    assert first.among(frozenset({"password", "pass", "text"})) == {"password", "pass"}


@given(st.lists(_LETTERS, max_size=6), st.frozensets(_LETTERS.filter(lambda word: bool(word.strip())), max_size=6))
def test_a_word_is_known_by_the_texts_that_have_it(texts: list[str], sought: frozenset[str]) -> None:
    having = {number for number, text in enumerate(texts) if any(word in text for word in sought)}
    assert Words(texts).having(sought) == having
