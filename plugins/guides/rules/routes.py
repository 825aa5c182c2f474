"""Rules on the ways to cancel."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from guides.diagnostics import Diagnostic, Rule
from guides.diagnostics.rule import ACROSS, DATA
from guides.model import regions as known
from guides.model.channels import CHANNELS
from guides.model.fields import REGION
from guides.model.words import How
from guides.rules.context import Checker, Subject
from guides.source.frontmatter import Loc
from guides.source.raw import at, channel, merchant_key, records
from guides.source.schema_errors import UNKNOWN_VALUE, name_of

_BILLERS = ", ".join(sorted(via for via, channel in CHANNELS.items() if channel.is_biller))
_CODE = re.compile(REGION)


def _report(subject: Subject, loc: Loc, rule: Rule, message: str, fix: str) -> Diagnostic:
    return rule.at(subject.document, subject.document.locate(loc), f"`{name_of(loc)}` {message}.", fix)


NO_STEPS = Rule(
    "no-steps",
    DATA,
    "A route has steps, or is a biller’s route whose steps stand in the biller’s guide.",
    bad="routes:\n  - via: website\n    check: {date: 2026-11-01, how: reported}",
    good="routes:\n"
    "  - via: website\n"
    "    steps: [{action: Press **Cancel**}]\n"
    "    check: {date: 2026-11-01, how: reported}",
)
NO_CHECK = Rule(
    "no-check",
    DATA,
    "A route with steps says when and against what it was checked.",
    bad="routes:\n  - via: website\n    steps: [{action: Press **Cancel**}]",
    good="routes:\n"
    "  - via: website\n"
    "    steps: [{action: Press **Cancel**}]\n"
    "    check: {date: 2026-11-01, how: reported}",
)


def complete(subject: Subject) -> Iterator[Diagnostic]:
    """A route needs steps and a check, unless a biller's guide has them."""
    is_billers_own = merchant_key(subject.document.data) == "biller"
    for loc, route in records(subject.document.data, "routes"):
        via = channel(route.get("via"))
        steps = route.get("steps", [])
        # What is not a list, or no channel, is reported as such.
        if via is None or not isinstance(steps, list):
            continue
        may_share = via.is_biller and not is_billers_own
        if not steps and not may_share:
            fix = (
                "Add `steps`: guides about services take theirs from here."
                if is_billers_own
                else f"Add `steps`. Only a biller's route ({_BILLERS}) may leave them to the biller's guide."
            )
            yield _report(subject, loc, NO_STEPS, "has no steps", fix)
        if route.get("check") is None and (steps or not may_share):
            fix = "Add `check` with date, how and source: the page that the steps were compared with."
            yield _report(subject, loc, NO_CHECK, "has no `check`", fix)


CHECK_SOURCE = Rule(
    "check-source",
    DATA,
    "A check names its source; only `reported` goes without.",
    bad="routes:\n"
    "  - via: website\n"
    "    steps: [{action: Press **Cancel**}]\n"
    "    check: {date: 2026-11-01, how: official-page}",
    good="routes:\n"
    "  - via: website\n"
    "    steps: [{action: Press **Cancel**}]\n"
    "    check: {date: 2026-11-01, how: official-page, source: https://films.example/help}",
)


def sourced(subject: Subject) -> Iterator[Diagnostic]:
    """A check names the page that was read, unless none was found."""
    for loc, route in records(subject.document.data, "routes"):
        if at(route, "check", "how") in (How.WALKTHROUGH, How.OFFICIAL_PAGE) and at(route, "check", "source") is None:
            fix = "Add the address of the vendor's page that was read. Only `how: reported` goes without."
            yield _report(subject, (*loc, "check"), CHECK_SOURCE, "has no `source`", fix)


def key(route: Mapping[str, Any]) -> tuple[object, ...]:
    """Give what sets a route apart from the others of its guide."""
    regions = route.get("regions")
    words = (" ".join(str(route.get(name, "")).split()) for name in ("via", "name", "device", "plan"))
    return *words, frozenset(map(str, regions)) if isinstance(regions, list) else None


ROUTE_TWICE = Rule(
    "route-twice",
    ACROSS,
    "Two routes of a guide differ in channel, name, device, plan or region.",
    bad="routes:\n  - via: apple\n  - via: apple",
    good="routes:\n  - via: apple\n  - {via: apple, plan: Films for Families}",
)


def once(subject: Subject) -> Iterator[Diagnostic]:
    """Two routes that a reader cannot tell apart are one route too many."""
    seen: dict[tuple[object, ...], Loc] = {}
    for loc, route in records(subject.document.data, "routes"):
        first = seen.setdefault(key(route), loc)
        if first != loc and "via" in route:
            message = f"is the same way as `{name_of(first)}`: via `{route['via']}`"
            fix = "Merge the two, or say what differs in `name`, `device`, `plan` or `regions`."
            yield _report(subject, (*loc, "via"), ROUTE_TWICE, message, fix)


def biller_takes_money(subject: Subject) -> Iterator[Diagnostic]:
    """A biller's guide is about somebody who bills."""
    via = channel(at(subject.document.data, "biller", "via"))
    if via is not None and not via.is_biller:
        loc: Loc = ("biller", "via")
        message = f"is `{via}`, a channel and not a biller"
        yield _report(subject, loc, UNKNOWN_VALUE, message, f"It takes: {_BILLERS}.")


def places(subject: Subject) -> Iterator[Diagnostic]:
    """A route's regions are places that there are: `UK` has the form of a code and is none."""
    for loc, route in records(subject.document.data, "routes"):
        regions = route.get("regions")
        for index, code in enumerate(regions if isinstance(regions, list) else ()):
            if isinstance(code, str) and _CODE.fullmatch(code) and known.name(code) is None:
                meant = known.meant(code)
                fix = (
                    f"Did you mean `{meant}`?" if meant else "It takes codes of ISO 3166: US, GB, US-CA; also EU, EEA."
                )
                message = f"is `{code}`, which is no place’s code"
                yield _report(subject, (*loc, "regions", index), UNKNOWN_VALUE, message, fix)


CHECKERS: tuple[Checker, ...] = (complete, sourced, once, places, biller_takes_money)
