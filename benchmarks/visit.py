"""Counts what a first visit fetches: a browser with an empty profile, over HTTP, gzip as hosts send it.

What is fetched later, by the worker that lets pages open without a network, is counted apart. With Firefox and Node,
Firefox is asked too; it fetches icons by itself, which count as well.

python benchmarks/visit.py [SITE FOLDER]
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from corpus import ROOT
from playwright.sync_api import sync_playwright

from finder import Handler, served

sys.path.insert(0, str(ROOT / "tests"))
from browser import chromium, firefox

FILLED = """async () => {
  for (const name of await caches.keys()) {
    const kept = await (await caches.open(name)).keys();
    if (kept.some(({ url }) => url.endsWith(".filled-with"))) return true;
  }
  return false;
}"""
PATIENCE = 120
"""Seconds until everything must be there."""
PAGES = {"the home page": "/", "a guide": "/guides/netflix/", "all guides": "/guides/", "a help page": "/help/proof/"}


def measure(site: Path) -> list[str]:
    """Open each page in a context of its own; return a table."""
    lines = ["| first visit to | requests | bytes in gzip | when idle, once |", "| --- | --- | --- | --- |"]
    with sync_playwright() as playwright, served(site) as origin:
        path = chromium.provide(playwright.chromium.executable_path)
        browser = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
        for name, address in PAGES.items():
            context = browser.new_context(viewport={"width": 390, "height": 800})
            page = context.new_page()
            asked: list[str] = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            before = Handler.sent
            page.goto(origin + address, wait_until="networkidle")
            page.wait_for_timeout(1000)
            foreign = [url for url in asked if urlsplit(url).netloc != urlsplit(origin).netloc]
            asked = [url for url in asked if not url.startswith("data:")]
            first = f"| {name} | {len(asked)} | {Handler.sent - before:,}"
            before = Handler.sent
            for _ in range(PATIENCE):
                if page.evaluate(FILLED):
                    break
                page.wait_for_timeout(1000)
            lines.append(f"{first} | {Handler.sent - before:,} |")
            if any(not url.startswith("data:") for url in foreign):
                raise SystemExit(f"{name} asks others: {foreign}")
            context.close()
        browser.close()
    return lines


def in_firefox(site: Path) -> list[str]:
    """Open each page in Firefox; return a table, or why there is none."""
    browser, node = firefox.find(), shutil.which("node")
    if not browser or not node:
        return ["Firefox was not asked: it needs Firefox and Node."]
    lines = ["| first visit with Firefox to | requests | bytes in gzip |", "| --- | --- | --- |"]
    with served(site) as origin:
        for name, address in PAGES.items():
            before = Handler.sent
            command: list[str | Path] = [node, Path(__file__).with_name("visit_firefox.mjs"), browser, origin + address]
            done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
            asked = json.loads(done.stdout)
            lines.append(f"| {name} | {len(asked)} | {Handler.sent - before:,} |")
    return lines


if __name__ == "__main__":
    built = Path(sys.argv[1] if len(sys.argv) > 1 else "site")
    print("\n".join([*measure(built), "", *in_firefox(built)]))
