/**
 * Search in the text of all pages. Nothing of it is fetched before the first search.
 *
 * @typedef {{url: string, title: string, section: string, excerpt: string}} Hit
 * @typedef {{url: string, title: string, excerpt: string}} Part
 * @typedef {{url: string, meta: {title: string}, excerpt: string, sub_results: Part[]}} Page
 * @typedef {object} Pagefind
 * @property {(options: Record<string, unknown>) => Promise<void>} options
 * @property {(text: string, options: {filters: Record<string, string>}) =>
 *   Promise<{results: {data: () => Promise<Page>}[]}>} search
 */

/** @type {Promise<Pagefind> | undefined} */
let loading;

/** @param {string} base */
async function load(base) {
  const pagefind = /** @type {Pagefind} */ (await import(`${base}pagefind/pagefind.js`));
  await pagefind.options({ baseUrl: new URL(base).pathname, excerptLength: 18 });
  return pagefind;
}

/**
 * Gives the sections that a text stands in, best first, and how many pages have it.
 *
 * @param {string} base
 * @param {string} text
 * @param {number} most
 * @param {Record<string, string>} [filters]
 * @returns {Promise<{hits: Hit[], pages: number}>}
 */
export async function fulltext(base, text, most, filters = {}) {
  loading ??= load(base).catch((error) => {
    loading = undefined;
    throw error;
  });
  const { results } = await (await loading).search(text, { filters });
  const pages = await Promise.all(results.slice(0, most).map((result) => result.data()));
  const hits = pages.map(({ url, meta, excerpt, sub_results: parts }) => {
    const best = parts[0];
    const isSection = best !== undefined && best.title !== meta.title;
    return { url: best?.url ?? url, title: meta.title, section: isSection ? best.title : "", excerpt: best?.excerpt ?? excerpt };
  });
  return { hits, pages: results.length };
}
