"""Compares the finder with other search libraries, on the lists that it is judged by.

    python benchmarks/peers.py SITE

SITE is a built site. The libraries are installed by npm in a folder of their own, at the versions that peers.mjs
names; Pagefind is the index that the site has for the text of its pages, asked in a browser.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from corpus import ROOT
from playwright.sync_api import sync_playwright

from finder import served

sys.path.insert(0, str(ROOT / "tests"))
from browser import chromium

LISTS = ROOT / "tests/finder"
FIRST = """async (texts) => {
  const pagefind = await import("/pagefind/pagefind.js");
  const found = [];
  for (const text of texts) {
    const { results } = await pagefind.search(text);
    found.push(results.length ? (await results[0].data()).url : "");
  }
  return found;
}"""


def queries(name: str) -> list[list[str]]:
    """Give what is asked, and what is meant by it."""
    folders = ("", "second", "third", "fourth", "fifth", "sixth", "seventh")
    texts = [(LISTS / folder / f"{name}.tsv").read_text("utf-8") for folder in folders]
    lines = [line for text in texts for line in text.splitlines()]
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def text_index(site: Path) -> str:
    """Ask Pagefind; give its row of the table. Services without a guide have no page that it could find."""
    rates = []
    with sync_playwright() as playwright, served(site) as origin:
        path = chromium.provide(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
        page = browser.new_page()
        page.goto(origin)

        def first(asked: list[list[str]]) -> list[str]:
            return [urlsplit(url).path.strip("/") for url in page.evaluate(FIRST, [text for text, _ in asked])]

        for name in ("names", "statements", "questions"):
            asked = queries(name)
            right = [found in wanted.split("|") for found, (_, wanted) in zip(first(asked), asked, strict=True)]
            rates.append(sum(right) / len(right))
        for is_listed in (True, False):
            asked = [one for one in queries("negatives") if (one[1] != "-") is is_listed]
            wrong = [found.startswith(("guides/", "billers/")) for found in first(asked)]
            rates.append(sum(wrong) / len(wrong))
        browser.close()
    return f"| Pagefind, the text of the pages | {' | '.join(f'{rate:.3f}' for rate in rates)} |"


def main() -> None:
    """Install the libraries, ask all of them, and print a table."""
    site = Path(sys.argv[1]).resolve()
    script = ROOT / "benchmarks/peers.mjs"
    pins = re.findall(r"^  \"?([@\w./-]+)\"?: \"([\d.]+)\",$", script.read_text("utf-8"), re.MULTILINE)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "package.json").write_text(json.dumps({"private": True}), encoding="utf-8")
        packages = [f"{name}@{version}" for name, version in pins]
        npm, node = shutil.which("npm"), shutil.which("node")
        if not npm or not node:
            raise SystemExit("The libraries come by npm: install Node.")
        subprocess.run([npm, "install", "--ignore-scripts", "--no-audit", *packages], cwd=folder, check=True)
        subprocess.run([node, str(script), str(site), folder], cwd=ROOT, check=True)
    print(text_index(site))


if __name__ == "__main__":
    main()
