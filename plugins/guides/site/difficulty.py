"""How hard it is to cancel, computed from recorded facts by a published formula.

The page "How we rate" is generated from the same constants. Nothing here is felt, and an unknown
is not zero: where too little is known of a way, it is not rated.
"""

from dataclasses import dataclass

from guides.model import Deadline, Guide, Route
from guides.model.words import Confirmation, FeeKind, How
from guides.site import wording

LOGIN_POINTS = 1
OFFER_POINTS = ((1, 1), (3, 2))
"""From how many save offers on, how many points."""
HIDDEN_POINTS = 2
DISPUTED_POINTS = 2
NOTICE_POINTS = ((7, 1), (14, 2))
"""From how many days of notice on, how many points."""
FEE_POINTS = 2
HOURS_POINTS = 1
UNCONFIRMED_POINTS = 1

LEVELS = (
    (7, 5, "very hard"),
    (5, 4, "hard"),
    (3, 3, "takes effort"),
    (2, 2, "some steps"),
    (0, 1, "a few steps"),
)
"""From which sum on, which level of five and which words, hardest first. No word praises."""

_HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Part:
    """One recorded fact and the points that it adds."""

    fact: str
    points: int


@dataclass(frozen=True, slots=True)
class Difficulty:
    """A level from 1 to 5 (0: not rated), its words, and the sum that it comes from."""

    level: int
    word: str
    parts: tuple[Part, ...]

    @property
    def points(self) -> int:
        """The sum of the parts."""
        return sum(part.points for part in self.parts)

    @property
    def of_five(self) -> str:
        """The level in digits."""
        return f"{self.level} of 5"

    @property
    def told(self) -> str:
        """What adds how many points: `2 for phone call, 1 for a log-in is needed`."""
        return ", ".join(f"{part.points} for {part.fact}" for part in self.parts) or "no point for anything"


NOT_RATED = Difficulty(0, "not enough known", ())
"""The difficulty of a guide of whose ways too little is known."""


def notice_days(deadline: Deadline | None) -> int:
    """Give the days of notice that a deadline asks for."""
    if deadline is None:
        return 0
    return int(deadline.amount * wording.HOURS[deadline.unit] // _HOURS_A_DAY)


def _points(table: tuple[tuple[int, int], ...], value: int) -> int:
    return max((points for least, points in table if value >= least), default=0)


def exit_fee(guide: Guide) -> bool:
    """Whether leaving early costs something."""
    return any(fee.kind is FeeKind.EARLY_EXIT for fee in guide.outcome.fees)


def _parts(guide: Guide, route: Route) -> tuple[Part, ...]:
    channel = route.via.channel
    parts = [Part(channel.differs or channel.short, channel.points)]
    if route.login:
        parts.append(Part("a log-in is needed", LOGIN_POINTS))
    if route.screens:
        parts.append(Part("offers to stay", _points(OFFER_POINTS, route.screens.retention)))
        parts.append(Part("a way that is hard to find", HIDDEN_POINTS if route.screens.hidden else 0))
    if guide.disputed:
        parts.append(Part("an authority objects", DISPUTED_POINTS))
    parts.append(Part("notice", _points(NOTICE_POINTS, notice_days(guide.deadline))))
    if exit_fee(guide):
        parts.append(Part("a fee for leaving early", FEE_POINTS))
    if route.hours:
        parts.append(Part("staffed hours only", HOURS_POINTS))
    if route.confirmation is Confirmation.NONE:
        parts.append(Part("no written confirmation", UNCONFIRMED_POINTS))
    return tuple(part for part in parts if part.points)


def _is_known(guide: Guide, route: Route) -> bool:
    """Whether enough is known of a way: what stands between the first press and the end, and until when one may."""
    has_screens = route.screens is not None or not route.via.channel.is_online
    has_deadline = guide.deadline is not None or "deadline" in guide.silent
    return has_screens and has_deadline


def _rate(guide: Guide, route: Route) -> Difficulty:
    parts = _parts(guide, route)
    total = sum(part.points for part in parts)
    level, word = next((level, word) for least, level, word in LEVELS if total >= least)
    return Difficulty(level, word, parts)


def rated_routes(guide: Guide) -> tuple[Route, ...]:
    """Give the routes that count: confirmed ones of the service itself, those open everywhere first."""
    confirmed = tuple(route for route in guide.routes if route.check is None or route.check.how is not How.REPORTED)
    own = tuple(route for route in confirmed if not route.via.is_biller)
    everywhere = tuple(route for route in own if not route.regions)
    if not any(not route.via.is_biller for route in guide.routes):
        return confirmed
    return everywhere or own


def difficulty(guide: Guide) -> Difficulty:
    """Rate a guide by its easiest route that is open to everyone, if enough is known of each.

    What was only reported is not rated: an easy way that does not exist would be the worst advice.
    """
    routes = rated_routes(guide)
    if not routes or not all(_is_known(guide, route) for route in routes[:1]):
        return NOT_RATED
    return min((_rate(guide, route) for route in routes if _is_known(guide, route)), key=lambda rating: rating.points)


LONG_NOTICE = 14
"""From this many days on, a notice is named in lists."""


def what_differs(guide: Guide) -> tuple[str, ...]:
    """Say in a few words what makes this guide's cancelling more work than most: nothing, for most."""
    words: list[str] = []
    own = [route for route in guide.routes if not route.via.is_biller]
    online = [route.via.channel for route in own if route.via.channel.is_online]
    if own and not online:
        words.append(min((route.via.channel for route in own), key=lambda channel: channel.points).differs)
    elif own and all(channel.needs_app for channel in online):
        words.append(online[0].differs)
    elif not own:
        words.append(f"only through {wording.joined([route.via.channel.short for route in guide.routes], 'or')}")
    if guide.deadline and notice_days(guide.deadline) >= LONG_NOTICE:
        words.append(wording.short_deadline(guide.deadline))
    if exit_fee(guide):
        words.append("exit fee")
    if guide.disputed:
        words.append("disputed")
    return tuple(words)
