"""Parameters of an address that tell somebody where a reader came from, or who is paid for it."""

import fnmatch
import re
from functools import cache, lru_cache
from urllib.parse import unquote_plus, urlsplit

from guides.rules.lib.wordlists import entries

_SEPARATORS = re.compile(r"[&;?]")
_CAMPAIGN = re.compile(r"\butm_(?:source|medium|campaign|term|content|id)(?==)")
# Amazon writes its marks into the path: `/gp/help/ref=nav_help`.
_IN_PATH = re.compile(r"/(?:ref|tag)=[^/?#]*", re.IGNORECASE)

MOST_LAYERS = 6
"""How often an encoding is undone; nobody encodes an honest address more often than once."""


@lru_cache(maxsize=10_000)
def decoded(text: str) -> str:
    """Undo percent-encoding until nothing changes."""
    for _ in range(MOST_LAYERS):
        if (plain := unquote_plus(text)) == text:
            break
        text = plain
    return text


@cache
def _families() -> tuple[re.Pattern[str], frozenset[str]]:
    """Give the names that track, and the honest ones that read like them."""
    names = entries("tracking")
    patterns = (fnmatch.translate(name) for name in sorted(names) if not name.startswith("!"))
    return re.compile("|".join(patterns)), frozenset(name[1:] for name in names if name.startswith("!"))


def is_tracking(name: str) -> bool:
    """Whether a parameter of this name tracks."""
    name = decoded(name).strip().lower()
    tracking_names, honest = _families()
    return tracking_names.match(name) is not None and name not in honest


def tracking(url: str) -> list[str]:
    """List the tracking parameters of an address, those in its fragment and in nested addresses too."""
    if not any(sign in url for sign in "=?#;%"):  # as in most addresses
        return []
    try:
        parts = urlsplit(url)
    except ValueError:
        return []
    names = [match.group().strip("/").partition("=")[0] for match in _IN_PATH.finditer(decoded(parts.path))]
    for text in (parts.query, parts.fragment, parts.path.partition(";")[2]):
        # An address in a value has parameters of its own, in as many layers of encoding.
        for layer in dict.fromkeys((text, decoded(text))):
            for piece in _SEPARATORS.split(layer):
                name, equals, _ = piece.partition("=")
                name = name.rpartition("#")[2]
                if (equals or text is parts.query) and is_tracking(name):
                    names.append(decoded(name))
        names += _CAMPAIGN.findall(decoded(text))
    return list(dict.fromkeys(names))


def without_tracking(url: str) -> str:
    """Give an address without its own tracking parameters; every other byte stays."""
    before, hash_mark, fragment = url.partition("#")
    address, question, query = before.partition("?")
    address = _IN_PATH.sub("", address)
    kept = [piece for piece in query.split("&") if not is_tracking(piece.partition("=")[0])]
    if hash_mark and "=" in fragment:
        pieces = fragment.lstrip("?").split("&")
        rest = [piece for piece in pieces if not is_tracking(piece.partition("=")[0])]
        if len(rest) < len(pieces):
            fragment = "&".join(rest)
            hash_mark = hash_mark if fragment else ""
    query = "&".join(kept)
    return f"{address}{question if query else ''}{query}{hash_mark}{fragment}"
