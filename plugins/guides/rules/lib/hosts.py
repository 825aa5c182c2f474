"""Hosts: whose they are, and whether one reads as another.

The Public Suffix List says where a name that somebody can register begins: `co.uk` and
`github.io` are nobody's, `lessons.co.uk` is somebody's. It comes with its package; no network.
"""

import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

from guides.rules.lib.wordlists import entries

_SHORT_NAME = 6
"""Below this many letters, two honest names often differ in one letter: Noom and Zoom."""
_SHORTEST_NAME = 4
"""Shorter names (`ibm`, `att`) are one letter from too many others to say that one imitates them."""
_BRAND = 5
"""From this many letters on, a name inside another one is no accident."""
_NESTED = frozenset({"com", "org", "net", "www"})
"""Labels that, before the registered part, make a host read like another: `lessons.com.evil.example`."""

# Groups that are hard to tell apart on a screen, each with what stands for all of it.
_TWINS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
# Digits by the letters that they pass for; `i` is an `l`, as on many screens.
_DIGITS = str.maketrans("0134578i", "oleastbl")


@cache
def _list(*, has_encoded: bool) -> PublicSuffixList:
    return PublicSuffixList(accept_encoded_idn=has_encoded)


def _suffixes(host: str) -> PublicSuffixList:
    # To encode the letters of all endings takes four times as long as to read them, and few hosts ask for it.
    return _list(has_encoded="xn--" in host.lower())


@cache
def _confusables() -> dict[int, str]:
    rows = (row.partition(" ") for row in entries("confusables"))
    return {ord(letter): latin for latin, _, letters in rows for letter in letters}


@cache
def is_known_ending(ending: str) -> bool:
    """Whether hosts really end like this; `.example` counts, as it does in examples."""
    host = f"name.{ending}"
    return ending == "example" or _suffixes(host).publicsuffix(host, accept_unknown=False) is not None


@cache
def owner(host: str) -> str | None:
    """Give the part of a host that somebody registered: `help.lessons.co.uk` gives `lessons.co.uk`."""
    registered: str | None = _suffixes(host).privatesuffix(host)
    return registered


def host_in(text: str) -> str:
    """Give the host of an address, and any other text in small letters."""
    try:
        return (urlsplit(text).hostname or text).removeprefix("www.") if "://" in text else text.lower()
    except ValueError:  # `https://[`
        return text


def is_below(host: str, domain: str) -> bool:
    """Whether a host is a domain or belongs to it."""
    return host == domain or host.endswith(f".{domain}")


def stands_in(host: str, path: str, name: str) -> bool:
    """Whether a page falls under an entry of a list: `google.com/url`, `bit.ly`."""
    domain, _, beginning = name.partition("/")
    if not is_below(host, domain):
        return False
    # A browser goes where `..` leads, and takes a backslash for a slash.
    page = posixpath.normpath(f"/{path.lower()}".replace("\\", "/")).lstrip("/")
    beginning = beginning.lower()
    rest = page.removeprefix(beginning)
    return not beginning or (rest != page and (not rest or rest.startswith("/") or beginning.endswith("@")))


@cache
def _by_host(name: str) -> dict[str, list[str]]:
    """File the entries of a list under their hosts."""
    filed: dict[str, list[str]] = defaultdict(list)
    for entry in entries(name):
        filed[entry.partition("/")[0]].append(entry)
    return dict(filed)


@lru_cache(maxsize=10_000)
def ends(host: str) -> frozenset[str]:
    """Give a host and all that it is below: `a.b.c`, `b.c` and `c`."""
    labels = host.split(".")
    return frozenset(".".join(labels[index:]) for index in range(len(labels)))


def listed(host: str, path: str, name: str) -> str | None:
    """Find the entry of a list that a page falls under, if any."""
    filed = _by_host(name)
    near = ends(host) & filed.keys()
    matching = (entry for start in near for entry in filed[start] if stands_in(host, path, entry))
    return max(matching, key=lambda entry: (len(entry), entry), default=None)


def unpuny(host: str) -> str:
    """Show a host as a browser may: `xn--ntflix-4ya.com` as letters."""
    labels = []
    for label in host.lower().split("."):
        try:
            labels.append(label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label)
        except (UnicodeError, ValueError):
            labels.append(label)
    return ".".join(labels)


def plain(text: str) -> str:
    """Give a text in the Latin letters that it reads as; digits and case stay."""
    if text.isascii():
        return text.translate(_confusables())  # which has nothing to take apart, as nearly all names
    folded = unicodedata.normalize("NFKD", text).translate(_confusables())
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def skeleton(name: str) -> str:
    """Give what all names share that look alike: `paypal`, `paypa1` and one with Cyrillic letters give the same."""
    text = plain(name).lower()
    for twins, letter in _TWINS:
        text = text.replace(twins, letter)
    return text.translate(_DIGITS).replace("-", "")


def label(domain: str) -> str:
    """Give the name in a domain: `lessons` in `lessons.co.uk`."""
    return domain.partition(".")[0]


def _is_one_edit(name: str, other: str) -> bool:
    """Whether one letter more, less, swapped or another makes one name of the other."""
    both = enumerate(zip(name, other, strict=False))
    start = next((place for place, (one, two) in both if one != two), min(len(name), len(other)))
    ours, theirs = name[start:], other[start:]
    is_swapped = ours[:2] == theirs[1::-1] and ours[2:] == theirs[2:]
    return ours[1:] == theirs[1:] or ours[1:] == theirs or ours == theirs[1:] or is_swapped


def near(name: str, other: str) -> bool:
    """Whether two different names can be taken for each other."""
    if name == other or min(len(name), len(other)) < _SHORTEST_NAME - 1:
        return False
    if skeleton(name) == skeleton(other):
        return True
    if not _is_one_edit(name, other) or min(len(name), len(other)) < _SHORTEST_NAME:
        return False
    # One letter for another makes a different word of a short name; a letter more, less or swapped hardly does.
    swapped = sorted(name) == sorted(other)
    return swapped or len(name) != len(other) or len(name) >= _SHORT_NAME


def _variants(name: str) -> Iterator[str]:
    """Give keys of which two names share one whenever a single edit lies between them."""
    yield name
    yield skeleton(name)
    yield from (name[:index] + name[index + 1 :] for index in range(len(name)))


@cache
def _added() -> list[str]:
    """Give the words that a host may have beside a name, in their order."""
    return sorted(entries("bait") | entries("departments"))


@dataclass(slots=True)
class Names:
    """The declared domains of all services, to find those that another one imitates.

    A lookup costs the same however many there are: names are filed under every spelling with
    one letter left out.
    """

    domains: set[str] = field(default_factory=set)
    _filed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set), repr=False)

    @classmethod
    def of(cls, domains: Iterable[str]) -> "Names":
        """File the parts that somebody registered of some domains."""
        names = cls()
        for domain in domains:
            names.add(domain)
        return names

    def add(self, domain: str) -> None:
        """File the registered part of a domain under every spelling that is one letter away from it."""
        if (registered := owner(domain)) and registered not in self.domains:
            self.domains.add(registered)
            for key in _variants(label(registered)):
                self._filed[key].add(registered)

    def of_name(self, name: str) -> list[str]:
        """Give the declared domains with a name, whatever their endings."""
        return sorted(domain for domain in self._filed.get(name, ()) if label(domain) == name)

    def _alike(self, name: str) -> Iterator[str]:
        keys = dict.fromkeys(_variants(name))
        candidates = {domain for key in keys for domain in self._filed.get(key, ())}
        yield from sorted(domain for domain in candidates if near(label(domain), name))

    def imitated(self, host: str, own: Container[str] = ()) -> str | None:
        """Name a declared domain that a host can be mistaken for, and that it is not part of.

        `own` are the domains of the same vendor.
        """
        shown = unpuny(host)
        registered = owner(host)
        if registered is None or registered in self.domains:
            return None
        above = shown.removesuffix(unpuny(registered)).rstrip(".")
        for domain in self._inside(above):
            return domain
        name = label(unpuny(registered))
        folded = plain(name)
        if folded != name and (exact := self.of_name(folded)):
            return exact[0]
        return next(self._alike(folded), None) or self._baited(folded, own)

    def _inside(self, above: str) -> Iterator[str]:
        """Find whole declared domains among the labels before the registered part."""
        parts = above.split(".")
        for index, part in enumerate(parts[:-1]):
            rest = ".".join(parts[index:]) + "."
            yield from (domain for domain in self._filed.get(part, ()) if rest.startswith(f"{domain}."))

    def _baited(self, name: str, own: Container[str]) -> str | None:
        """Find a declared name that a host dresses up with a word such as `refund`."""
        parts = name.split("-")
        if entries("bait").intersection(parts):
            # `lessonsid-verify`: a word beside the name, and more behind it.
            begun = (part[:end] for part in parts for end in range(len(part), _BRAND - 1, -1))
            for brand in begun:
                if declared := self.of_name(brand):
                    return declared[0]
        for word in _added():
            if word not in name:
                continue
            for rest in (name.removesuffix(word), name.removeprefix(word)):
                brand = rest.strip("-")
                if rest == name or len(brand) < _BRAND:
                    continue
                # A vendor may well have its help on a host of its own.
                foreign = (domain for domain in self.of_name(brand) if word in entries("bait") or domain not in own)
                if domain := next(foreign, None):
                    return domain
        return None


def has_nested_ending(host: str) -> bool:
    """Whether a host has another host's ending inside: `lessons.com.evil.example`."""
    registered = owner(host)
    above = host.removesuffix(registered).rstrip(".").split(".") if registered else []
    return any(part in _NESTED for part in above[1:])
