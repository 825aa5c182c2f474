"""Rules about pictures: where they are shown, and what is in their files."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from guides.diagnostics import Diagnostic, Rule
from guides.diagnostics.rule import PICTURES
from guides.model import Picture
from guides.rules.context import Checker, Context, Subject, resolve
from guides.rules.lib.image_files import inspect
from guides.rules.lib.tracking import decoded
from guides.rules.links import is_site_link

FOLDER = "assets/images/"
_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".bmp", ".avif", ".ico", ".tif", ".tiff")


IMAGE_MISSING = Rule(
    "image-missing",
    PICTURES,
    "A picture exists below docs/assets/images/.",
    bad="![The menu](../assets/images/guides/no-such-menu.png)",
    good="![A person](../assets/images/people/second.svg)",
)
IMAGE_ALT = Rule(
    "image-alt",
    PICTURES,
    "A picture has a text for those who do not see it.",
    bad="![](../assets/images/people/second.svg)",
    good="![A person](../assets/images/people/second.svg)",
)


def shown(subject: Subject) -> Iterator[Diagnostic]:
    """A picture in a text is one of the site's, with a text beside it."""
    for link in subject.prose.links:
        if link.kind != "image" or not is_site_link(link):
            continue
        target = resolve(subject.uri, decoded(link.url).partition("#")[0].partition("?")[0])
        if not target.startswith(FOLDER) or target not in subject.context.files:
            message = f"There is no picture `{link.url}` below docs/{FOLDER}."
            fix = f"Put it there, and write the way from this file: `../{FOLDER}guides/name.png`."
            yield IMAGE_MISSING.at(subject.document, link.position, message, fix)
        words = link.text.strip()
        if not words or words.lower().endswith(_ENDINGS):
            message = "The picture has no text for readers who do not see it."
            fix = "Say in the square brackets what it shows: `![The menu with Cancel plan at its end](…)`."
            yield IMAGE_ALT.at(subject.document, link.position, message, fix)


CHECKERS: tuple[Checker, ...] = (shown,)


IMAGE_LICENCE = Rule(
    "image-licence",
    PICTURES,
    "A picture has its author and licence in docs/about/images.yml.",
    bad="A picture without an entry in docs/about/images.yml",
    good="guides/films-menu.png: {author: Ann Smith, licence: CC BY 4.0}",
)


def files(docs: Path, root: str, context: Context) -> Iterator[Diagnostic]:
    """Check every picture of the site, whether a guide shows it or not; everybody can fetch it."""
    pictures: dict[str, Picture] = dict(context.pictures)
    for uri in sorted(context.files):
        if not uri.startswith(FOLDER):
            continue
        name = uri.removeprefix(FOLDER)
        path = f"{root}{uri}"
        if pictures.pop(name, None) is None:
            message = "The picture has no entry in docs/about/images.yml."
            fix = f"Add one: `{name}: {{author: …, licence: …}}`. Without a licence we may not show it."
            yield IMAGE_LICENCE.in_file(path, message, fix)
        ending = PurePosixPath(uri).suffix
        for problem in inspect(docs / uri, ending):
            yield problem.rule.in_file(path, problem.message, problem.fix)
    for name in pictures:
        message = f"docs/about/images.yml lists `{name}`, and there is no such file in docs/{FOLDER}."
        yield IMAGE_MISSING.in_file(f"{root}about/images.yml", message, "Add the file, or remove the entry.")
