"""Measures the finder, the search in the text and the pages, on a site of thousands of guides.

    python benchmarks/finder.py [NUMBER OF GUIDES]

The guides are real ones with other names (see corpus.py). A phone is Chromium, four times
slower, behind one of two networks: what Lighthouse calls slow 4G (1.6 Mbit/s, 150 ms to the
server and back), and what browsers call fast 3G. The server sends gzip, as hosts do, but knows
HTTP/1.1 only: six files at a time, where most hosts send all at once. Seconds depend on the
machine: the ratios count.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from corpus import ROOT, write
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from guides.site.outputs import pagefind

sys.path.insert(0, str(ROOT / "tests"))
from browser import chromium

SMALL = 300
TYPED = (
    "netlfix",
    "hello fersh",
    "AMZN PRIME*2K4 AMZN.COM/BILL WA",
    "PAYPAL INST XFER 260312 SPOTIFY",
    "charged twice by my gym",
)
LIMITS = {"index": 100_000, "letter": 16, "text": 220_000}
NETWORKS = {
    "slow 4G": {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8},
    "fast 3G": {"offline": False, "latency": 562.5, "downloadThroughput": 1.44e6 / 8, "uploadThroughput": 0.675e6 / 8},
}
RUNS = 5
SLOWER = 4
LATER = 75_000
"""Microseconds behind a key, in which all is done that it asks for."""
WITHOUT = "import sys; sys.modules['pagefind_bin'] = None; from mkdocs.__main__ import cli; cli()"


def build(folder: Path, *, text: bool) -> float:
    """Build a site, with or without the index for the text; return the seconds."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    command = [sys.executable, *(["-m", "mkdocs"] if text else ["-c", WITHOUT]), "build", "--quiet", "--no-strict"]
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


class Handler(SimpleHTTPRequestHandler):
    """Files, compressed as hosts send them."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    sent = 0
    """Bytes of all bodies so far: what a worker fetches is counted here, and would not be in the browser."""

    def do_GET(self) -> None:
        """Answer with a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        # Pagefind's own files are compressed already.
        is_text = path.suffix in {".html", ".js", ".css", ".json", ".svg", ".xml"}
        body = gzip.compress(body, 6) if is_text else body
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        if is_text:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
        Handler.sent += len(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder on a free port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@contextmanager
def phone(browser: Browser, *, slow: bool = True, network: str = "slow 4G") -> Iterator[tuple[Page, CDPSession]]:
    """Open a page on a slow phone."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    session = context.new_cdp_session(page)
    if slow:
        session.send("Network.emulateNetworkConditions", NETWORKS[network])
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield page, session
    context.close()


def wait(page: Page, selector: str) -> float:
    """Wait for something to be seen; return the seconds."""
    start = time.perf_counter()
    page.locator(selector).first.wait_for()
    return time.perf_counter() - start


WATCH = """
  window.seen = { longest: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
  }).observe({ type: "longtask", buffered: true });
  addEventListener("keydown", () => (seen.key ??= performance.now()), true);
  new MutationObserver(() => {
    if (document.querySelector("input[role=combobox]")) seen.ready ??= performance.now();
    if (document.querySelector("[role=option]")?.textContent.includes("Netflix")) seen.result ??= performance.now();
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["role"] });
"""


def first_result(browser: Browser, origin: str, path: str, network: str) -> dict[str, float]:
    """Open a page with nothing stored, type as soon as there is a field, and see how long the first guide takes."""
    before = Handler.sent
    with phone(browser, network=network) as (page, _):
        page.add_init_script(WATCH)
        page.goto(origin + path, wait_until="commit")
        page.locator("form[data-finder] input").first.focus()
        page.keyboard.type("netlfix")
        wait(page, "[role=option]:has-text('Netflix')")
        page.wait_for_load_state("networkidle")
        seen: dict[str, float] = page.evaluate("seen")
        return {
            "script ready, ms": seen["ready"],
            "result, ms": seen["result"],
            "from the first key, ms": seen["result"] - seen["key"],
            "longest task, ms": seen["longest"],
            "bytes": Handler.sent - before,
        }


def spread(values: list[float]) -> str:
    """Write the middle one of some values, and the range they are in."""
    return f"{median(values):.0f} ({min(values):.0f} to {max(values):.0f})"


TASKS = {
    *("EventDispatch", "FunctionCall", "RunMicrotasks", "TimerFire", "FireAnimationFrame"),
    *("UpdateLayoutTree", "Layout", "PrePaint", "Paint", "Layerize", "Commit", "MinorGC", "MajorGC"),
}
"""What a browser calls its work for a page, from the key to the picture."""


def keystrokes(browser: Browser, origin: str, *, with_finder: bool) -> list[float]:
    """Give the milliseconds of all work for each key, four times slower; without the finder, a field's own.

    The browser counts them by the clock of the page's thread, which stands while other programs run.
    """
    with phone(browser, slow=False) as (page, _), tempfile.TemporaryDirectory() as folder:
        if not with_finder:
            page.route("**/finder/main.js", lambda route: route.abort())
        page.goto(f"{origin}/")
        page.locator("form[data-finder] input").first.focus()
        page.keyboard.type("a")
        if with_finder:
            wait(page, "[role=option]")
        page.wait_for_timeout(1000)
        path = Path(folder, "trace.json")
        browser.start_tracing(page=page, path=path, categories=["devtools.timeline", "blink.user_timing"])
        for text in TYPED:
            page.keyboard.press("Control+A")
            page.keyboard.press("Delete")
            page.wait_for_timeout(600)
            for letter in text:
                page.evaluate("performance.mark('key')")
                page.keyboard.press("Space" if letter == " " else letter)
                # As long as a quick typist takes, so that nothing waits for the letter before.
                page.wait_for_timeout(80)
        browser.stop_tracing()
        events = sorted(json.loads(path.read_text("utf-8"))["traceEvents"], key=lambda event: event.get("ts", 0))
    marks = [event for event in events if event["name"] == "key"]
    threads = {(mark["pid"], mark["tid"]) for mark in marks}
    keys = [0.0] * len(marks)
    last, until = -1, 0.0
    for event in events:
        if event["name"] == "key":
            last += 1
        elif last >= 0 and event["name"] in TASKS and (event["pid"], event["tid"]) in threads and "tdur" in event:
            # What is inside of a task that was counted is counted; what comes later is no answer to a key.
            if event["ts"] >= until and event["ts"] - marks[last]["ts"] < LATER:
                keys[last] += event["tdur"] * SLOWER / 1000
            until = max(until, event["ts"] + event["dur"])
    return sorted(keys)


def memory(browser: Browser, origin: str, *, open_finder: bool) -> float:
    """Give the megabytes of script memory of a page after collecting what is unused."""
    with phone(browser, slow=False) as (page, session):
        # What the idle browser would load is left out of the page without a finder.
        if not open_finder:
            page.route("**/finder.json*", lambda route: route.abort())
        page.goto(f"{origin}/guides/netflix/", wait_until="networkidle")
        if open_finder:
            page.locator("input[role=combobox]").first.focus()
            page.keyboard.type("netlfix", delay=20)
            wait(page, "[role=option]")
        session.send("HeapProfiler.collectGarbage")
        usage: dict[str, float] = session.send("Runtime.getHeapUsage")
        return usage["usedSize"] / 1e6


def full_text(browser: Browser, origin: str) -> dict[str, float]:
    """Ask for the text of pages once; count what that alone fetches."""
    with phone(browser) as (page, _):
        page.goto(f"{origin}/guides/netflix/", wait_until="networkidle")
        page.locator("input[role=combobox]").first.focus()
        page.keyboard.type("gift card")
        wait(page, "[role=option]")
        page.wait_for_load_state("networkidle")
        before = Handler.sent
        page.get_by_text("Search the text of all pages").click()
        waited = wait(page, "[role=group][aria-label^='In the text'] a[role=option]")
        first = Handler.sent - before
        page.wait_for_timeout(1500)
        return {"seconds": waited, "bytes": first, "bytes with all hits": Handler.sent - before}


def pages(site: Path) -> dict[str, int]:
    """Give the bytes of some pages, compressed."""
    names = {"home": "", "guide": "guides/netflix", "biller": "billers/apple", "help": "help/proof"}
    names |= {"list A to Z": "guides", "category": "categories/video", "by difficulty": "browse/difficulty"}
    return {name: len(gzip.compress((site / path / "index.html").read_bytes(), 6)) for name, path in names.items()}


def main() -> None:
    """Build two sites, measure, and print the figures."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        write(Path(one), number)
        write(Path(two), SMALL)
        without = build(Path(one), text=False)
        start = time.perf_counter()
        if lack := pagefind.index(Path(one) / "site"):
            raise SystemExit(lack)
        indexing = time.perf_counter() - start
        build(Path(two), text=False)
        large, small = (pages(Path(folder) / "site") for folder in (one, two))
        packed = (Path(one) / "site/assets/finder.json").read_bytes()
        compressed = len(gzip.compress(packed, 9))
        print(f"guides                     {number}")
        print(
            f"index                      {len(packed)} bytes, {compressed} in gzip: {compressed / LIMITS['index']:.2f} of the limit"  # noqa: E501 - one line of the report
        )
        print(f"a guide in the index       {compressed / number:.1f} bytes in gzip")
        print(
            f"build without the text     {without:.1f} s; the text adds {indexing:.1f} s: {1 + indexing / without:.2f}"
        )
        print(f"pages at {number} and {SMALL} guides, bytes in gzip:")
        for name, size in large.items():
            print(f"  {name:<24} {size:>8} {small[name]:>8}   {size / small[name]:.2f}")
        with sync_playwright() as playwright, served(Path(one) / "site") as origin:
            path = chromium.provide(playwright.chromium.executable_path)
            browser = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
            for network in NETWORKS:
                for name, path in (("home", "/"), ("a guide", "/guides/hulu/")):
                    runs = [first_result(browser, origin, path, network) for _ in range(RUNS)]
                    print(f"first answer from {name}, {network}, {RUNS} times:")
                    for what in runs[0]:
                        print(f"  {what:<24} {spread([run[what] for run in runs])}")
            for name, with_finder in (("a letter, ms", True), ("a letter in a field without the finder, ms", False)):
                keys = keystrokes(browser, origin, with_finder=with_finder)
                most = keys[int(len(keys) * 0.95)]
                print(
                    f"{name:<26} median {median(keys):.1f}, 95 % {most:.1f}, worst {keys[-1]:.1f}: "
                    f"{most / LIMITS['letter']:.2f} of the limit"
                )
            bare, full = (memory(browser, origin, open_finder=is_open) for is_open in (False, True))
            print(f"memory of the tab          {bare:.1f} MB, with the finder {full:.1f} MB: {full / bare:.2f}")
            text = full_text(browser, origin)
            print(
                f"full text                  {json.dumps({k: round(v, 1) for k, v in text.items()})}: "
                f"{text['bytes'] / LIMITS['text']:.2f} of the limit"
            )
            browser.close()


if __name__ == "__main__":
    main()
