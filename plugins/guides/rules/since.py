"""Rules on a change: what guides say now against what they said at an earlier revision.

They need git, so they run in `guides check --since` only, never in a build.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from guides.collection import Collection
from guides.diagnostics import Diagnostic, Rule
from guides.diagnostics.rule import CHANGE
from guides.rules.routes import key
from guides.source.frontmatter import Document, Loc
from guides.source.git import Past
from guides.source.raw import at, day, records, texts

MOST_MOVED = 20
"""How many routes somebody can compare with their sources in one sitting."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One guide, then and now."""

    before: Document
    after: Document


@dataclass(frozen=True, slots=True)
class Change:
    """The guides of then and now; `root` is what paths in findings start with."""

    past: Past
    root: str
    now: Mapping[str, Document | None]

    def addresses(self) -> set[str]:
        """Give every address that leads to a guide now."""
        own = {PurePosixPath(uri).stem for uri in self.now if uri.startswith("guides/")}
        for uri, document in self.now.items():
            # What a file said before it was broken counts: it is reported as broken already.
            said = document or self.past.before.get(uri)
            own |= {slug for _, slug in texts(said, "former_slugs")} if said else set()
        return own

    def pairs(self) -> Iterator[Pair]:
        """Match guides with their earlier selves, renamed ones by the address that they had."""
        by_address = {
            slug: document
            for uri, document in self.now.items()
            if document and uri not in self.past.before
            for _, slug in texts(document, "former_slugs")
        }
        for uri, before in self.past.before.items():
            after = self.now.get(uri) if uri in self.now else by_address.get(PurePosixPath(uri).stem)
            if before and after:
                yield Pair(before, after)

    def new(self) -> Iterator[Document]:
        """Give the guides and billers that were not there, renamed ones left out."""
        paired = {pair.after.path for pair in self.pairs()}
        for uri in sorted(self.past.added()):
            document = self.now.get(uri)
            if document is not None and document.path not in paired:
                yield document


ADDRESS_LOST = Rule(
    "address-lost",
    CHANGE,
    "An address that was published leads to a guide for good.",
    bad="A guide that is deleted or renamed",
    good="The new guide with former_slugs: [films]",
)


def _lost_addresses(change: Change) -> Iterator[Diagnostic]:
    """A reader who saved an address must still get an answer there."""
    kept = change.addresses()
    for uri, before in change.past.before.items():
        path = f"{change.root}{uri}"
        slug = PurePosixPath(uri).stem
        if uri.startswith("guides/") and uri not in change.now and slug not in kept:
            message = f"The guide was removed, and nothing answers at its address `{slug}` any more."
            target = change.past.renamed.get(uri)
            fix = (
                f"Add `former_slugs: [{slug}]` to {change.root}{target}."
                if target
                else f"Add `{slug}` to the `former_slugs` of the guide that replaces it, "
                "or restore the file and add `retired` with a date and a reason."
            )
            yield ADDRESS_LOST.in_file(path, message, fix)
        for _, former in texts(before, "former_slugs") if before else ():
            if former not in kept:
                document = change.now.get(uri)
                message = f"The former address `{former}` was dropped, and nothing answers there any more."
                fix = f"Put `{former}` back under `former_slugs`."
                if document:
                    yield ADDRESS_LOST.at(document, document.locate(("former_slugs",), key=True), message, fix)
                else:
                    yield ADDRESS_LOST.in_file(path, message, fix)


PUBLISHED_MOVED = Rule(
    "published-moved",
    CHANGE,
    "The day on which a guide first appeared does not change.",
    bad="- published: 2026-11-01\n+ published: 2026-11-20",
    good="  published: 2026-11-01",
)


def _published(pair: Pair) -> Iterator[Diagnostic]:
    """The day on which a guide first appeared is history."""
    was, now = day(pair.before.data.get("published")), day(pair.after.data.get("published"))
    if was and now and was != now:
        message = f"`published` was {was} and is {now} now; the day on which a guide first appeared does not change."
        fix = f"Write {was} again. The day of a new comparison goes under `check`, what changed under `changes`."
        yield PUBLISHED_MOVED.at(pair.after, pair.after.locate(("published",)), message, fix)


def matched(before: Document, after: Document) -> list[tuple[Mapping[str, Any] | None, Loc, Mapping[str, Any] | None]]:
    """Match the routes of then and now: by all that sets them apart, the others by channel and order.

    A new route has none before it, a removed one none after it and no place.
    """
    old = [route for _, route in records(before.data, "routes")]
    pairs: list[tuple[Mapping[str, Any] | None, Loc, Mapping[str, Any] | None]] = []
    unmatched = []
    for loc, route in records(after.data, "routes"):
        same = next((one for one in old if key(one) == key(route)), None)
        if same is None:
            unmatched.append((loc, route))
        else:
            old.remove(same)
            pairs.append((same, loc, route))
    for loc, route in unmatched:
        near = next((route_then for route_then in old if route_then.get("via") == route.get("via")), None)
        if near is not None:
            old.remove(near)
        pairs.append((near, loc, route))
    return [*pairs, *((one, (), None) for one in old)]


def _routes(pair: Pair) -> Iterator[tuple[Mapping[str, Any], Loc, Mapping[str, Any]]]:
    """Give the routes that were there then and are there now."""
    for was, loc, route in matched(pair.before, pair.after):
        if was is not None and route is not None:
            yield was, loc, route


def _moved(pair: Pair) -> Iterator[tuple[Loc, Mapping[str, Any]]]:
    """Give the routes whose date of checking is another one now."""
    for was, loc, route in _routes(pair):
        then, now = day(at(was, "check", "date")), day(at(route, "check", "date"))
        if then and now and then != now:
            yield loc, route


def _additions(pair: Pair) -> list[Mapping[str, Any]]:
    """Give the entries under `changes` that the change adds."""
    old = [entry for _, entry in records(pair.before.data, "changes")]
    return [entry for _, entry in records(pair.after.data, "changes") if entry not in old]


def _has_news(pair: Pair) -> bool:
    """Whether the change says that something is different for readers; another wording is not."""
    return any(entry.get("kind") != "wording" for entry in _additions(pair))


CHECK_OUTCOME = Rule(
    "check-outcome",
    CHANGE,
    "A check with a new date says what it found: `outcome: confirmed`, or an entry under `changes`.",
    bad="- check: {date: 2026-11-01, how: walkthrough}\n+ check: {date: 2026-11-20, how: walkthrough}",
    good="- check: {date: 2026-11-01, how: walkthrough}\n"
    "+ check: {date: 2026-11-20, how: walkthrough, outcome: confirmed}",
)


def _without_outcome(pair: Pair) -> Iterator[Diagnostic]:
    """A new date says that somebody looked; the guide must say what they found."""
    if _has_news(pair):
        return
    for loc, route in _moved(pair):
        if at(route, "check", "outcome") is None:
            message = "The date of the check moved, but nothing says what the check found."
            fix = (
                "Add `outcome: confirmed` to this check if nothing had changed, "
                "or an entry under `changes` that says what is different now."
            )
            yield CHECK_OUTCOME.at(pair.after, pair.after.locate((*loc, "check", "date")), message, fix)


CHECKS_MANY = Rule(
    "checks-many",
    CHANGE,
    "One change moves the dates of at most twenty checks: nobody compares more in one sitting.",
    bad="One change with 21 new dates of checks",
    good="Two changes with ten each",
)


STEP_CHANGED = Rule(
    "step-changed",
    CHANGE,
    "Steps that change get a new date of their check, or an entry under `changes`; a typing error has one with "
    "`kind: wording` there.",
    bad="- action: Press **Stop**\n+ action: Press **End plan**",
    good="- action: Press **Stop**\n+ action: Press **End plan**\n"
    "+ changes: [{date: 2026-11-20, what: The button has a new name.}]",
)


def _folded(value: Any) -> Any:  # noqa: ANN401 - data as YAML has them
    """Give data without the line breaks and spaces that no reader sees."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return [_folded(one) for one in value]
    return {key: _folded(one) for key, one in value.items()} if isinstance(value, dict) else value


def _steps_under_an_old_date(pair: Pair) -> Iterator[Diagnostic]:
    """A page that gives a date for its steps must not show others."""
    if _additions(pair):
        return
    for was, loc, route in _routes(pair):
        then, now = steps_of(was), steps_of(route)
        date = at(route, "check", "date")
        if not then or then == now or date is None or at(was, "check", "date") != date:
            continue
        index = next((place for place, step in enumerate(now) if step not in then), None)
        where = (*loc, "steps") if index is None else (*loc, "steps", index)
        message = f"The steps changed, and the page would go on to give {date} as the day of their check."
        fix = (
            "Compare the route with its source and move `check.date`, or add an entry under `changes` that says what "
            "is different now; for a typing error one with `kind: wording`."
        )
        place = pair.after.locate(where, key=index is None)
        yield STEP_CHANGED.at(pair.after, place, message, fix)


def steps_of(route: Mapping[str, Any]) -> list[Any]:
    """Give a route's steps as data, whatever their line breaks."""
    steps = _folded(route.get("steps"))
    return steps if isinstance(steps, list) else []


def _too_many(pairs: list[Pair]) -> Iterator[Diagnostic]:
    """Nobody compares hundreds of routes at once; such a change moved dates without looking."""
    moved = [(pair.after, loc) for pair in pairs for loc, _ in _moved(pair)]
    if len(moved) > MOST_MOVED:
        document, loc = moved[MOST_MOVED]
        message = f"The change moves the dates of {len(moved)} checks; at most {MOST_MOVED} go into one change."
        fix = "Undo the dates of routes that were not compared with their source; send the others in several changes."
        yield CHECKS_MANY.at(document, document.locate((*loc, "check", "date")), message, fix)


def change_of(past: Past, collection: Collection, root: str) -> Change:
    """Put the files of now beside those of then."""
    now: dict[str, Document | None] = {one.uri: one.document for one in collection.broken}
    now |= {guide.uri: guide.document for guide in collection.guides.values()}
    now |= {biller.uri: biller.document for biller in collection.billers.values()}
    return Change(past, root, now)


def check(past: Past, collection: Collection, root: str) -> list[Diagnostic]:
    """Compare the collection with its past; `root` is what paths in findings start with."""
    change = change_of(past, collection, root)
    pairs = list(change.pairs())
    diagnostics = [*_lost_addresses(change), *_too_many(pairs)]
    for pair in pairs:
        diagnostics += [*_published(pair), *_without_outcome(pair), *_steps_under_an_old_date(pair)]
    return diagnostics
