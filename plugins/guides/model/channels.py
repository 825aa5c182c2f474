"""The channels through which one cancels: everything that is known of each stands in this one table.

Who adds a channel adds a member and a row here, and runs `guides schema`; the pages, the lists,
the letters, the formula of the difficulty, the file that a new guide begins as and the checker's
messages read the table. A test says what a row has forgotten, and where a second table stands.
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


class Manner(StrEnum):
    """How one puts to a channel that one cancels. The form for letters knows these words, and no channel's."""

    LETTER = "letter"
    """On paper: with both addresses, the day and a subject."""
    MESSAGE = "message"
    """Typed, where the channel itself says from whom and to whom."""
    SPOKEN = "spoken"
    """In a few sentences to a person who answers."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel: its words, and how much work it is."""

    title: str
    """Heads a route's section: `By phone`."""
    short: str
    """Names the channel in a list: `phone call`."""
    is_biller: bool = False
    """Whether somebody other than the service takes the money."""
    is_online: bool = False
    """Whether one cancels there without waiting for a person."""
    needs_app: bool = False
    """Whether that works in no browser, so that lists say what one needs."""
    starts_at_page: bool = False
    """Whether it begins at a page of the company: a new guide has a blank for its address."""
    points: int = 0
    """What the channel adds to the difficulty."""
    differs: str = ""
    """Says in a list what one needs when there is no easier way."""
    keep: str = "Take a screenshot of the last page and of the end date."
    """What to have in hand afterwards."""
    button: str = ""
    """The label of a guide's button where a route has no page and no contact: it leads to the steps."""
    hint: str = ""
    """The line below that label."""
    letter: str = ""
    """What the form for letters calls a text for this channel; nothing where there is none to prepare."""
    manner: Manner = Manner.MESSAGE
    """How that text is put."""
    meant: tuple[str, ...] = ()
    """What people write for the channel's name, in small letters, which is not like it."""


_KEEP_MESSAGE = "Keep what you sent, and ask for an answer that names the end date."

CHANNELS: Mapping[Via, Channel] = MappingProxyType(
    {
        Via.WEBSITE: Channel(
            "On the website",
            "website",
            is_online=True,
            starts_at_page=True,
            meant=("web", "browser", "online", "internet"),
        ),
        Via.APP: Channel("In the app", "app", is_online=True, needs_app=True, differs="app only"),
        Via.FORM: Channel(
            "With a form",
            "form",
            is_online=True,
            starts_at_page=True,
            differs="form",
            letter="A form on the website",
        ),
        Via.CHAT: Channel(
            "In a chat",
            "chat",
            starts_at_page=True,
            points=1,
            differs="chat",
            keep="Save the chat, or take screenshots of it before you close it.",
            letter="A chat",
            manner=Manner.SPOKEN,
        ),
        Via.EMAIL: Channel(
            "By e\u2011mail",
            "e\u2011mail",
            points=1,
            differs="e\u2011mail",
            keep=_KEEP_MESSAGE,
            letter="An e\u2011mail",
            meant=("mail", "letter"),
        ),
        Via.SMS: Channel(
            "By text message",
            "text message",
            points=1,
            differs="text message",
            keep="Keep the messages of both sides.",
            letter="A text message",
            manner=Manner.SPOKEN,
            meant=("text",),
        ),
        Via.PHONE: Channel(
            "By phone",
            "phone call",
            points=2,
            differs="phone call",
            keep="Write down the day, the time, the name of the person and the confirmation number, if there is one.",
            letter="A call",
            manner=Manner.SPOKEN,
            meant=("call",),
        ),
        Via.FAX: Channel(
            "By fax",
            "fax",
            points=3,
            differs="fax",
            keep="Keep the page and the sending report with its time.",
            button="Write a fax",
            hint="what to write is below",
            letter="A fax",
            manner=Manner.LETTER,
        ),
        Via.POST: Channel(
            "By post",
            "letter",
            points=3,
            differs="letter",
            keep="Keep a copy of the letter and the receipt of the post office.",
            button="Write a letter",
            hint="what to write, and where to, is below",
            letter="A letter",
            manner=Manner.LETTER,
            meant=("mail", "letter"),
        ),
        Via.IN_PERSON: Channel(
            "In person",
            "visit",
            points=3,
            differs="visit",
            keep="Ask for a signed copy with the day on it.",
            button="Go there in person",
            hint="what to ask for is below",
            meant=("store", "shop", "branch"),
        ),
        Via.APPLE: Channel(
            "Apple bills you",
            "Apple",
            is_biller=True,
            is_online=True,
            meant=("iphone", "ipad", "ios", "app-store", "apple-store", "itunes"),
        ),
        Via.GOOGLE_PLAY: Channel(
            "Google Play bills you",
            "Google Play",
            is_biller=True,
            is_online=True,
            meant=("android", "google", "play-store", "play"),
        ),
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
