"""Rules about links that stay on this site, and about what links are called."""

import posixpath
import re
from collections.abc import Iterator

from guides.diagnostics import Diagnostic, Rule, Severity
from guides.diagnostics.rule import LINKS
from guides.rules.context import Checker, Subject, resolve
from guides.rules.lib import hosts, urls
from guides.rules.lib.tracking import decoded
from guides.rules.links import is_site_link, is_trusted
from guides.source.schema_errors import did_you_mean
from guides.source.text import Link

_HOST_IN_TEXT = re.compile(r"(?<![\w@.-])(?:[^\W_](?:[\w-]*[^\W_])?\.)+([^\W\d_]{2,})(?![\w@-])")
_SAYS_NOTHING = re.compile(
    r"(?:please )?(?:click|tap|press)?(?: on)?(?: the)?(?: this)? ?(?:here|link|this|this link|this page|the link)"
    r"|(?:read|learn|find out|see) more|more(?: info(?:rmation)?)?|go|website|page|source|url|details|continue|open",
    re.IGNORECASE,
)


def hosts_in(text: str) -> Iterator[str]:
    """Give the hosts that a text names, as written."""
    for match in _HOST_IN_TEXT.finditer(text):
        if hosts.is_known_ending(hosts.plain(match.group(1)).lower()):
            yield match.group()


LINK_MISSING = Rule(
    "link-missing",
    LINKS,
    "A link to another page of this site leads to a file that exists.",
    bad="[Lessons](lesons.md)",
    good="[Lessons](lessons.md)",
)
ANCHOR_MISSING = Rule(
    "anchor-missing",
    LINKS,
    "A link to a place on a page leads to a heading that exists.",
    bad="[Lessons: questions](lessons.md#question)",
    good="[Lessons: questions](lessons.md#questions)",
)


def _missing(subject: Subject, url: str, path: str) -> tuple[str, str]:
    """Say what is wrong with a link that leads to no file of the site, and what was meant."""
    host = path.partition("/")[0]
    if "/" in path and next(hosts_in(host), None) == host:
        return f"`{url}` has no https:// before its host, so it would be a file of this site.", f"Write https://{url}."
    way = path.partition("?")[0].replace("\\", "/")
    wanted = resolve(subject.uri, way) if not way.startswith("/") else way.removeprefix("/docs").lstrip("/")
    stem = posixpath.basename(wanted.rstrip("/")).partition(".")[0]
    namesakes = [name for name in subject.context.files if posixpath.basename(name) == f"{stem}.md"]
    near = wanted if wanted in subject.context.files else did_you_mean(wanted, subject.context.files)
    near = near or next(iter(sorted(namesakes)), None)
    message = f"There is no file `{url}` beside this one."
    if "\\" in path:
        message = f"`{url}` has backslashes, which an address has not."
    elif path.startswith("/"):
        message = f"`{url}` does not say from where."
    if near is None:
        return message, "Write the way from this file, with `/` and `.md`: `../billers/apple.md`."
    return message, f"Did you mean `{posixpath.relpath(near, posixpath.dirname(subject.uri) or '.')}`?"


def targets_exist(subject: Subject) -> Iterator[Diagnostic]:
    """A link to a page of this site, or to a place on it, leads somewhere."""
    for link in subject.prose.links:
        if not is_site_link(link) or link.kind in {"image", "reference"} or not link.url.strip():
            continue
        path, mark, anchor = decoded(link.url.strip()).partition("#")
        target = resolve(subject.uri, path.partition("?")[0])
        if path.startswith(("/", "\\")) or "\\" in path or target not in subject.context.files:
            yield LINK_MISSING.at(subject.document, link.position, *_missing(subject, link.url, path))
            continue
        known = subject.context.anchors(target) if mark and target.endswith(".md") else None
        if known is not None and anchor not in known:
            near = did_you_mean(anchor, known)
            message = f"The page has no place `#{anchor}`."
            fix = f"Did you mean `#{near}`?" if near else "Link to a heading of the page: small letters, with hyphens."
            yield ANCHOR_MISSING.at(subject.document, link.position, message, fix)


LINK_EMPTY = Rule(
    "link-empty",
    LINKS,
    "A link has a text and an address.",
    bad="[](https://films.example/account)",
    good="[Your account](https://films.example/account)",
)


def empty(subject: Subject) -> Iterator[Diagnostic]:
    """A link has a text to press and a place to go to."""
    for link in subject.prose.links:
        leads_nowhere = link.url.strip() in {"", "#"}
        if link.kind in {"field", "text", "definition", "image"} or (not leads_nowhere and link.text.strip()):
            continue
        what = "leads nowhere" if leads_nowhere else "has no text"
        message = f"The link `[{link.text}]({link.url})` {what}."
        fix = "Write `[what readers find there](https://…)`, or remove it."
        yield LINK_EMPTY.at(subject.document, link.position, message, fix)


def _names_another(link: Link) -> str | None:
    leads_to = hosts.owner(urls.host_of(link.url))
    for named in hosts_in(link.text):
        host = named.lower().rstrip(".")
        readable = hosts.plain(named).lower()
        is_there = hosts.is_below(urls.host_of(link.url), host)
        if readable != host or (hosts.owner(host) != leads_to and not is_there):
            return named
    return None


def is_single_word(text: str) -> bool:
    """Whether a link’s text is one word, as an address is, and no sentence that may speak of another host."""
    return len(text.split()) <= 1


def _leads_home(subject: Subject, url: str) -> bool:
    return is_trusted(subject, url) or hosts.owner(urls.host_of(url)) in subject.context.names.domains


LINK_TEXT_HOST = Rule(
    "link-text-host",
    LINKS,
    "A link whose text names a host leads to that host.",
    bad="[films.example](https://lessons.example/)",
    good="[films.example](https://films.example/)",
)
LINK_TEXT = Rule(
    "link-text",
    LINKS,
    "A link’s text says where it leads, not “click here”.",
    bad="Cancel [here](https://films.example/account).",
    good="Cancel under [your account](https://films.example/account).",
    severity=Severity.WARNING,
    suppressible=True,
)


def honest_texts(subject: Subject) -> Iterator[Diagnostic]:
    """A link whose text names a host leads there."""
    for link in subject.prose.links:
        if link.kind not in {"link", "reference"} or urls.scheme(link.url) in {"mailto", "tel"}:
            continue
        named = _names_another(link)
        # A longer text may speak of another host, as long as the link leads home.
        if named and (is_single_word(link.text) or not _leads_home(subject, link.url)):
            where = urls.host_of(link.url) or link.url
            message = f"The link reads `{named}` and leads to `{where}`."
            fix = "Let text and address name the same host."
            yield LINK_TEXT_HOST.at(subject.document, link.position, message, fix)
        elif _SAYS_NOTHING.fullmatch(" ".join(link.text.split()).strip(" .!:>→»")):
            message = f"“{link.text}” does not say where the link leads; some readers hear links on their own."
            fix = "Name the page: `[your subscriptions page](…)`."
            yield LINK_TEXT.at(subject.document, link.position, message, fix)


CHECKERS: tuple[Checker, ...] = (targets_exist, empty, honest_texts)
