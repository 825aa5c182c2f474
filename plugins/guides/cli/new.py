"""`guides new`: the file of a new guide, with everything in it that need not be asked."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from guides.cli.common import OK, CouldNotRunError, add_today, docs_folder, today
from guides.cli.fix import replace
from guides.collection import AnyEntry, Collection
from guides.diagnostics import count
from guides.load import load
from guides.model.channels import Via
from guides.model.fields import bad_slug, slugify
from guides.rules.across import claims, folded
from guides.site.skeleton import BLANK, skeleton
from guides.source.raw import channel, merchant_key, texts
from guides.source.schema_errors import did_you_mean, words_meant

_DESCRIPTION = """\
Write the file of a new guide: about thirty lines that the checker passes but for what only you know.
Each of these blanks begins with TODO, and `guides check` says what belongs there. A service that has
a guide already, by its name, an alias, a domain or a line on bank statements, gets no second one.
"""
_EPILOG = """\
Examples:
  guides new "Quixel Yarns" --category learning --via website,apple
  guides new "Quixel+" --category learning --domain quixel.com
  guides new yarns --name "Quixel Yarns" --category learning --print
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the options."""
    parser = commands.add_parser(
        "new",
        help="write the file of a new guide",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("service", metavar="SERVICE", help="the service’s name; the file’s name is made from it")
    parser.add_argument("--name", help="the name that readers know, where SERVICE is only the file’s name")
    parser.add_argument("--category", help="a name in docs/categories/, without .md")
    parser.add_argument(
        "--via", default="website", help=f"the ways to cancel, joined by commas: {', '.join(Via)} (default: website)"
    )
    parser.add_argument("--domain", action="append", default=[], help="a host of the company; may be given again")
    parser.add_argument("--print", action="store_true", help="write nothing; print the file")
    add_today(parser)
    parser.set_defaults(run=run)


def _ways(text: str) -> tuple[Via, ...]:
    ways: list[Via] = []
    for word in filter(None, (part.strip() for part in text.split(","))):
        way = channel(word)
        if way is None:
            near = " or ".join(f"`{one}`" for one in words_meant(word, list(Via)))
            hint = f"did you mean {near}?" if near else f"it takes: {', '.join(Via)}"
            raise CouldNotRunError(f"`{word}` is no way to cancel; {hint}")
        ways.append(way)
    return tuple(dict.fromkeys(ways)) or (Via.WEBSITE,)


def _host(text: str) -> str:
    """Take a host as people copy it: with https://, www. or a path."""
    host = (urlsplit(text if "//" in text else f"//{text}").hostname or "").removeprefix("www.")
    if "." not in host:
        raise CouldNotRunError(f"`{text}` is no host; write one such as coursera.org")
    return host


def _category(word: str | None, collection: Collection) -> str:
    known = sorted(collection.categories)
    if word is None:
        raise CouldNotRunError(f"say what kind of service it is: --category with one of: {', '.join(known)}")
    if word not in collection.categories:
        near = did_you_mean(word, known)
        hint = f"did you mean `{near}`?" if near else f"there are: {', '.join(known)}"
        raise CouldNotRunError(f"there is no category `{word}`; {hint}")
    return word


def _taken(name: str, slug: str, domains: list[str], collection: Collection) -> Iterator[str]:
    """Say which files have the name, the address or a domain already, valid or not."""
    entries: list[AnyEntry] = [*collection.guides.values(), *collection.billers.values()]
    for entry in entries:
        if entry.uri == f"guides/{slug}.md":
            yield f"{entry.document.path} exists"
        for kind, value, _, written in claims(entry):
            is_same = value in domains if kind == "domain" else value == (slug if kind == "address" else folded(name))
            if is_same:
                yield f"the {kind} `{written}` belongs to {entry.document.path}"
    for one in collection.broken:
        if one.uri == f"guides/{slug}.md":
            yield f"{one.uri} exists, with errors"
        if one.document is None:
            continue
        who = merchant_key(one.document.data)
        names = [text for field in ("name", "aliases") for _, text in texts(one.document, who, field)]
        hosts = [text for _, text in texts(one.document, who, "domains")]
        if folded(name) in map(folded, names) or set(hosts) & set(domains):
            yield f"the name or a domain belongs to {one.document.path}, which has errors"


def run(arguments: argparse.Namespace) -> int:
    """Write the file, unless there is a guide to the service already."""
    docs = docs_folder(arguments)
    ways = _ways(arguments.via)
    domains = [_host(text) for text in arguments.domain]
    name = " ".join((arguments.name or arguments.service).split())
    slug = slugify(arguments.service)
    if not name or bad_slug(slug):
        raise CouldNotRunError(
            f"`{arguments.service}` has no letter that an address can have; add --name, and give one"
        )
    collection, _ = load(docs, f"{docs.as_posix()}/")
    if taken := next(_taken(name, slug, domains, collection), None):
        raise CouldNotRunError(f"{taken}; change that guide instead, or choose another name")
    text = skeleton(
        name,
        today(arguments),
        category=_category(arguments.category, collection),
        via=ways,
        shared=frozenset(entry.page.biller.via for entry in collection.billers.values()),
        **({"domains": domains} if domains else {}),
    )
    if arguments.print:
        print(text, end="")
        return OK
    path: Path = docs / "guides" / f"{slug}.md"
    if path.exists():
        raise CouldNotRunError(f"{path} exists; change that guide instead, or choose another name")
    path.parent.mkdir(exist_ok=True)
    replace(path, text.encode())
    print(f"wrote {path}, with {count(text.count(BLANK), 'blank')} marked {BLANK}")
    print(f"Fill them in, then run: guides check {path}", file=sys.stderr)
    return OK
