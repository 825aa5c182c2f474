"""How the checks of this folder say what they found."""

import os
from collections.abc import Iterable
from typing import NamedTuple, NoReturn

import pytest

PLACES = 5


class Problem(NamedTuple):
    """Something wrong at one place of the site."""

    what: str
    where: str


def none(problems: Iterable[Problem]) -> None:
    """Fail with the problems, each once: what is on every page, one template made."""
    places: dict[str, list[str]] = {}
    for problem in problems:
        places.setdefault(problem.what, []).append(problem.where)
    if not places:
        return
    lines = [f"{len(places)} kinds of problem"]
    for what, where in sorted(places.items()):
        lines += [f"- {what}", *(f"    {place}" for place in where[:PLACES])]
        if len(where) > PLACES:
            lines.append(f"    and {len(where) - PLACES} more")
    pytest.fail("\n".join(lines), pytrace=False)


def missing(sentence: str) -> NoReturn:
    """Skip what a machine cannot run, but never where CI is set: there it must."""
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
