"""The channels through which one cancels: everything that is known of each stands in this one table.

Who adds a channel adds a member and a row here, and nothing else; the schema, the pages, the
lists and the formula of the difficulty read the table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Via(StrEnum):
    """The channel through which a route cancels."""

    WEBSITE = "website"
    APP = "app"
    APPLE = "apple"
    GOOGLE_PLAY = "google-play"
    AMAZON = "amazon"
    ROKU = "roku"
    PAYPAL = "paypal"
    CARRIER = "carrier"
    PARTNER = "partner"
    PHONE = "phone"
    SMS = "sms"
    CHAT = "chat"
    EMAIL = "email"
    FAX = "fax"
    FORM = "form"
    POST = "post"
    IN_PERSON = "in-person"

    @property
    def channel(self) -> "Channel":
        """What is known of the channel."""
        return CHANNELS[self]

    @property
    def is_biller(self) -> bool:
        """Whether somebody other than the service takes the money on this route."""
        return self.channel.is_biller


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel: its words, and how much work it is.

    `title` heads a route's section, `short` names the channel in a list, `differs` says in a list
    what one needs when there is no easier way, `keep` what to have in hand afterwards. `points`
    is what the channel adds to the difficulty.
    """

    title: str
    short: str
    is_biller: bool = False
    is_online: bool = False
    points: int = 0
    differs: str = ""
    keep: str = "Take a screenshot of the last page and of the end date."


_KEEP_MESSAGE = "Keep what you sent, and ask for an answer that names the end date."

CHANNELS: Mapping[Via, Channel] = MappingProxyType(
    {
        Via.WEBSITE: Channel("On the website", "website", is_online=True),
        Via.APP: Channel("In the app", "app", is_online=True, differs="app only"),
        Via.FORM: Channel("With a form", "form", is_online=True, differs="form"),
        Via.CHAT: Channel(
            "In a chat",
            "chat",
            points=1,
            differs="chat",
            keep="Save the chat, or take screenshots of it before you close it.",
        ),
        Via.EMAIL: Channel("By e\u2011mail", "e\u2011mail", points=1, differs="e\u2011mail", keep=_KEEP_MESSAGE),
        Via.SMS: Channel(
            "By text message", "text message", points=1, differs="text message", keep="Keep the messages of both sides."
        ),
        Via.PHONE: Channel(
            "By phone",
            "phone call",
            points=2,
            differs="phone call",
            keep="Write down the day, the time, the name of the person and the confirmation number, if there is one.",
        ),
        Via.FAX: Channel(
            "By fax", "fax", points=3, differs="fax", keep="Keep the page and the sending report with its time."
        ),
        Via.POST: Channel(
            "By post",
            "letter",
            points=3,
            differs="letter",
            keep="Keep a copy of the letter and the receipt of the post office.",
        ),
        Via.IN_PERSON: Channel(
            "In person", "visit", points=3, differs="visit", keep="Ask for a signed copy with the day on it."
        ),
        Via.APPLE: Channel("Apple bills you", "Apple", is_biller=True, is_online=True),
        Via.GOOGLE_PLAY: Channel("Google Play bills you", "Google Play", is_biller=True, is_online=True),
        Via.AMAZON: Channel("Amazon bills you", "Amazon", is_biller=True, is_online=True),
        Via.ROKU: Channel("Roku bills you", "Roku", is_biller=True, is_online=True),
        Via.PAYPAL: Channel("PayPal takes the money", "PayPal", is_biller=True, is_online=True),
        Via.CARRIER: Channel("A phone or TV company bills you", "phone or TV company", is_biller=True, points=1),
        Via.PARTNER: Channel(
            "An employer, school or other partner pays", "employer or partner", is_biller=True, points=1
        ),
    }
)
"""In the order in which lists name them: the service's own channels first, the easier ones before the others."""
