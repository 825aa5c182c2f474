/** Opens pages in Firefox, each in a window of its own with nothing stored, for `visit.py`; prints their requests as JSON. */

import puppeteer from "puppeteer-core";

const [executablePath, ...addresses] = process.argv.slice(2);
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
for (const address of addresses) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 390, height: 800 });
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(address, { waitUntil: "load" });
  // Long enough for what a page asks at once, and shorter than the wait before what is for later.
  await new Promise((resolve) => setTimeout(resolve, 2500));
  console.log(JSON.stringify(asked.filter((url) => !url.startsWith("data:"))));
  await context.close();
}
await browser.close();
