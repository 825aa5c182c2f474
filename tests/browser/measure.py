"""What an open page is measured for: accessibility, and nothing to scroll sideways."""

from collections.abc import Sequence
from importlib.resources import files
from urllib.parse import urlsplit

from playwright.sync_api import Page

from browser.report import Problem

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

RUN_AXE = """async ([tags, more]) => {
  const { violations, passes } = await axe.run(document, {
    runOnly: { type: "tag", values: tags },
    rules: Object.fromEntries(more.map((rule) => [rule, { enabled: true }])),
    resultTypes: ["violations"],
  });
  if (passes.length === 0) throw new Error("axe found nothing to check");
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => {
    const details = [...node.any, ...node.all, ...node.none].map((check) => check.message);
    return [`${id}: ${help}`, `${node.target.join(" ")}: ${details.join("; ")}`];
  }));
}"""

# Content that is cut off is as lost as content that must be scrolled to. What lies in a
# scrolling box of its own can be reached; what is fixed, such as a drawer, is no content.
FIND_SIDEWAYS = """() => {
  const width = document.documentElement.clientWidth;
  const problems = [];
  const wide = document.documentElement.scrollWidth;
  if (wide > width) problems.push(`the page is ${wide} pixels wide in a window of ${width}`);
  const reachable = (element) => {
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (style.position === "fixed") return true;
      if (box !== element && /auto|scroll/.test(style.overflowX)) return true;
    }
    return false;
  };
  for (const element of document.body.querySelectorAll("*")) {
    const { left, right, width: own, height } = element.getBoundingClientRect();
    if (own < 2 || height < 2 || (right <= width + 1 && left >= -1)) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (right <= 0 || reachable(element)) continue;
    const name = element.id ? `#${element.id}` : element.className || "";
    problems.push(
      `<${element.localName} ${name}> reaches from ${Math.round(left)} to ${Math.round(right)}`);
  }
  return problems;
}"""


def accessibility(page: Page, tags: Sequence[str] = TAGS, more: Sequence[str] = ()) -> list[Problem]:
    """Run axe-core on the open page and give what it finds wrong, by the rules of some tags and by some more."""
    # Not a script element: a content security policy may refuse one.
    page.evaluate(AXE)
    found: list[tuple[str, str]] = page.evaluate(RUN_AXE, [list(tags), list(more)])
    return [Problem(rule, f"{path(page)} {node}") for rule, node in found]


def sideways(page: Page) -> list[Problem]:
    """Give what sticks out of the window at its left or right."""
    found: list[str] = page.evaluate(FIND_SIDEWAYS)
    return [Problem(what, path(page)) for what in found]


def path(page: Page) -> str:
    """Path of the open page in its address."""
    return urlsplit(page.url).path


def brightness(page: Page) -> float:
    """Brightness of the page's background, from 0 (black) to 1 (white)."""
    channels: list[float] = page.evaluate(
        """() => {
          const paint = new OffscreenCanvas(1, 1).getContext("2d");
          paint.fillStyle = "white";
          paint.fillRect(0, 0, 1, 1);
          for (const element of [document.documentElement, document.body]) {
            paint.fillStyle = getComputedStyle(element).backgroundColor;
            paint.fillRect(0, 0, 1, 1);
          }
          return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
        }"""
    )
    return sum(channels) / 3 / 255
