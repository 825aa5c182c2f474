"""What a host should say with every page: the policy that lets nothing in, and a few lines more.

The policy names the hashes of the few scripts and styles that stand inside pages, so it is computed
from the finished site, whatever engine and theme made it. Where a host takes no headers, the policy in
the page itself (`<meta>`) does most of it; it cannot keep others from framing the page, and says
nothing of encryption (HSTS) and of guessed types (nosniff).
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from guides.site.outputs.folder import names

_INLINE = re.compile(
    r"<(?P<tag>script|style)\b(?P<attributes>[^>]*)>(?P<text>.*?)</(?P=tag)\s*>", re.DOTALL | re.IGNORECASE
)
_STYLE = re.compile(r"<[a-z][^<>]*?\sstyle=(?P<quote>[\"'])(?P<text>.*?)(?P=quote)", re.IGNORECASE | re.DOTALL)
# Answers go to a form's endpoint from a form, or by a script that finds the address in `data-form`.
_FORM = re.compile(r"<[a-z][^>]*\s(?:action|data-form)=[\"']?(?P<url>https?://[^\"'\s>]+)", re.IGNORECASE)
# The sign first and then what stands before it: so a search skips all the rest.
_FORM_SIGN = re.compile(r"=(?:(?<=action=)|(?<=data-form=))[\"']?http")
_CHARSET = re.compile(r"<meta charset=[\"']?utf-8[\"']?\s*/?>", re.IGNORECASE)
_OWN_META = re.compile(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>")
_FINGERPRINT = re.compile(r"\.[0-9a-f]{8}\.|/pagefind/(fragment|index|filter)/|_[0-9a-f]{7,}\.")
_GISCUS = "https://giscus.app"


@dataclass(slots=True)
class Contents:
    """What pages have inside that a policy must name."""

    scripts: set[str] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    has_giscus: bool = False

    def add(self, other: "Contents") -> None:
        """Take in what another page has."""
        self.scripts |= other.scripts
        self.styles |= other.styles
        self.attributes |= other.attributes
        self.forms |= other.forms
        self.has_giscus = self.has_giscus or other.has_giscus


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def read(html: str) -> Contents:
    """Find what a page has inside; data (JSON) are no script."""
    contents = Contents(has_giscus="data-giscus=" in html)
    for inside in _INLINE.finditer(html):
        attributes = inside["attributes"]
        if inside["tag"].lower() == "style":
            contents.styles.add(_hash(inside["text"]))
        elif not re.search(r"\bsrc\s*=|type\s*=\s*[\"']?application/(ld\+)?json", attributes, re.IGNORECASE):
            contents.scripts.add(_hash(inside["text"]))
    # To look at each tag takes long, and few pages have any of these. What is missed is not let in.
    if "style=" in html:
        contents.attributes |= {_hash(unescape(style["text"])) for style in _STYLE.finditer(html)}
    if _FORM_SIGN.search(html):
        addresses = (urlsplit(form["url"]) for form in _FORM.finditer(html))
        contents.forms |= {f"{address.scheme}://{address.netloc}" for address in addresses}
    return contents


def policy(contents: Contents, *, in_page: bool = False) -> str:
    """Give the policy: nothing but what the site itself has, and the parts of pages that are named."""
    giscus = [_GISCUS] if contents.has_giscus else []
    rules = {
        "default-src": ["'none'"],
        # The full text is searched by a program in WebAssembly.
        "script-src": ["'self'", "'wasm-unsafe-eval'", *giscus, *sorted(contents.scripts)],
        "style-src": ["'self'", *giscus, *sorted(contents.styles)],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'", *sorted(contents.forms)],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "frame-src": giscus or ["'none'"],
        "form-action": ["'self'", *sorted(contents.forms)],
        "base-uri": ["'none'"],
    }
    if contents.attributes:
        rules["style-src-attr"] = ["'unsafe-hashes'", *sorted(contents.attributes)]
    if not in_page:
        rules["frame-ancestors"] = ["'none'"]
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())


_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    # Not for subdomains, which may be somebody else's.
    "Strict-Transport-Security": "max-age=31536000",
}
_KEPT = "public, max-age=31536000, immutable"


def _for_hosts(policy_of_all: str, folders: Iterable[str], base: str) -> str:
    """Write `_headers`, which Netlify, Cloudflare Pages and others read."""
    lines = [f"{base}/*"]
    lines += [f"  {name}: {value}" for name, value in {"Content-Security-Policy": policy_of_all, **_ALWAYS}.items()]
    # Data are for everybody's pages, and nothing else is.
    for path in ("api", "feeds"):
        lines += [f"{base}/{path}/*", "  Access-Control-Allow-Origin: *"]
    for folder in folders:
        lines += [f"{base}/{folder}", f"  Cache-Control: {_KEPT}"]
    return "\n".join(lines) + "\n"


def _for_nginx(policy_of_all: str, base: str) -> str:
    told = {"Content-Security-Policy": policy_of_all, **_ALWAYS}
    lines = [
        "# For nginx: include this file inside `server { … }`. A `location` with an add_header of its own loses these.",
        'set $data_for "";',
        f'if ($uri ~ "^{re.escape(base)}/(api|feeds)/") {{ set $data_for "*"; }}',
        'set $kept "no-cache";',
        f'if ($uri ~ "{_FINGERPRINT.pattern}") {{ set $kept "{_KEPT}"; }}',
        *(f'add_header {name} "{value}" always;' for name, value in told.items()),
        "add_header Access-Control-Allow-Origin $data_for always;",
        "add_header Cache-Control $kept always;",
    ]
    return "\n".join(lines) + "\n"


def _for_caddy(policy_of_all: str, base: str) -> str:
    told = {"Content-Security-Policy": policy_of_all, **_ALWAYS}
    lines = [
        "# For Caddy: import this file inside the block of the site.",
        "header {",
        *(f'\t{name} "{value}"' for name, value in told.items()),
        "}",
        f"@data path {base}/api/* {base}/feeds/*",
        'header @data Access-Control-Allow-Origin "*"',
        f"@kept path_regexp {_FINGERPRINT.pattern.replace('{', chr(92) + '{').replace('}', chr(92) + '}')}",
        f'header @kept Cache-Control "{_KEPT}"',
    ]
    return "\n".join(lines) + "\n"


def _kept(site: Path) -> Iterator[str]:
    """Give patterns for the files whose names change with their bytes, one for each beginning."""
    seen: dict[str, None] = {}
    folders = [folder for folder in ("assets", "pagefind") if (site / folder).is_dir()]
    for name in (f"/{folder}/{name}" for folder in folders for name in names(site / folder)):
        if match := _FINGERPRINT.search(name):
            seen[f"{name[: match.end() if match[0].startswith('/') else match.start() + 1]}*".lstrip("/")] = None
    yield from seen


def without_policy(html: str) -> str:
    """Take the policy out of a page that has one already."""
    return _OWN_META.sub("", html) if "Content-Security-Policy" in html else html


def with_policy(html: str, contents: Contents, path: Path | str) -> str:
    """Put its policy into a page. Raises ValueError for one that has no place for it."""
    place = _CHARSET.search(html)
    if place is None:
        raise ValueError(f"{path} does not say that it is UTF-8, so there is no place for its policy")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(contents, in_page=True)}">'
    return f"{html[: place.end()]}{meta}{html[place.end() :]}"


def write(site: Path, base: str, inside: Iterable[Contents]) -> None:
    """Write what hosts have to send; `inside` is what stands in each page.

    `base` is the path of the site on its host, without a slash at its end.
    """
    everything = Contents()
    for one in inside:
        everything.add(one)
    told = policy(everything)
    (site / "_headers").write_text(_for_hosts(told, _kept(site), base), encoding="utf-8")
    (site / "_server").mkdir(exist_ok=True)
    (site / "_server/nginx.conf").write_text(_for_nginx(told, base), encoding="utf-8")
    (site / "_server/Caddyfile").write_text(_for_caddy(told, base), encoding="utf-8")
