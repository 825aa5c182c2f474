/**
 * Search in the text of all pages. Nothing of it is fetched before the first search.
 *
 * Pagefind wants every word on one page, and cuts a word that is nowhere until something begins
 * with the rest. Both are put right here: where no page has all words the pages that have most of
 * them come, and a word that is nowhere is told, not replaced.
 *
 * @typedef {{url: string, title: string, section: string, excerpt: string}} Hit
 * @typedef {{url: string, title: string, excerpt: string}} Part
 * @typedef {{url: string, meta: {title: string}, excerpt: string, sub_results: Part[]}} Page
 * @typedef {{id: string, score: number, data: () => Promise<Page>}} Result
 * @typedef {object} Pagefind
 * @property {(options: Record<string, unknown>) => Promise<void>} options
 * @property {(text: string, options: {filters: Record<string, string>}) => Promise<{results: Result[]}>} search
 */

import { element } from "./element.js";

/** Words that stand on every page. */
const SMALL = new Set(
  "a an the i my me you your he she it is are was to of in on at by for from with and or how do does did what when can".split(
    " ",
  ),
);
const MOST_WORDS = 8;
/** Hits in the box below a field. */
const MOST_HITS = 5;

/** @type {Promise<Pagefind> | undefined} */
let loading;

/** @param {string} base */
async function load(base) {
  if (base.startsWith("file:")) throw new Error("a page from a disk may not load the index");
  const pagefind = /** @type {Pagefind} */ (await import(`${base}pagefind/pagefind.js`));
  await pagefind.options({ baseUrl: new URL(base).pathname, excerptLength: 18 });
  return pagefind;
}

/** @param {string} text */
const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * Whether a page really has a word, or another form of it: what Pagefind marked says it.
 *
 * @param {string} word
 * @param {Page} page
 */
function has(word, page) {
  const least = word.slice(0, Math.max(3, word.length - 3));
  const marked =
    [page.excerpt, ...page.sub_results.map(({ excerpt }) => excerpt)].join(" ").match(/<mark>[^<]*/g) ?? [];
  return marked.some((mark) => words(mark.slice(6)).some((one) => one.startsWith(least)));
}

/**
 * The pages that have a word; none where Pagefind only found something that begins like it.
 *
 * @param {Pagefind} pagefind
 * @param {string} word
 * @param {Record<string, string>} filters
 */
async function search(pagefind, word, filters) {
  const { results } = await pagefind.search(word, { filters });
  return results.length && has(word, await results[0].data()) ? results : [];
}

/**
 * Pages that have any of the words, those with most of them first. A word that is on few pages
 * tells more than one that is on most.
 *
 * @param {Result[][]} pagesOf
 */
function merged(pagesOf) {
  /** @type {Map<string, {result: Result, score: number}>} */
  const pages = new Map();
  for (const results of pagesOf) {
    const best = results[0]?.score || 1;
    const weight = 1 / (1 + Math.log(results.length || 1));
    for (const result of results) {
      const seen = pages.get(result.id) ?? { result, score: 0 };
      seen.score += weight * (1 + result.score / best);
      pages.set(result.id, seen);
    }
  }
  return [...pages.values()].sort((one, other) => other.score - one.score).map(({ result }) => result);
}

/**
 * Gives the sections that a text stands in, best first, how many pages have it, and its words that are nowhere.
 *
 * @param {string} base
 * @param {string} text
 * @param {number} most
 * @param {Record<string, string>} [filters]
 * @returns {Promise<{hits: Hit[], pages: number, lost: string[]}>}
 */
export async function fulltext(base, text, most, filters = {}) {
  loading ??= load(base).catch((error) => {
    loading = undefined;
    throw error;
  });
  const pagefind = await loading;
  const all = [...new Set(words(text))];
  const told = all.filter((word) => !SMALL.has(word)).slice(0, MOST_WORDS);
  let { results } = await pagefind.search(text, { filters });
  /** @type {string[]} */
  let lost = [];
  const first = results.length ? await results[0].data() : undefined;
  // The first page may have a word outside of what is shown of it; then nothing is lost.
  const doubtful = first ? told.filter((word) => !has(word, first)) : told;
  const found = new Map(
    await Promise.all(
      doubtful.map(async (word) => /** @type {const} */ ([word, await search(pagefind, word, filters)])),
    ),
  );
  lost = doubtful.filter((word) => !found.get(word)?.length);
  if (!first || lost.length) {
    const pagesOf = told.map(async (word) => found.get(word) ?? (await search(pagefind, word, filters)));
    results = merged(await Promise.all(pagesOf));
  }
  const pages = await Promise.all(results.slice(0, most * 2).map((result) => result.data()));
  // A page that was made for the question comes before guides that mention it.
  /** @param {Page} page */
  const isMade = ({ url, meta }) => {
    const title = words(meta.title);
    const named = told.filter((one) => title.some((word) => word.startsWith(one.slice(0, 6))));
    return /\/(help|law)\//.test(url) && named.length * 2 >= told.length;
  };
  const sorted = [...pages.filter(isMade), ...pages.filter((page) => !isMade(page))].slice(0, most);
  const hits = sorted.map(({ url, meta, excerpt, sub_results: parts }) => {
    const best = parts[0];
    const isSection = best !== undefined && best.title !== meta.title;
    return {
      url: best?.url ?? url,
      title: meta.title,
      section: isSection ? best.title : "",
      excerpt: best?.excerpt ?? excerpt,
    };
  });
  return { hits, pages: results.length, lost };
}

/**
 * The text of a hit with what was searched for marked; as text, whatever is in it.
 *
 * @param {string} html
 */
function excerpt(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const nodes = [...parsed.body.childNodes].map((node) =>
    node instanceof HTMLElement && node.localName === "mark"
      ? element("mark", {}, node.textContent ?? "")
      : (node.textContent ?? ""),
  );
  return element("small", {}, ...nodes);
}

/** @param {Hit} hit */
export function hitLink(hit) {
  const title = element("b", {}, hit.title);
  if (hit.section) title.append(element("i", {}, `: ${hit.section}`));
  return element("a", { href: hit.url }, title, " ", excerpt(hit.excerpt));
}

/**
 * What the box below a field shows of the text, and what a screen reader is told of it.
 *
 * @param {string} base
 * @param {string} list address of the page with all results
 * @param {string} text
 */
export async function inText(base, list, text) {
  const { hits, pages, lost } = await fulltext(base, text, MOST_HITS);
  /** @type {(HTMLElement | import("./render.js").Row)[]} */
  const rows = hits.map(hitLink);
  if (pages > hits.length || !hits.length) {
    const name = hits.length ? `All ${pages} pages` : `Nothing in the text for “${text}”`;
    rows.push({ href: `${list}?q=${encodeURIComponent(text)}&text=1`, name });
  }
  return {
    label: lost.length ? `In the text, without “${lost.join("”, “")}”` : "In the text",
    rows,
    said: `${pages} ${pages === 1 ? "page" : "pages"} found in the text.`,
  };
}
