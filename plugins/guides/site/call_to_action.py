"""The button of the first screen: where cancelling starts, whichever the way is."""

from collections.abc import Iterable
from dataclasses import dataclass

from guides.rules.lib import phone_numbers
from guides.model import regions
from guides.model import Route
from guides.model.channels import Via
from guides.model.words import Opens
from guides.site.wording import host

_PAGES = {
    Opens.CANCELLATION: ("Open the cancellation page", "you need to be logged in"),
    Opens.ACCOUNT: ("Open your account page", "you need to be logged in"),
    Opens.HOME: ("Open the website", "log in there"),
    Opens.HELP: ("Open the company’s help page", ""),
}
"""What the button to a vendor's page says, and what one needs there."""

_AWAY = {
    Via.POST: ("Send a letter", "what to write, and where to, is below"),
    Via.IN_PERSON: ("Go there in person", "what to ask for is below"),
}
"""Ways that no address opens: the button leads to their steps."""


@dataclass(frozen=True, slots=True)
class Button:
    """A link with a label and a line that says where it leads."""

    label: str
    hint: str
    url: str


def _page(route: Route) -> Button | None:
    if not route.url:
        return None
    label, need = _PAGES[route.opens]
    return Button(label, f"on {host(route.url)}{f', {need}' if need and route.login else ''}", route.url)


def _contact(route: Route) -> Button | None:
    where = f", in {regions.short(route.regions)} only" if route.regions else ""
    if route.phone:
        number = route.phone.number
        hint = f"the number on {host(route.phone.source)}{where}"
        return Button(f"Call {phone_numbers.national(number)}", hint, f"tel:{number}")
    if route.email:
        hint = f"the address on {host(route.email.source)}{where}"
        return Button(f"Write to {route.email.address}", hint, f"mailto:{route.email.address}")
    return None


def button(ways: Iterable[tuple[Route, str]]) -> Button | None:
    """Give the button to the first of the ways that there is a page for, or else a contact, or else steps only.

    `ways` are a guide's own routes in their order, each with the anchor of its section.
    """
    ways = tuple(ways)
    for find in (_page, _contact):
        for route, _ in ways:
            if found := find(route):
                return found
    for route, anchor in ways:
        if route.via in _AWAY:
            return Button(*_AWAY[route.via], f"#{anchor}")
    return None
