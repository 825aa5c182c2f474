"""Sentences of law for letters: only what is in force, and each with its purpose."""

import json
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from pydantic import ValidationError

from guides.collection import Entry
from guides.load import load
from guides.model import LawRule
from guides.model.law import Law
from guides.site.outputs import letters
from guides.source.frontmatter import parse
from support import SAMPLE, published

RULE: dict[str, Any] = {
    "rule": "Leaving (§ 1)",
    "status": "in-force",
    "what_you_can_do": "Leave.",
    "source": "https://law.example/1",
    "checked": "2026-11-23",
}


def test_a_sentence_needs_a_purpose() -> None:
    with pytest.raises(ValidationError, match="both `letter` and `letter_for`"):
        LawRule.model_validate(RULE | {"letter": "I leave (§ 1)."})
    with pytest.raises(ValidationError, match="both `letter` and `letter_for`"):
        LawRule.model_validate(RULE | {"letter_for": "cancelling"})


@pytest.mark.parametrize("status", ["passed-not-in-force", "postponed", "proposed", "vacated"])
def test_a_rule_that_is_not_in_force_has_no_sentence(status: str) -> None:
    with pytest.raises(ValidationError, match="only while the rule is in force"):
        LawRule.model_validate(RULE | {"status": status, "letter": "I leave (§ 1).", "letter_for": "cancelling"})


def test_the_file_has_each_sentence_with_its_place() -> None:
    law = Law.model_validate(
        {
            "title": "Utopia: leaving",
            "description": "What holds there, in one or two sentences.",
            "place": "Utopia",
            "law": [RULE, RULE | {"letter": "I leave (§ 1).", "letter_for": "withdrawing"}],
        }
    )
    collection = load(SAMPLE / "docs")[0]
    document = parse("---\ntitle: a\n---\n", "docs/law/utopia.md")
    laws = MappingProxyType({"utopia": Entry("law/utopia.md", document, law)})
    found = json.loads(letters.file(replace(collection, laws=laws)))["laws"]
    assert found == [{"place": "Utopia", "for": "withdrawing", "text": "I leave (§ 1)."}]


def test_the_real_sentences_keep_cancelling_and_withdrawing_apart() -> None:
    """A letter that cancels must not cite a right to withdraw."""
    found = json.loads(letters.file(published()))["laws"]
    purposes = {(one["place"], one["for"]) for one in found}
    assert {("France", "cancelling"), ("European Union", "withdrawing"), ("United Kingdom", "withdrawing")} <= purposes
    assert ("United Kingdom", "cancelling") not in purposes
