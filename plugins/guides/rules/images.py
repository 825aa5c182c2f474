"""Rules about pictures: where they are shown, and what is in their files."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from guides.diagnostics import Diagnostic
from guides.model import Picture
from guides.rules.context import Context, Rule, Subject, resolve
from guides.rules.lib.image_files import inspect
from guides.rules.lib.tracking import decoded
from guides.rules.links import is_site_link

FOLDER = "assets/images/"
_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".bmp", ".avif", ".ico", ".tif", ".tiff")


def shown(subject: Subject) -> Iterator[Diagnostic]:
    """A picture in a text is one of the site's, with a text beside it."""
    report = subject.document.report
    for link in subject.prose.links:
        if link.kind != "image" or not is_site_link(link):
            continue
        target = resolve(subject.uri, decoded(link.url).partition("#")[0].partition("?")[0])
        if not target.startswith(FOLDER) or target not in subject.around.files:
            message = f"There is no picture `{link.url}` below docs/{FOLDER}."
            fix = f"Put it there, and write the way from this file: `../{FOLDER}guides/name.png`."
            yield report(link.position, "image-missing", message, fix)
        words = link.text.strip()
        if not words or words.lower().endswith(_ENDINGS):
            message = "The picture has no text for readers who do not see it."
            fix = "Say in the square brackets what it shows: `![The menu with Cancel plan at its end](…)`."
            yield report(link.position, "image-alt", message, fix)


RULES: tuple[Rule, ...] = (shown,)


def files(docs: Path, root: str, around: Context) -> Iterator[Diagnostic]:
    """Check every picture of the site, whether a guide shows it or not; everybody can fetch it."""
    pictures: dict[str, Picture] = dict(around.pictures)
    for uri in sorted(around.files):
        if not uri.startswith(FOLDER):
            continue
        name = uri.removeprefix(FOLDER)
        path = f"{root}{uri}"
        if pictures.pop(name, None) is None:
            message = "The picture has no entry in docs/about/images.yml."
            fix = f"Add one: `{name}: {{author: …, licence: …}}`. Without a licence we may not show it."
            yield Diagnostic(path, 1, 1, "image-licence", message, fix)
        ending = PurePosixPath(uri).suffix
        for problem in inspect(docs / uri, ending):
            yield Diagnostic(path, 1, 1, problem.rule, problem.message, problem.fix)
    for name in pictures:
        message = f"docs/about/images.yml lists `{name}`, and there is no such file in docs/{FOLDER}."
        yield Diagnostic(
            f"{root}about/images.yml", 1, 1, "image-missing", message, "Add the file, or remove the entry."
        )
