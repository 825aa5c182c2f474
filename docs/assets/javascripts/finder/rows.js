/**
 * The rows of the index's files, as `plugins/guides/site/outputs/search_index.py` writes them.
 *
 * @typedef {object} Row one line of a file: a page, and everything that leads to it
 * @property {string} at its place: `guides/netflix`
 * @property {string} name
 * @property {number} [level]
 * @property {string} [note] what makes cancelling this one more work than most
 * @property {string} [category] the slug of its page
 * @property {string[]} [words] what readers call the problem
 * @property {string[]} [phones]
 * @property {string[]} [also]
 * @property {string[]} [former]
 * @property {string[]} [domains]
 * @property {string[]} [lines]
 * @property {string[]} [vendor]
 *
 * @typedef {Omit<Row, "at"> & {at?: string}} Service a row without a place that its name gives
 * @typedef {object} IndexFile
 * @property {number} format
 * @property {string[]} [levels]
 * @property {Record<string, string>} [categories] titles, by slug
 * @property {string[]} [offered]
 * @property {Row[]} [items]
 * @property {Record<string, Service[]>} [services] names without a guide, by category
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
export const rowsOf = ({ items = [], services = {} }) =>
  items.concat(
    ...Object.entries(services).map(([category, rows]) =>
      rows.map((row) => ({ category, at: `services/${slugOf(row.name)}`, ...row })),
    ),
  );
