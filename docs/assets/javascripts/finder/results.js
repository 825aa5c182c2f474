/**
 * The page of results: what the address asks for, above the list of all guides; and what is near
 * an address that leads nowhere.
 *
 * @typedef {import("./prepare.js").Finder} Finder
 */

import { BREAK, broken, element, groups, hitLink, matchLink, notHere, reading } from "./render.js";

const MOST = 8;
const MOST_NEAR = 4;
const MOST_LINES = 12;
const MOST_HITS = 20;

/** @param {HTMLElement[]} links */
const lines = (links) => element("ul", { class: "finder-lines" }, ...links.map((link) => element("li", {}, link)));

/**
 * @param {HTMLElement} place
 * @param {string} text
 * @param {{finder: () => Promise<Finder>, base: string}} options
 */
export async function results(place, text, { finder, base }) {
  document.title = `“${text}” - ${document.title}`;
  /** @type {Finder["answer"]} */
  let answer;
  try {
    ({ answer } = await finder());
  } catch {
    place.replaceChildren(element("p", { role: "status" }, ...broken("#guides-list")));
    return;
  }
  /** @type {HTMLElement[]} */
  const parts = [];
  let number = 0;
  const several = text
    .split(BREAK.trim())
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, MOST_LINES);
  if (several.length > 1) {
    for (const line of several) {
      const result = answer(line, 1);
      number += result.matches.length;
      const links = result.matches.map((match) => matchLink(match, base));
      parts.push(
        element("h3", {}, reading(result) ? `${line}: ${reading(result)}` : line),
        lines(links.length ? links : [notHere(base)]),
      );
    }
  } else {
    const result = answer(text, MOST);
    number = result.matches.length;
    for (const { label, links } of groups(result, base)) parts.push(element("h3", {}, label), lines(links));
  }
  parts.push(lines([notHere(base)]));
  const said = number ? `${number} ${number === 1 ? "result" : "results"}` : "No guide found.";
  const status = element("p", { role: "status" });
  place.replaceChildren(element("h2", {}, `Results for “${text}”`), status, ...parts);
  // A screen reader hears what changes in a status, not what it was made with.
  requestAnimationFrame(() => (status.textContent = said));

  const heading = element("h2", {}, "In the text of our pages");
  const hits = element("ul", { class: "finder-lines" });
  const found = element("p", { role: "status" });
  const search = element("button", { type: "button", class: "finder-more" }, "Search the text of all pages");
  place.append(search);

  async function inText() {
    search.replaceWith(heading, found, hits);
    found.textContent = "Searching …";
    try {
      const { fulltext } = await import("./fulltext.js");
      const { hits: best, pages, lost } = await fulltext(base, text, MOST_HITS, chosen());
      hits.replaceChildren(...best.map((hit) => element("li", {}, hitLink(hit))));
      const without = lost.length ? ` No page has “${lost.join("”, “")}”.` : "";
      const many = `${pages} ${pages === 1 ? "page" : "pages"}${pages > MOST_HITS ? `, the best ${MOST_HITS}` : ""}`;
      found.textContent = (pages ? `${many}.` : "Nothing found.") + without;
    } catch {
      found.textContent = "The text of pages cannot be searched at the moment.";
    }
  }

  search.addEventListener("click", () => void inText());
  document.querySelector("form.browse")?.addEventListener("change", () => heading.isConnected && void inText());
  if (new URL(location.href).searchParams.has("text")) void inText();
}

/**
 * Offers what is near the last part of an address that leads nowhere: `guides/netflx/`.
 *
 * @param {HTMLElement} form
 * @param {{finder: () => Promise<Finder>, base: string}} options
 */
export async function near(form, { finder, base }) {
  const words = location.pathname.split("/").filter(Boolean).slice(-1).join(" ").slice(0, 200);
  /** @type {string} */
  let text;
  try {
    text = decodeURIComponent(words)
      .replace(/\.html?$/, "")
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  } catch {
    return;
  }
  if (!text) return;
  const { answer } = await finder();
  const { matches } = answer(text, MOST_NEAR);
  if (matches.length)
    form.after(
      element("p", {}, "Near the address that you typed:"),
      lines(matches.map((match) => matchLink(match, base))),
    );
}

/** What the list of guides is narrowed to narrows the text too. */
function chosen() {
  const form = document.querySelector("form.browse");
  if (!(form instanceof HTMLFormElement)) return {};
  const entries = [...new FormData(form)].filter(([name, value]) => name !== "sort" && value !== "");
  return /** @type {Record<string, string>} */ (Object.fromEntries(entries));
}
