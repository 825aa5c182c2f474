"""What would hurt a reader is refused in whatever dress, and what is honest and looks like it is not.

attacks/refused.yml and attacks/let_be.yml have one line a text: `put` stands instead of `right`, a part of
slips/guide.md, and `rules` are those that speak. After a change run

    UPDATE_CASES=1 make test ARGS=tests/test_attacks.py

and read the difference: an attack without a rule has got through.
"""

import os
from datetime import date
from functools import cache
from typing import Any

import pytest
import yaml

from guides.load import Neighbours, check_draft, neighbours
from support import HERE, SAMPLE

GUIDE = (HERE / "slips/guide.md").read_text(encoding="utf-8")
REFUSED, LET_BE = HERE / "attacks/refused.yml", HERE / "attacks/let_be.yml"
ATTACKS: list[dict[str, Any]] = yaml.safe_load(REFUSED.read_text(encoding="utf-8"))
HONEST: list[dict[str, Any]] = yaml.safe_load(LET_BE.read_text(encoding="utf-8"))


@cache
def others() -> Neighbours:
    return neighbours(SAMPLE / "docs", today=date(2026, 11, 28))


def told(one: dict[str, Any]) -> list[str]:
    """Give the rules that refuse a guide with a text in it."""
    assert one["right"] in GUIDE
    text = GUIDE.replace(one["right"], one["put"], 1)
    found = check_draft(others(), "guides/quixel-yarns.md", text).diagnostics
    return list(dict.fromkeys(problem.rule for problem in found if problem.is_error))


@pytest.mark.parametrize("one", ATTACKS, ids=lambda one: one["name"])
def test_an_attack_is_refused(one: dict[str, Any]) -> None:
    if "UPDATE_CASES" in os.environ:
        one["rules"] = told(one)
        made = yaml.safe_dump(ATTACKS, sort_keys=False, allow_unicode=True, width=1000)
        REFUSED.write_text(made, encoding="utf-8")
    assert told(one) == one["rules"]
    assert one["rules"]


@pytest.mark.parametrize("one", HONEST, ids=lambda one: one["name"])
def test_what_is_honest_is_let_be(one: dict[str, Any]) -> None:
    assert told(one) == []
