"""What is wrong with a web address, whoever it belongs to."""

import ipaddress
import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache, lru_cache
from urllib.parse import SplitResult, urlsplit

from guides.diagnostics import Problem, Rule
from guides.diagnostics.rule import LINKS
from guides.model.fields import ascii_host, forbidden_character
from guides.rules.lib import hosts
from guides.rules.lib.tracking import decoded, tracking, without_tracking

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_PLAIN = re.compile(r"https://[a-z0-9.-]+(?:/[\w.~-]+)*/?", re.ASCII)
"""What most addresses are, and in which nothing can hide."""
# Browsers drop these inside an address, so they can break up a word that a checker looks for.
_DROPPED = re.compile(r"[\s\x00-\x20]+")
_FOREIGN_DOTS = "\u3002\uff0e\uff61\u2024"
_NUMBER_HOST = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+))*", re.IGNORECASE)
_LABELS = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
# A whole address inside another one: `?url=https://…`, `?next=//…`, `/web/2026/https://…`.
_NESTED = re.compile(
    r"\bhttps?:[^\s&\"'<>#]+|(?:\b[a-z][a-z0-9+.-]{1,15}:)?[/\\]{2,}[^\s&\"'<>#]+|\bwww\.[^\s&\"'<>#]+", re.IGNORECASE
)
_TARGET = re.compile(
    r"[?&;#](?:u|q|to|url|uri|go|goto|out|link|href|next|dest|destination|continue|return|return_?(?:to|url|uri)"
    r"|redir|redirect|redirect_?(?:to|url|uri)|target|target_?url|forward|rurl|r|callback|success_?url|back_?url"
    r"|site|domain|host|location|open|view|image_?url|murl|ued|sa_url|adurl|dl|deeplink)=([^&;#]+)",
    re.IGNORECASE,
)
_HIDDEN_TARGET = "aHR0c"
"""How `http` begins in base64."""
_HOSTLIKE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/?:#].*)?", re.IGNORECASE)


@lru_cache(maxsize=10_000)
def scheme(url: str) -> str:
    """Give the scheme that a browser would see; empty for a relative address."""
    match = _SCHEME.match(_DROPPED.sub("", url))
    return match.group(1).lower() if match else ""


@lru_cache(maxsize=10_000)
def split(url: str) -> SplitResult | None:
    """Take an address apart, or give nothing when nobody can."""
    try:
        parts = urlsplit(url)
        _ = parts.hostname, parts.port
    except ValueError:
        return None
    return parts


@cache
def host_of(url: str) -> str:
    """Give the host of an address: lower case, without the dot that may end it, letters as `xn--`."""
    parts = split(url)
    return _in_ascii((parts.hostname if parts else None) or "")


def _in_ascii(host: str) -> str:
    try:
        return ascii_host(host).rstrip(".")
    except ValueError:
        return host.rstrip(".")  # no host: reported by its letters


@lru_cache(maxsize=10_000)
def nested(url: str) -> tuple[str, ...]:
    """Give the addresses inside an address, decoded, as https ones."""
    return tuple(_nested(url))


def _nested(url: str) -> Iterator[str]:
    if _PLAIN.fullmatch(url) and "www." not in url.removeprefix("https://www."):
        return
    parts = split(url)
    if parts is None:
        return
    inside = decoded(f"{parts.path}?{parts.query}#{parts.fragment}")
    seen = set()
    for match in _NESTED.finditer(inside):
        word = match.group().lstrip("/\\")
        if (before := _SCHEME.match(match.group())) and before.group(1).lower() not in {"http", "https"}:
            continue
        target = _SCHEME.sub("", word).lstrip("/\\")
        seen.add(target)
    for match in _TARGET.finditer(inside):
        word = match.group(1)
        if _HOSTLIKE.fullmatch(word):
            seen.add(word)
    for target in sorted(seen):
        host = re.split(r"[/?#]", target, maxsplit=1)[0].rpartition("@")[2].partition(":")[0].rstrip(".")
        ending = host.rpartition(".")[2].lower()
        if is_number(host) or ("." in host and (ending.startswith("xn--") or hosts.is_known_ending(ending))):
            yield f"https://{target}"


LINK_CHARACTERS = Rule(
    "link-characters",
    LINKS,
    "An address has no backslash and no hidden character, encoded or not.",
    bad="[Your account](https://films.example\\account)",
    good="[Your account](https://films.example/account)",
)


def _characters(url: str) -> Iterator[Problem]:
    if "\\" in url:
        yield Problem(
            LINK_CHARACTERS,
            f"`{url}` has a backslash, which browsers read as a slash: the link may lead elsewhere.",
            "Copy the address again from the browser.",
        )
    if " " in url.strip():
        yield Problem(LINK_CHARACTERS, f"`{url[:80]}` has a space in it.", "Write `%20` for it.")
        return
    hidden = forbidden_character(url) or forbidden_character(decoded(url))
    if hidden or _DROPPED.search(url.strip()):
        what = hidden or "a space or a control character"
        yield Problem(
            LINK_CHARACTERS, f"An address has a hidden character: {what}.", "Copy the address again from the browser."
        )


LINK_USER = Rule(
    "link-user",
    LINKS,
    "An address names no user: what stands before `@` only looks like a host.",
    bad="[Your account](https://films.example@evil.example/)",
    good="[Your account](https://films.example/)",
)
LINK_PORT = Rule(
    "link-port",
    LINKS,
    "An address names no port.",
    bad="[Your account](https://films.example:8443/)",
    good="[Your account](https://films.example/)",
)
LINK_IP = Rule(
    "link-ip",
    LINKS,
    "An address has a name for its host, not a number in whatever spelling.",
    bad="[Your account](https://203.0.113.7/account)",
    good="[Your account](https://films.example/account)",
)
LINK_HOST_FORM = Rule(
    "link-host-form",
    LINKS,
    "A host is written in plain letters: no `%41`, no dot at its end.",
    bad="[Your account](https://films%2Eexample/)",
    good="[Your account](https://films.example/)",
)


@lru_cache(maxsize=10_000)
def _host_problems(start: str) -> tuple[Problem, ...]:
    """Give what is wrong with the part of an address up to its path; most guides have all their pages at one host."""
    return tuple(_host_form(urlsplit(start)))


def _host_form(parts: SplitResult) -> Iterator[Problem]:
    place = parts.netloc.rpartition("@")[2]
    host = (parts.hostname or "").rstrip(".")
    if "@" in decoded(parts.netloc):
        yield Problem(
            LINK_USER,
            f"`{parts.netloc}` has a user name before the @; the link leads to `{host}`, whatever stands before it.",
            f"Write https://{host}/… if that is where it should lead.",
        )
    if re.search(r":\d*$", place):
        yield Problem(LINK_PORT, f"`{parts.netloc}` names a port.", f"Write https://{host}/… without it.")
    if not parts.netloc.isascii() and any(letter in parts.netloc for letter in _FOREIGN_DOTS):
        yield Problem(
            LINK_HOST_FORM,
            f"The host `{parts.netloc}` has a sign that only looks like a dot.",
            "Type the address again.",
        )
    elif "%" in parts.netloc:
        yield Problem(
            LINK_HOST_FORM,
            f"The host `{parts.netloc}` is percent-encoded, so nobody can read it.",
            "Write the host in plain letters.",
        )
    elif (parts.hostname or "").endswith("."):
        yield Problem(LINK_HOST_FORM, f"The host `{parts.hostname}` ends with a dot.", f"Write `{host}`.")
    elif is_number(host):
        yield Problem(
            LINK_IP,
            f"`{parts.netloc}` is a number instead of a name; nobody can see whose page it is.",
            "Write the address of the page with the vendor’s name in it.",
        )
    elif not _LABELS.fullmatch(_in_ascii(host)):
        yield Problem(LINK_HOST_FORM, f"`{host}` is not the name of a host.", "Copy the address from the browser.")


def is_number(host: str) -> bool:
    """Whether a host is an IP address in any of the spellings that browsers take."""
    if _NUMBER_HOST.fullmatch(host):
        return True
    if ":" not in host:
        return False  # as nearly all; to be told so by an exception takes longer
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


LINK_SHORTENER = Rule(
    "link-shortener",
    LINKS,
    "An address shows where it leads: no `bit.ly`, no `amzn.to`.",
    bad="[Your account](https://bit.ly/films)",
    good="[Your account](https://films.example/account)",
)
LINK_REDIRECT = Rule(
    "link-redirect",
    LINKS,
    "An address does not send readers on to another one that it has inside.",
    bad="[Your account](https://www.google.com/url?q=https://films.example/)",
    good="[Your account](https://films.example/)",
)
LINK_OPEN_HOST = Rule(
    "link-open-host",
    LINKS,
    "A link does not lead to a form, a document or a video that anybody could make.",
    bad="[Write to them](https://docs.google.com/forms/d/e/films/viewform)",
    good="[Write to them](https://films.example/contact)",
)


def _listed(host: str, path: str) -> Iterator[Problem]:
    if hosts.listed(host, path, "shorteners"):
        yield Problem(
            LINK_SHORTENER,
            f"`{host}` shortens addresses: nobody can see where the link leads.",
            "Open it, and write the address that you arrive at.",
        )
    elif entry := hosts.listed(host, path, "wrappers"):
        yield Problem(
            LINK_REDIRECT,
            f"`{entry}` sends readers on to another address.",
            "Write the address that it leads to, without the detour.",
        )
    elif entry := hosts.listed(host, path, "open_hosts"):
        yield Problem(
            LINK_OPEN_HOST,
            f"Anybody can publish at `{entry}`; a page there says nothing for the vendor.",
            "Link to the vendor’s own page.",
        )


@lru_cache(maxsize=10_000)
def problems(url: str) -> tuple[Problem, ...]:
    """Give what is wrong with an absolute address, from its form to its parameters; guides repeat theirs often."""
    return tuple(_problems(url))


LINK_SCHEME = Rule(
    "link-scheme",
    LINKS,
    "A link starts with `https://`, or is a way to another page of this site.",
    bad="[Your account](ftp://films.example/account)",
    good="[Your account](https://films.example/account)",
)
LINK_HTTPS = Rule(
    "link-https",
    LINKS,
    "A link is encrypted: `https://`, not `http://`.",
    bad="[Your account](http://films.example/account)",
    good="[Your account](https://films.example/account)",
)
LINK_TRACKING = Rule(
    "link-tracking",
    LINKS,
    "An address has no parameters that track readers or pay somebody for them: `utm_source`, `gclid`, `ref`.",
    bad="[Your account](https://films.example/account?utm_source=guide)",
    good="[Your account](https://films.example/account)",
)


def _problems(url: str) -> Iterator[Problem]:
    named = scheme(url)
    if named == "file" or len(named) == 1:
        message = f"`{url[:80]}` is a file on your own computer."
        yield Problem(LINK_SCHEME, message, "Write the way from this file: `../billers/apple.md`.")
        return
    if named not in {"https", "http"} and named:
        is_near = bool(get_close_matches(named, ("https",), cutoff=0.8))
        yield Problem(
            LINK_SCHEME,
            f"`{url[:80]}` starts with `{named}:`; links in a guide start with https://.",
            f"Did you mean https{url[len(named) : 200]}?" if is_near else "Link to a page, or remove the link.",
        )
        return
    if not named:
        absolute = "https://" + url.lstrip("/\\")
        yield Problem(
            LINK_SCHEME,
            f"`{url[:80]}` leaves out how to get there; links to other sites start with https://.",
            f"Write {absolute}.",
        )
        url = absolute
    parts = split(url)
    if parts is None or not parts.hostname:
        yield Problem(LINK_HOST_FORM, f"`{url[:80]}` is not an address.", "Copy the address from the browser.")
        return
    if named == "http":
        secure = f"https{url[4:]}"
        yield Problem(LINK_HTTPS, f"`{url[:80]}` is not encrypted.", f"Write {secure}.")
    if not _PLAIN.fullmatch(url):
        yield from _characters(url)
    yield from _host_problems(f"{parts.scheme}://{parts.netloc}")
    yield from _listed(host_of(url), decoded(parts.path))
    if _HIDDEN_TARGET in url:
        yield Problem(
            LINK_REDIRECT,
            "The address has another one inside, in an encoding that hides it.",
            "Write the address that it leads to, without the detour.",
        )
    if names := tracking(url):
        clean = without_tracking(url)
        shown = ", ".join(f"`{name}`" for name in names)
        fix = f"Write {clean}." if not tracking(clean) else "Copy the address of the page itself."
        yield Problem(LINK_TRACKING, f"The address has parameters that track readers: {shown}.", fix)
