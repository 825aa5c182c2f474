"""The whole site as one archive whose pages open from a disk.

It is made of a finished site, whatever engine built it. A disk has no server: nobody knows which file a folder
stands for, browsers load no modules from files, and let no script fetch one. So links name their files, scripts
are bundled into classic ones, and what they would fetch is inside one of them. The full text and the page for
writing need what a disk cannot give; both say so.
"""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from guides.site.outputs import bundle, letters, search_index, write

_SCRIPTS = ("assets/javascripts/finder/main.js", "assets/javascripts/guide/choose.js")
"""What pages load as modules. All that these import becomes part of them."""
_INSIDE = (search_index.PATH, search_index.KNOWN_PATH, letters.PATH)
_FETCHED = "assets/inside.js"
_LEFT_OUT = re.compile(
    # Full text, pictures for previews, parts of the page for writing; what is for hosts, crawlers and browsers.
    r"pagefind/|assets/(?:pictures|write)/|_server/|_headers$|_redirects$|sw\.js$|assets/offline\.js$|404\.html$"
    r"|robots\.txt$|sitemap\.xml|opensearch\.xml$|assets/javascripts/(?!frame\.js|moved\.js)"
)
_LINK = re.compile(r'(?P<before>\s(?:href|action|data-to)="|content="0; url=)(?P<path>[^"#?:]*)(?P<after>[^"]*")')
_MODULE = re.compile(r'<script(?=[^>]*\stype="module")[^>]*?\ssrc="(?P<src>[^"]*)"[^>]*></script>')
_OFFLINE = re.compile(r"(?<=\") data-offline(?=>)")
_NO_TEXT = "The text of pages cannot be searched at the moment."
_NO_TEXT_HERE = "The text of pages can be searched on the website only, not in a copy on a disk."
_SHIM = """\
// What scripts would fetch; a page from a disk may not.
{
  const inside = %s;
  const fetchElsewhere = globalThis.fetch;
  globalThis.fetch = (address, options) => {
    const name = new URL(address, location.href).pathname.split("/").pop();
    return Object.hasOwn(inside, name) ? Promise.resolve(new Response(inside[name])) : fetchElsewhere(address, options);
  };
}
"""


class DiskError(Exception):
    """The archive cannot be made; the message says what is missing."""


def _with_file(link: re.Match[str]) -> str:
    """Name the file of a folder, in a link to a page of the site."""
    path, after = link["path"], link["after"]
    is_folder = path.endswith("/") or path.rpartition("/")[2] in {".", ".."}
    # An address of somebody else has its colon in what comes after; an empty one is the page itself.
    if not is_folder or path.startswith("/") or after.startswith(":"):
        return link.group()
    return f"{link['before']}{path.removesuffix('/')}/index.html{after}"


def page(html: str) -> str:
    """Make a page open from a disk."""

    def classic(script: re.Match[str]) -> str:
        return f'<script defer src="{script["src"]}"></script>'

    html = _MODULE.sub(classic, _OFFLINE.sub("", _LINK.sub(_with_file, html)))
    first = re.search(r'<script defer src="((?:\.\./)*)', html)
    return html.replace(first[0], f'<script defer src="{first[1]}{_FETCHED}"></script>{first[0]}', 1) if first else html


def _bundled(root: Path, docs: Path) -> Iterator[tuple[str, str]]:
    """Bundle the scripts from their sources, as classic ones."""
    program = bundle.binary(root)
    if program is None:
        raise DiskError("the scripts of a copy for disks are bundled by esbuild, which is not installed: npm ci")
    with tempfile.TemporaryDirectory() as folder:
        command = [
            *(str(program), *(str(docs / name) for name in _SCRIPTS), f"--outdir={folder}", f"--outbase={docs}"),
            *("--bundle", "--minify", "--format=iife", "--charset=utf8", "--log-level=warning"),
            f"--target={','.join(bundle.OLDEST)}",
            # A classic script learns where it is while it is loaded.
            *("--define:import.meta.url=ownAddress", "--banner:js=var ownAddress=document.currentScript.src;"),
        ]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 - our own program
        if done.returncode or done.stderr:
            raise DiskError(f"esbuild failed: {done.stderr.strip()}")
        for name in _SCRIPTS:
            yield name, Path(folder, name).read_text(encoding="utf-8")


def files(site: Path, docs: Path) -> Iterator[tuple[str, bytes]]:
    """Give the files of the archive. Raises DiskError."""
    if not (site / "index.html").exists() or not (site / search_index.PATH).exists():
        raise DiskError(f"there is no finished site in {site}; build it first: make site")
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not _LEFT_OUT.match(name):
            content = path.read_bytes()
            yield name, page(content.decode("utf-8")).encode() if name.endswith(".html") else content
    has_said = False
    for name, script in _bundled(docs.parent, docs):
        has_said = has_said or _NO_TEXT in script
        yield name, script.replace(_NO_TEXT, _NO_TEXT_HERE).encode()
    if not has_said:
        raise DiskError(f"no script says “{_NO_TEXT}” any more, so that nothing would say why nothing is found")
    inside = {Path(name).name: (site / name).read_text(encoding="utf-8") for name in _INSIDE}
    yield _FETCHED, (_SHIM % json.dumps(inside, ensure_ascii=False, sort_keys=True)).encode()
    if (site / write.START).exists():
        yield write.START, write.without("a page from a disk cannot load what checks a guide").encode()


def archive(site: Path, docs: Path, folder: str) -> bytes:
    """Pack a finished site into an archive, in which everything lies in `folder`: equal sites give equal bytes."""
    return write.zipped((f"{folder}/{name}", content) for name, content in files(site, docs))
