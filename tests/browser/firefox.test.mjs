/**
 * What readers do, in Firefox: one browser, each test in a window of its own. A complaint of the console, a refusal
 * of the policy and a request to another host fail the test in whose window they were.
 *
 * @import {Browser, BrowserContext, Page} from "puppeteer-core"
 */

import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import ICAL from "ical.js";
import puppeteer from "puppeteer-core";

const { FIREFOX, HOME_PAGE = "", WITHOUT_SCRIPT = "", WRITES } = process.env;
const GUIDE = "guides/netflix/";
const BY_POST = "guides/la-fitness/";
const KINDS = [
  "",
  "guides/",
  "guides/?q=certificates",
  GUIDE,
  "guides/hbo-max/",
  "billers/",
  "billers/apple/",
  "categories/music/",
  "help/who-bills-me/",
  "help/charged-after-cancelling/",
  "law/",
  "law/germany/",
  "browse/",
  "about/how-we-rate/",
  "contribute/write/",
  "contribute/api/",
  "no-such-page/",
];

/** @type {Browser} */
let browser;
let downloads = "";

before(async () => {
  downloads = await mkdtemp(join(tmpdir(), "firefox-"));
  browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: FIREFOX,
    headless: true,
    extraPrefsFirefox: {
      "browser.download.folderList": 2,
      "browser.download.dir": downloads,
      "browser.download.useDownloadDir": true,
      "browser.download.always_ask_before_handling_new_types": false,
      "accessibility.tabfocus": 7,
      "ui.prefersReducedMotion": 1,
    },
  });
});

after(async () => {
  await browser?.close();
  await rm(downloads, { recursive: true, force: true });
});

/**
 * Opens a page of the site in a new window, hands it over, and looks at what it complained of.
 * @param {string} path
 * @param {(page: Page) => Promise<void>} use
 * @param {{width?: number, height?: number, allow?: RegExp, home?: string, first?: () => void}} [options]
 */
async function visit(path, use, options = {}) {
  const { width = 390, height = 844, allow = /^$/, home = HOME_PAGE, first } = options;
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  /** @type {string[]} */
  const problems = [];
  page.on("console", (said) => said.type() === "error" && problems.push(`console: ${said.text()}`));
  page.on("pageerror", (error) => problems.push(`error: ${error instanceof Error ? error.message : error}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(new URL("/", home).href) && !/^(data|blob|about):/.test(url)) problems.push(`asks for ${url}`);
  });
  await page.evaluateOnNewDocument(() => {
    addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy: ${event.effectiveDirective} refuses ${event.blockedURI}`),
    );
  });
  if (first) await page.evaluateOnNewDocument(first);
  await page.setViewport({ width, height });
  await page.goto(home + path, { waitUntil: "load" });
  await use(page);
  await context.close();
  assert.deepEqual([...new Set(problems)].filter((problem) => !allow.test(problem)), [], path);
}

/** @param {Page} page @param {string} selector */
function textOf(page, selector) {
  return page.$eval(selector, (element) => /** @type {HTMLElement} */ (element).innerText);
}

/** The ways that are open and seen. @param {Page} page */
function opened(page) {
  return page.$$eval(".way[open]", (ways) => ways.filter((way) => way.checkVisibility()).map((way) => way.id));
}

/** Whether an element begins within the window. @param {Page} page @param {string} selector */
function isInView(page, selector) {
  return page.$eval(selector, (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  });
}

/**
 * Fills a field as somebody does who types or picks, with the events that follow.
 * @param {Page} page
 * @param {string} selector
 * @param {string} value
 */
async function fill(page, selector, value) {
  await page.$eval(
    selector,
    (field, given) => {
      field.value = given;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    },
    value,
  );
}

/** Presses the first button that says so. @param {Page} page @param {string} words */
async function press(page, words) {
  await page.locator(`::-p-text(${words})`).click();
}

/** @param {Page} page @param {string} selector @param {RegExp} words */
async function says(page, selector, words) {
  await page.waitForSelector(selector);
  const end = Date.now() + 10_000;
  let text = "";
  do {
    text = await textOf(page, selector);
    if (words.test(text)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  } while (Date.now() < end);
  assert.match(text, words);
}

test("every kind of page fits 320 pixels, and complains of nothing", async () => {
  const wide = [];
  for (const path of KINDS) {
    await visit(
      path,
      async (page) => {
        await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
        await page.waitForNetworkIdle({ idleTime: 100 });
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        if (width > 320) wide.push(`${path}: ${width}`);
      },
      { width: 320, allow: path === "no-such-page/" ? /404/ : undefined },
    );
  }
  assert.deepEqual(wide, []);
});

test("the choice of a biller, by a press, by its address and after a reload", async () => {
  await visit(GUIDE, async (page) => {
    await page.locator(".who a[href='#apple']").click();
    assert.deepEqual(await opened(page), ["way-apple-web"]);
    assert.match(await textOf(page, ".facts"), /24 hours before the renewal date/);
    assert.ok(await isInView(page, "#apple"));
    await page.reload();
    assert.deepEqual(await opened(page), ["way-apple-web"]);
    await page.locator(".who li a").click();
    assert.deepEqual(await opened(page), ["way-website"]);
    await page.goBack();
    await page.waitForFunction(() => location.hash === "#apple");
    assert.deepEqual(await opened(page), ["way-apple-web"]);
  });
  await visit(`${GUIDE}#apple-iphone-4`, async (page) => {
    assert.deepEqual(await opened(page), ["way-apple-iphone"]);
    assert.ok(await isInView(page, "#apple-iphone-4"));
  });
  await visit(`${GUIDE}#money-back`, async (page) => {
    assert.ok(await page.$eval("#money-back", (title) => title.closest("details")?.open));
    assert.ok(await isInView(page, "#money-back"));
  });
});

test("the last safe moment, and both dates as a file for a calendar", async () => {
  await visit(`${GUIDE}#apple`, async (page) => {
    await page.locator("#my-date").click();
    await page.waitForSelector(".my-date input[type=date]");
    await fill(page, ".my-date input[type=date]", "2099-12-15");
    // 15 December less 24 hours less a day, as the day's start counts.
    await says(page, ".my-date output", /^Cancel by Saturday 12 December 2099, 23:59 your time\./);
    await press(page, "Put both dates in my calendar");
    const end = Date.now() + 10_000;
    let names = [];
    while (Date.now() < end && !names.some((name) => name.endsWith(".ics"))) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      names = await readdir(downloads);
    }
    assert.deepEqual(names, ["netflix-2099-12-15.ics"]);
    const file = new ICAL.Component(ICAL.parse(await readFile(join(downloads, names[0]), "utf-8")));
    const events = file.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
    assert.deepEqual(
      events.map((event) => event.summary),
      ["Last safe moment to cancel Netflix", "Look at your statement: Netflix"],
    );
  });
});

test("ticks stay in the browser until they are cleared", async () => {
  await visit(GUIDE, async (page) => {
    await page.locator("button.offer").click();
    await page.waitForSelector("#website-step-2 input");
    await page.locator("#website-step-2 input").click();
    await page.locator(".ticks input").click();
    await page.reload();
    await page.waitForSelector("#website-step-2 input:checked");
    await page.waitForSelector(".ticks input:checked");
    await press(page, "Clear everything");
    assert.equal(await page.$("#website-step-2 input:checked"), null);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  });
});

test("a letter is filled in", async () => {
  await visit(BY_POST, async (page) => {
    await page.locator("#letter").click();
    await page.waitForSelector(".letter form");
    await fill(page, ".letter [autocomplete=name]", "A. Reader");
    const text = await page.$eval(".letter .text", (field) => field.value);
    assert.match(text, /^A\. Reader\n\n.*I cancel my subscription to LA Fitness.*A\. Reader$/s);
  });
});

test("the finder, by keyboard alone", async () => {
  await visit("", async (page) => {
    await page.keyboard.press("/");
    await page.keyboard.type("netflxi");
    await page.waitForSelector("[role=option]");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.equal(await textOf(page, "h1"), "How to cancel Netflix");
  });
});

test("after each press of Tab the focus is in view", async () => {
  const lost = [];
  for (const path of ["", "guides/", GUIDE]) {
    await visit(
      path,
      async (page) => {
        for (let count = 1; count <= 30; count++) {
          await page.keyboard.press("Tab");
          const hidden = await page.evaluate(() => {
            const element = document.activeElement;
            if (!element || element === document.body) return "";
            const { top, bottom, width } = element.getBoundingClientRect();
            return bottom > 0 && top < innerHeight && width ? "" : element.outerHTML.slice(0, 80);
          });
          if (hidden) lost.push(`${path} ${count}: ${hidden}`);
        }
      },
      { width: 1280, height: 800 },
    );
  }
  assert.deepEqual(lost, []);
});

test("all works where storage is blocked", async () => {
  await visit(
    GUIDE,
    async (page) => {
      await page.locator(".who a[href='#apple']").click();
      assert.deepEqual(await opened(page), ["way-apple-web"]);
      await page.locator("button.offer").click();
      await says(page, ".kept", /keeps nothing/);
    },
    {
      first: () =>
        Object.defineProperty(window, "localStorage", {
          get() {
            throw new DOMException("blocked", "SecurityError");
          },
        }),
    },
  );
});

test("without scripts a choice opens its steps, and folds open", async () => {
  await visit(
    GUIDE,
    async (page) => {
      await page.locator(".who a[href='#apple']").click();
      assert.ok(await isInView(page, "#apple"));
      assert.ok(await page.$eval("#apple", (title) => title.checkVisibility()));
      await page.locator("#money-back").click();
      assert.ok(await page.$eval("#money-back", (title) => title.closest("details")?.open));
    },
    { home: WITHOUT_SCRIPT, allow: /./ },
  );
});

test("the page for writing starts", { timeout: 240_000, skip: !WRITES }, async () => {
  await visit("contribute/write/?guide=netflix", async (page) => {
    page.setDefaultTimeout(200_000);
    await press(page, "Start");
    await page.waitForSelector("#write [data-state=ready], #write [data-state=error]");
    await page.waitForFunction(() => document.querySelector(".write-status")?.dataset.state === "ready");
  });
});
