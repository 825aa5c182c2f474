/**
 * The page of results: what the address asks for, above the list of all guides.
 *
 * @typedef {import("./main.js").Finder} Finder
 */

import { element, guideLink, hitLink, requestLink } from "./lines.js";

const MOST = 8;
const MOST_HITS = 20;

/**
 * @param {HTMLElement} place
 * @param {string} text
 * @param {{finder: () => Promise<Finder>, base: string}} options
 */
export async function results(place, text, { finder, base }) {
  const { match, request } = await finder();
  const matches = match(text, MOST);
  const lines = matches.map((one) => guideLink(one, base));
  if (!matches.length && request) lines.push(requestLink(request, text));
  const status = element("p", { role: "status" }, matches.length ? "" : "No guide found.");
  place.replaceChildren(
    element("h2", {}, `Results for “${text}”`),
    status,
    element("ul", { class: "finder-lines" }, ...lines.map((line) => element("li", {}, line))),
  );

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
      const { hits: best, pages } = await fulltext(base, text, MOST_HITS, chosen());
      hits.replaceChildren(...best.map((hit) => element("li", {}, hitLink(hit))));
      found.textContent = pages ? `${pages} ${pages === 1 ? "page" : "pages"}${pages > MOST_HITS ? `, the best ${MOST_HITS}` : ""}` : "Nothing found.";
    } catch {
      found.textContent = "The text of pages cannot be searched at the moment.";
    }
  }

  search.addEventListener("click", () => void inText());
  document.querySelector("form.browse")?.addEventListener("change", () => heading.isConnected && void inText());
  if (new URL(location.href).searchParams.has("text")) void inText();
}

/** What the list of guides is narrowed to narrows the text too. */
function chosen() {
  const form = document.querySelector("form.browse");
  if (!(form instanceof HTMLFormElement)) return {};
  const entries = [...new FormData(form)].filter(([name, value]) => name !== "sort" && value !== "");
  return /** @type {Record<string, string>} */ (Object.fromEntries(entries));
}
