/**
 * The rows of the index's files, as `plugins/guides/site/outputs/search_index.py` writes them.
 *
 * @typedef {object} Row one line of a file: a page, and everything that leads to it
 * @property {string} at its place: `guides/netflix`; in a file only where the name does not tell it
 * @property {string} name
 * @property {number} [level]
 * @property {string} [note] what makes cancelling this one more work than most
 * @property {string} [category] the slug of its page
 * @property {string[]} [words] what readers call the problem
 * @property {string[]} [phones]
 * @property {string[]} [also]
 * @property {string[]} [former]
 * @property {string[]} [domains] an empty one is made of the name
 * @property {string[]} [lines]
 * @property {string[]} [vendor]
 *
 * @typedef {object} Written lists of words, as `words.js` reads them
 * @property {string} noise
 * @property {string} common
 * @property {string} small
 * @property {string} codes
 * @property {Record<string, string>} collectors
 * @property {Record<string, string>} short
 * @property {Record<string, string>} same
 *
 * @typedef {object} IndexFile
 * @property {number} format
 * @property {Written} [lists] in the first file
 * @property {string[]} [levels]
 * @property {Record<string, string>} [categories] titles, by slug
 * @property {string[]} [offered]
 * @property {Row[]} [items]
 * @property {Record<string, string[][]>} [services] names without a guide, by category: of each all names, the main one first
 * @property {Record<string, string>} [slugs] of main names that do not tell it
 * @property {Record<string, string>} [domains] of main names
 */

/** @param {string} name */
const slugOf = (name) =>
  name
    .toLowerCase()
    .replaceAll("+", " plus ")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/**
 * @param {IndexFile} file
 * @returns {Row[]}
 */
export const rowsOf = ({ items = [], services = {}, slugs = {}, domains = {} }) =>
  items
    .map((row) => ({
      ...row,
      at: row.at || `guides/${slugOf(row.name)}`,
      domains: (row.domains ?? []).map((domain) => domain || `${slugOf(row.name).replaceAll("-", "")}.com`),
    }))
    .concat(
      ...Object.entries(services).map(([category, rows]) =>
        rows.map(([name, ...also]) => ({
          at: `services/${slugs[name] ?? slugOf(name)}`,
          name,
          also,
          domains: name in domains ? [domains[name]] : [],
          category,
        })),
      ),
    );
