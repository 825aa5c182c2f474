"""The preview of the site while somebody writes: `make serve`, and `mkdocs serve` too.

MkDocs' server shows the last good pages without a word when a guide has a mistake, and answers
nothing at all when anything else has. Here every failure stands in the page, wherever in the site
its reader looks, until it is mended. Rebuilding means to build beside the pages that are shown,
in what is left of those before, and to swap the folders when that has come to its end.
"""

import errno
import gc
import html
import logging
import os
import shutil
import socket
import subprocess
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer

from guides.diagnostics import Diagnostic, count, summary
from guides.site.outputs import pagefind
from guides.site.outputs.folder import Folder, names, write

log = logging.getLogger("mkdocs.plugins.guides")

_LOOK_EVERY = 0.2
"""Seconds between two looks at the files; MkDocs' own half a second is most of what its reader waits."""
_LAST = "sitemap.xml"
_SETTLE = 0.05
"""Seconds without a change after which a save counts as complete: editors write, rename and touch."""

_PANEL = Template("""\
<aside id="preview-problems" role="alert" style="position:fixed;inset:auto 0 0 0;z-index:9999;max-height:60vh;\
overflow:auto;background:#fff;color:#111;border-top:4px solid #b3261e;padding:16px 24px;font:16px/1.5 sans-serif;\
box-shadow:0 0 32px #0006">
<button type="button" onclick="this.parentNode.remove()" style="float:right;font:inherit">Hide</button>
<p style="margin:0 0 8px"><strong>$title</strong> $meanwhile</p>
<ol style="margin:0;padding-left:24px">
$items
</ol>
</aside>
""")
Later: TypeAlias = Callable[[], Iterable[tuple[str, str | bytes]]]
"""Writes the files that may follow the pages: the path of each below the site, and its text."""
_Make: TypeAlias = Callable[[Path, str], Later]
_EMPTY = "<!doctype html><html lang=en><meta charset=utf-8><title>Preview</title><body></body></html>"


class InvalidGuidesError(PluginError):
    """Guides have errors, so that no site can be made of them."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Say how much is wrong, and keep what."""
        super().__init__(summary(diagnostics))
        self.diagnostics = diagnostics


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that keeps the newest pages from being shown: where it is, what is wrong, what to do."""

    place: str
    message: str
    fix: str = ""
    source: str = ""


def panel(problems: Iterable[Problem], meanwhile: str) -> str:
    """Write what went wrong as a part of a page; every text is shown as it is."""
    rows = [
        f"<li><code>{html.escape(problem.place)}</code> {html.escape(problem.message)}"
        + (f"<br>\n<code>{html.escape(problem.source)}</code>" if problem.source else "")
        + (f"<br>\n<strong>Fix:</strong> {html.escape(problem.fix)}" if problem.fix else "")
        + "</li>"
        for problem in problems
    ]
    title = f"{count(len(rows), 'problem')}."
    return _PANEL.substitute(title=title, meanwhile=html.escape(meanwhile), items="\n".join(rows))


def _of_diagnostic(diagnostic: Diagnostic) -> Problem:
    place = f"{diagnostic.path}:{diagnostic.line}:{diagnostic.column}"
    return Problem(place, diagnostic.message, diagnostic.fix or "", diagnostic.source.strip())


def _place(error: BaseException) -> str:
    """Find where something went wrong: in a template or a module of this project, if there is one on the way."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(Path.cwd())]
    own = [frame for frame in own if "site-packages" not in frame.filename]
    if not (frame := next(reversed(own or frames), None)):
        return ""
    return f"{os.path.relpath(frame.filename) if own else frame.filename}:{frame.lineno}"


def problems_of(error: Exception, logged: Iterable[str]) -> tuple[Problem, ...]:
    """Say what stopped a build: findings of the checker, or whatever MkDocs and its themes raise and log."""
    cause: BaseException = error
    while isinstance(cause, Abort) and (before := cause.__cause__ or cause.__context__):
        cause = before
    if isinstance(cause, InvalidGuidesError):
        return tuple(_of_diagnostic(diagnostic) for diagnostic in cause.diagnostics if diagnostic.is_error)
    told = tuple(Problem("", line) for line in dict.fromkeys(logged))
    if isinstance(cause, MkDocsException):
        # The log says more than "Aborted with 1 warning".
        return told or (Problem("", str(cause)),)
    return (*told, Problem(_place(cause), f"{type(cause).__name__}: {cause}"))


class _Listener(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def _listening() -> Iterator[list[str]]:
    listener = _Listener()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(listener)
    try:
        yield listener.lines
    finally:
        logger.removeHandler(listener)


def _old(site: Path) -> Path:
    """Give where the pages lie that were shown before."""
    return site.with_name(f"{site.name}.old")


def _new(site: Path) -> Path:
    """Give where those are made that will be shown."""
    return site.with_name(f"{site.name}.new")


class _Afterwards:
    """Does what no page waits for, when the pages are shown: files for programs, and the index of the text.

    And once, a copy for the next build to begin with: it leaves what would be the same.
    A newer build ends what is being made.
    """

    NEW = "pagefind.new"

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None
        self._has_ended = threading.Event()

    def stop(self) -> None:
        self._has_ended.set()
        if self._process is not None:
            self._process.kill()
        if self._thread is not None:
            self._thread.join()
        self._process = self._thread = None

    def start(self, site: Path, later: Later) -> None:
        self._has_ended.clear()
        self._thread = threading.Thread(target=self._run, args=(site, later), daemon=True)
        self._thread.start()

    def _run(self, site: Path, later: Later) -> None:
        folder = Folder(site)
        for path, text in later():
            if self._has_ended.is_set():
                return
            folder.write(path, text)
        # What the builds before had read, which no build looks for.
        gc.unfreeze()
        gc.collect()
        # Nobody writes a guide for the sake of the text search; `make site` says what it lacks.
        with pagefind.Indexing(site, self.NEW) as indexing:
            self._process = indexing.process
            lack = indexing.result()
        if not lack:
            shutil.rmtree(site / pagefind.FOLDER, ignore_errors=True)
            (site / self.NEW).rename(site / pagefind.FOLDER)
        if not (old := _old(site)).exists():
            for path in names(site):
                if self._has_ended.is_set():
                    return
                if not path.startswith(pagefind.FOLDER):
                    write(old, path, (site / path).read_bytes())


class Preview(LiveReloadServer):
    """MkDocs' server, with what went wrong in the page.

    `make` builds the site into a folder, for an address, and gives the files that may follow the pages.
    """

    def __init__(self, make: _Make, host: str, port: int, root: Path, mount_path: str) -> None:
        """Take where to serve, and the folder of the pages that are shown."""
        super().__init__(self.rebuild, host, port, str(root), mount_path, polling_interval=_LOOK_EVERY)
        self.build_delay = _SETTLE
        self.error_handler = self.error_page
        self.problems: tuple[Problem, ...] = ()
        self._meanwhile = ""
        self._make = make
        self._afterwards = _Afterwards()
        self.later: Later = tuple

    def rebuild(self) -> None:
        """Build the site anew; never raise, since the server would then answer no request any more."""
        self._afterwards.stop()
        root = Path(self.root)
        new = _new(root)
        if not new.exists() and _old(root).exists():
            # Nearly all of it is what it will be.
            _old(root).rename(new)
        # It is there again when all pages are made.
        (new / _LAST).unlink(missing_ok=True)
        is_complete = True
        with _listening() as logged:
            try:
                self.later = self._make(new, self.url)
            except Exception as error:  # noqa: BLE001 - a template may raise anything
                self.problems = problems_of(error, logged)
                # A strict build counts its warnings when all pages are made.
                is_complete = isinstance(error, Abort) and not error.__context__ and (new / _LAST).exists()
                self._meanwhile = _meanwhile(is_complete=is_complete, has_pages=root.exists())
                said = "\n".join(f"{problem.place} {problem.message} {problem.fix}" for problem in self.problems)
                log.warning("%s\n%s", said, self._meanwhile)
            else:
                self.problems = ()
        if is_complete:
            self._show(new, root)

    def _show(self, new: Path, root: Path) -> None:
        old = _old(root)
        shutil.rmtree(old, ignore_errors=True)
        if root.exists():
            root.rename(old)
        new.rename(root)
        # The text search answers from the index of before, until there is a new one.
        if (old / pagefind.FOLDER).is_dir() and not (root / pagefind.FOLDER).exists():
            (old / pagefind.FOLDER).rename(root / pagefind.FOLDER)
        self.complete()

    def complete(self) -> None:
        """Begin to make what no page waits for."""
        self._afterwards.start(Path(self.root), self.later)

    def error_page(self, code: int) -> bytes:
        """Give the site's own page for a missing address; it is reloaded like any other."""
        page = Path(self.root, f"{code}.html")
        content = page.read_bytes() if page.is_file() else _EMPTY.encode()
        return self._inject_js_into_html(content, self._visible_epoch)

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        content = super()._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        if not self.problems:
            return content
        before, end, after = content.rpartition(b"</body>")
        return (before or after) + panel(self.problems, self._meanwhile).encode() + end + (after if before else b"")

    def shutdown(self, wait: bool = False) -> None:  # noqa: FBT001, FBT002 - as the base class has it
        """Stop serving, and indexing."""
        super().shutdown(wait)
        self._afterwards.stop()
        for folder in (_old(Path(self.root)), _new(Path(self.root))):
            shutil.rmtree(folder, ignore_errors=True)


def _meanwhile(*, is_complete: bool, has_pages: bool) -> str:
    if is_complete:
        return "The pages are new; a build for publishing would stop."
    return "Serving the pages that were built last." if has_pages else "There are no pages yet."


def refuse_used_port(host: str, port: int) -> None:
    """Find out whether an address can be served on, before anything is built. Raises Abort with what helps."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                message = f"Port {port} is in use, perhaps by another `make serve`. Stop that, or choose another port:"
                raise Abort(f"{message} make serve PORT={port + 1}") from None
            raise Abort(f"The preview cannot be served on {host}:{port}: {error.strerror}.") from None


def _maker(options: Mapping[str, Any], config_file: str | None) -> _Make:
    def make(site: Path, url: str) -> Later:
        config = load_config(config_file, **{**options, "site_dir": str(site)})
        config.site_url = url
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url=url)
        later: Later = getattr(config.plugins.get("guides"), "later", tuple)
        return later

    return make


def server_for(config: MkDocsConfig, options: Mapping[str, Any], root: Path) -> Preview:
    """Make the server for a site, whose settings are read again for each build; `options` go before them."""
    host, port = config.dev_addr
    mount_path = urlsplit(config.site_url or "/").path
    server = Preview(_maker(options, config.config_file_path), host, port, root, mount_path)
    for path in (config.docs_dir, config.config_file_path, config.theme.custom_dir, *config.watch):
        if path:
            server.watch(path)
    return server


def instead_of(server: LiveReloadServer, config: MkDocsConfig, later: Later) -> Preview:
    """Make the server that takes the place of the one of `mkdocs serve`, with the same options.

    `later` are the files that may follow the pages, of which the first are built.
    """
    refuse_used_port(*config.dev_addr)
    # The settings as given: those of the file, then those of the command.
    options = {key: value for key, value in config.user_configs[-1].items() if value is not None}
    preview = server_for(config, options, Path(server.root))
    preview.later = later
    preview.complete()
    return preview
