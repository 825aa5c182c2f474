/**
 * The page of results: what the address asks for, above the list of all guides; and what is near
 * an address that leads nowhere.
 *
 * @typedef {import("./prepare.js").Finder} Finder
 * @typedef {typeof import("./finder.js")} Parts
 * @typedef {{finder: () => Promise<Finder>, parts: Promise<Parts>, base: string}} Options
 */

const MOST = 8;
const MOST_NEAR = 4;
const MOST_HITS = 20;

/**
 * @param {Parts} parts
 * @param {import("./render.js").Row[]} rows
 */
const lines = ({ element, link }, rows) =>
  element("ul", { class: "finder-lines" }, ...rows.map((row) => element("li", {}, link(row))));

/**
 * @param {HTMLElement} place
 * @param {string} text
 * @param {Options} options
 */
export async function results(place, text, { finder, parts, base }) {
  document.title = `“${text}” - ${document.title}`;
  const [own, { answer }] = await Promise.all([parts, finder()]);
  const { element, groups, lineGroups, notHere } = own;
  const several = lineGroups(answer, text, base);
  const result = answer(text, MOST);
  const isOne = several.length < 2;
  const found = isOne ? groups(result, base) : several;
  const number = isOne ? result.matches.length : several.filter(({ isFound }) => isFound).length;
  const said = number ? `${number} ${number === 1 ? "result" : "results"}` : "No guide found.";
  const status = element("p", { role: "status" });
  place.replaceChildren(
    element("h2", {}, `Results for “${text}”`),
    status,
    ...found.flatMap(({ label, rows }) => [element("h3", {}, label), lines(own, rows)]),
    lines(own, [notHere(base)]),
  );
  // A screen reader hears what changes in a status, not what it was made with.
  requestAnimationFrame(() => (status.textContent = said));

  const heading = element("h2", {}, "In the text of our pages");
  const hits = element("ul", { class: "finder-lines" });
  const told = element("p", { role: "status" });
  const search = element("button", { type: "button", class: "finder-more" }, "Search the text of all pages");
  place.append(search);

  async function inText() {
    search.replaceWith(heading, told, hits);
    told.textContent = "Searching …";
    try {
      const { fulltext, hitLink } = await import("./fulltext.js");
      const { hits: best, pages, lost } = await fulltext(base, text, MOST_HITS, chosen());
      hits.replaceChildren(...best.map((hit) => element("li", {}, hitLink(hit))));
      const without = lost.length ? ` No page has “${lost.join("”, “")}”.` : "";
      const many = `${pages} ${pages === 1 ? "page" : "pages"}${pages > MOST_HITS ? `, the best ${MOST_HITS}` : ""}`;
      told.textContent = (pages ? `${many}.` : "Nothing found.") + without;
    } catch {
      told.textContent = "The text of pages cannot be searched at the moment.";
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
 * @param {Options} options
 */
export async function near(form, { finder, parts, base }) {
  const words = location.pathname.split("/").filter(Boolean).slice(-1).join(" ").slice(0, 200);
  const text = decodeURIComponent(words)
    .replace(/\.html?$/, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  if (!text) return;
  const [own, { answer }] = await Promise.all([parts, finder()]);
  const { matches } = answer(text, MOST_NEAR);
  const rows = matches.map((match) => own.row(match, base));
  if (rows.length) form.after(own.element("p", {}, "Near the address that you typed:"), lines(own, rows));
}

/** What the list of guides is narrowed to narrows the text too. */
function chosen() {
  const form = document.querySelector("form.browse");
  if (!(form instanceof HTMLFormElement)) return {};
  const entries = [...new FormData(form)].filter(([name, value]) => name !== "sort" && value !== "");
  return /** @type {Record<string, string>} */ (Object.fromEntries(entries));
}
