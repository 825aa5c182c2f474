"""How hard it is to cancel, computed from recorded facts by a published formula.

The page "How we rate" is generated from the same constants. Nothing here is felt: a fact
that is not recorded adds nothing, and the page says which facts were counted.
"""

from dataclasses import dataclass

from guides.model import Guide, Route
from guides.model.channels import Via
from guides.model.words import Confirmation, How, Unit

CHANNEL_POINTS = {
    Via.WEBSITE: 0,
    Via.APP: 0,
    Via.FORM: 0,
    Via.APPLE: 0,
    Via.GOOGLE_PLAY: 0,
    Via.AMAZON: 0,
    Via.ROKU: 0,
    Via.PAYPAL: 0,
    Via.CARRIER: 1,
    Via.CHAT: 1,
    Via.EMAIL: 1,
    Via.PHONE: 2,
    Via.POST: 3,
    Via.IN_PERSON: 3,
}
"""What the channel itself adds."""

CHANNEL_WORDS = {
    0: "online",
    1: "with a person or in writing",
    2: "by phone",
    3: "by post or in person",
}

LOGIN_POINTS = 1
RETENTION_POINTS = ((1, 1), (3, 2))
"""From how many save offers on, how many points."""
NOTICE_DAYS = 7
"""From how many days of notice on a point is added."""
NOTICE_POINTS = 1
FEE_POINTS = 1
HOURS_POINTS = 1
UNCONFIRMED_POINTS = 1

LEVELS = ((5, 5, "very hard"), (4, 4, "hard"), (3, 3, "fair"), (1, 2, "easy"), (0, 1, "very easy"))
"""From which sum on, which level of five and which word, hardest first."""

_DAYS = {Unit.HOURS: 1 / 24, Unit.DAYS: 1, Unit.BUSINESS_DAYS: 7 / 5, Unit.MONTHS: 30}


@dataclass(frozen=True, slots=True)
class Part:
    """One recorded fact and the points that it adds."""

    fact: str
    points: int


@dataclass(frozen=True, slots=True)
class Difficulty:
    """A level from 1 to 5 (0: not rated), its word, and the sum that it comes from."""

    level: int
    word: str
    parts: tuple[Part, ...]

    @property
    def points(self) -> int:
        """The sum of the parts."""
        return sum(part.points for part in self.parts)


NOT_RATED = Difficulty(0, "not rated", ())
"""The difficulty of a guide that rests on reports alone."""


def _parts(guide: Guide, route: Route) -> tuple[Part, ...]:
    channel = CHANNEL_POINTS[route.via]
    parts = [Part(CHANNEL_WORDS[channel], channel)]
    if route.login:
        parts.append(Part("log-in needed", LOGIN_POINTS))
    if route.screens:
        points = max((points for least, points in RETENTION_POINTS if route.screens.retention >= least), default=0)
        parts.append(Part("offers to stay", points))
    if guide.deadline:
        is_long = guide.deadline.amount * _DAYS[guide.deadline.unit] >= NOTICE_DAYS
        parts.append(Part("a week’s notice or more", NOTICE_POINTS if is_long else 0))
    if guide.outcome.fees:
        parts.append(Part("a fee for leaving early", FEE_POINTS))
    if route.hours:
        parts.append(Part("staffed hours only", HOURS_POINTS))
    if route.confirmation is Confirmation.NONE:
        parts.append(Part("no written confirmation", UNCONFIRMED_POINTS))
    return tuple(part for part in parts if part.points)


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
    """Rate a guide by its easiest route that is open to everyone.

    What was only reported is not rated: an easy way that does not exist would be the worst advice.
    """
    routes = rated_routes(guide)
    return min((_rate(guide, route) for route in routes), key=lambda rating: rating.points, default=NOT_RATED)
