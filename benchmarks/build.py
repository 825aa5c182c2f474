"""Measures whole builds beside those of its peers, in one run on the same pages.

    python benchmarks/build.py [NUMBER OF GUIDES] [ROUNDS]

The peers get the words of our finished pages as Markdown (see as_markdown.py): stock Material with its
own search, Zensical without and with its cache, and Hugo with the barest layout. A rebuild follows a
change to one guide. Each round runs all of them, one after the other; memory is looked at in a round
of its own. Ratios count: the seconds are those of one machine.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import as_markdown
from corpus import write
from processes import Cost, memory, run, spread

WITHOUT_TEXT = "import sys; sys.modules['pagefind_bin'] = None; from mkdocs.__main__ import cli; cli()"
STOCK = """\
site_name: How to Cancel Subscriptions
site_url: https://how-to-cancel.example/
theme:
  name: material
  language: en
  font: false
plugins: [search]
nav:
  - Home: index.md
  - All guides: guides/index.md
  - Help: help/index.md
  - Law: law/index.md
  - About: about/how-we-check.md
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.details
  - pymdownx.superfences
"""
HUGO = 'baseURL = "https://how-to-cancel.example/"\ntitle = "How to Cancel Subscriptions"\n'
LAYOUT = "<!doctype html><html><head><title>{{ .Title }}</title></head><body>{{ .Content }}</body></html>\n"


@dataclass
class Peer:
    """One way to build the pages: its name, and what its runs took."""

    name: str
    costs: list[Cost] = field(default_factory=list)
    memory: float = 0.0


def _away(*folders: Path) -> None:
    """Put away what was built before. To remove it would cost the next one: ext4 spares a freed place for minutes."""
    for folder in folders:
        if folder.exists():
            folder.rename(tempfile.mkdtemp(dir=folder.parent.parent) + "/before")


def _peers(ours: Path, stock: Path, hugo: Path) -> Iterator[tuple[str, list[str], Path]]:
    """Give what is to be run once, one after the other: its name, the command, and where. Each finds what it needs."""
    python = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--no-strict"]
    _away(stock / "site")
    yield "stock Material, cold", python, stock
    _away(ours / ".cache", ours / "site")
    yield "ours, cold", python, ours
    guide = ours / "docs/guides/netflix.md"
    text = guide.read_text("utf-8")
    without_index = [sys.executable, "-c", WITHOUT_TEXT, *python[3:]]
    longer = f"{text}\n## More\n\nWords that were not there before.\n"
    stepped = longer.replace("- action: Log in", "- action: First log in", 1)
    for name, changed, command in (
        ("a guide's text changed, indexed afterwards", longer, without_index),
        ("a guide's step changed, indexed afterwards", stepped, without_index),
        (
            "a guide's answer changed, indexed afterwards",
            stepped.replace("you watch to", "you see it to", 1),
            without_index,
        ),
        ("a guide's text changed, indexed", text, python),
    ):
        guide.write_text(changed, "utf-8")
        yield f"ours, {name}", command, ours
    programs = Path(sys.executable).parent
    if zensical := shutil.which("zensical", path=programs):
        _away(stock / "site")
        yield "Zensical, cold", [zensical, "build", "-c"], stock
        page = stock / "docs/guides/netflix.md"
        page.write_text(page.read_text("utf-8") + "\nWords that were not there before.\n", "utf-8")
        yield "Zensical, one page changed", [zensical, "build"], stock
    if program := shutil.which("hugo", path=programs):
        _away(hugo / "public")
        yield "Hugo, bare layout", [program, "--quiet"], hugo


def _bare_hugo(folder: Path, docs: Path) -> Path:
    shutil.copytree(docs, folder / "content")
    for path in (folder / "content").rglob("index.md"):
        path.rename(path.with_name("_index.md"))
    (folder / "hugo.toml").write_text(HUGO, "utf-8")
    (folder / "layouts/_default").mkdir(parents=True)
    for name in ("single", "list"):
        (folder / f"layouts/_default/{name}.html").write_text(LAYOUT, "utf-8")
    return folder


def measure(number: int, rounds: int) -> list[str]:
    """Run every peer some times; return a table."""
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        ours, stock, hugo = top / "ours", top / "stock", top / "hugo"
        for path in (ours, stock, hugo):
            path.mkdir()
        write(ours, number)
        run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--no-strict"], ours)
        number = sum(path.name != "index.md" for path in (ours / "docs/guides").glob("*.md"))
        pages = as_markdown.write(ours / "site", stock / "docs")
        size = sum(path.stat().st_size for path in (stock / "docs").rglob("*.md")) // pages
        (stock / "mkdocs.yml").write_text(STOCK, "utf-8")
        _bare_hugo(hugo, stock / "docs")
        peers: dict[str, Peer] = {}
        for _ in range(rounds):
            for name, command, where in _peers(ours, stock, hugo):
                peers.setdefault(name, Peer(name)).costs.append(run(command, where))
        for name, command, where in _peers(ours, stock, hugo):
            peers[name].memory = memory(command, where)
    base = peers["stock Material, cold"]
    lines = [
        f"{number} guides, {pages} pages of {size:,} bytes of Markdown in the middle, {rounds} rounds.",
        "",
        "| build | seconds | of stock | processor seconds | of stock | MB, all processes | of stock |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for peer in peers.values():
        cells = [peer.name]
        for what in ("wall", "cpu"):
            cells.append(spread(getattr(cost, what) for cost in peer.costs))
            both = zip(peer.costs, base.costs, strict=True)
            cells.append(spread((getattr(one, what) / max(getattr(other, what), 0.01) for one, other in both), ".2f"))
        cells += [f"{peer.memory:.0f}", f"{peer.memory / base.memory:.2f}"]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    print("\n".join(measure(given[0] if given else 500, given[1] if len(given) > 1 else 3)))
