"""Rules about docs/services/: names of services that have no guide."""

import unicodedata
from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from guides.collection import AnyEntry, Collection
from guides.diagnostics import Diagnostic, Rule, Severity
from guides.diagnostics.rule import ACROSS
from guides.model import KnownService, KnownServices
from guides.model.fields import slugify
from guides.rules.across import UNKNOWN_CATEGORY
from guides.rules.data_files import KNOWN_SOURCE
from guides.source.frontmatter import Document, Loc
from guides.source.schema_errors import did_you_mean


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """Give what two names share that readers would not tell apart: `Disney+` and `disney plus`."""
    plain = unicodedata.normalize("NFKD", name.replace("+", "plus")).casefold()
    return plain if plain.isalnum() else "".join(filter(str.isalnum, plain))


def names(service: KnownService, place: Loc) -> Iterator[tuple[Loc, str]]:
    """Give the names of a service, each with where it stands."""
    yield (*place, "name"), service.name
    for index, alias in enumerate(service.aliases):
        yield (*place, "aliases", index), alias


def guides_by_name(collection: Collection) -> dict[str, str]:
    """Give the file of each name that has a guide."""
    entries: list[AnyEntry] = [*collection.guides.values(), *collection.billers.values()]
    guides: dict[str, str] = {}
    for entry in entries:
        who = entry.page.merchant
        former = (one.name for one in getattr(who, "history", ()))
        for name in (who.name, *who.aliases, *former):
            guides.setdefault(fold(name), entry.document.path)
    return guides


KNOWN_HAS_GUIDE = Rule(
    "known-has-guide",
    ACROSS,
    "A service in docs/services/ has no guide; one that got it leaves the list.",
    bad="services: [{name: Lessons}]",
    good="services: [{name: Films}]",
    severity=Severity.WARNING,
)
KNOWN_TWICE = Rule(
    "known-twice",
    ACROSS,
    "A service without a guide stands once in docs/services/, with a name that has Latin letters.",
    bad="services: [{name: Films}, {name: Cinema, aliases: [films]}]",
    good="services: [{name: Films, aliases: [Cinema]}]",
)


def check(
    files: Mapping[str, tuple[Document, KnownServices]], sources: Container[str], collection: Collection
) -> Iterator[Diagnostic]:
    """Check the names in all files together: each stands once, in a category, and its domain has a source."""
    guides = guides_by_name(collection)
    seen: dict[str, tuple[str, int]] = {}
    slugs: dict[str, str] = {}
    for uri, (document, record) in files.items():
        category = PurePosixPath(uri).stem
        if category not in collection.categories:
            near = did_you_mean(category, collection.categories)
            fix = f"Did you mean `{near}.yml`?" if near else "Name the file like a page in docs/categories/."
            position = document.locate(("services",), key=True)
            yield UNKNOWN_CATEGORY.at(document, position, f"There is no category `{category}`.", fix)
        for index, service in enumerate(record.services):
            place: Loc = ("services", index)
            for loc, name in names(service, place):
                own = fold(name)
                if own in guides:
                    message = f"`{name}` has a guide: {guides[own]}."
                    yield KNOWN_HAS_GUIDE.at(document, document.locate(loc), message, "Remove it here.")
                # A service may repeat its own name in another spelling, as guides may.
                elif seen.setdefault(own, (document.path, index)) != (document.path, index):
                    message = f"`{name}` stands in {seen[own][0]} already."
                    yield KNOWN_TWICE.at(document, document.locate(loc), message, "Remove one of the two.")
            slug = slugify(service.name)
            if not slug or (slug in slugs and slugs[slug] != fold(service.name)):
                message = f"`{service.name}` has no address of its own."
                fix = "Write the name in full, in Latin letters."
                yield KNOWN_TWICE.at(document, document.locate((*place, "name")), message, fix)
            slugs.setdefault(slug, fold(service.name))
            if (service.domain is None) != (service.source is None):
                message = "A domain and its source stand together."
                fix = "Add the key of docs/services/sources.yml as `source`, or remove the domain."
                yield KNOWN_SOURCE.at(document, document.locate(place), message, fix)
            elif service.source is not None and service.source not in sources:
                message = f"There is no source `{service.source}`."
                fix = "Add it to docs/services/sources.yml, with its name, its licence and its address."
                yield KNOWN_SOURCE.at(document, document.locate((*place, "source")), message, fix)
