/**
 * Reads the index that `plugins/guides/published/finder.py` writes.
 *
 * @typedef {"n" | "a" | "f" | "d" | "s" | "v"} Kind name, alias, former name, domain, statement, vendor
 * @typedef {{kind: Kind, text: string}} Key
 * @typedef {object} Item
 * @property {string} room folder of the page: `guides`, `billers`, `help`, `law`
 * @property {string} slug
 * @property {string} name
 * @property {number} level 1 to 5, or 0 when not rated
 * @property {string} difficulty the word for the level, empty where there is none
 * @property {string} category
 * @property {Key[]} keys everything that leads to the page, its name first
 *
 * @typedef {object} Packed
 * @property {string} request address of the form that asks for a guide, to which the name is added
 * @property {string[]} rooms
 * @property {string[]} levels
 * @property {string[]} categories
 * @property {string} names
 * @property {string} slugs
 * @property {string} codes
 * @property {string} keys
 */

/** @param {string} name */
const slugify = (name) =>
  name
    .replaceAll("+", " plus ")
    .normalize("NFKD")
    .replace(/[^\0-\x7f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");

/** @param {string} name */
const squash = (name) => name.toLowerCase().replaceAll("+", "plus").replace(/[^a-z0-9]/g, "");

/**
 * @param {Packed} packed
 * @returns {Item[]}
 */
export function unpack(packed) {
  const slugs = packed.slugs.split("\n");
  const keys = packed.keys.split("\n");
  return packed.names.split("\n").map((name, index) => {
    const [room, level, category] = [0, 1, 2].map((offset) => packed.codes.charCodeAt(index * 3 + offset) - 48);
    const short = squash(name);
    const same = { d: short, s: short.toUpperCase() };
    const others = keys[index] ? keys[index].split("\t") : [];
    return {
      room: packed.rooms[room],
      slug: slugs[index] || slugify(name),
      name,
      level,
      difficulty: packed.rooms[room] === "guides" ? packed.levels[level] : "",
      category: packed.categories[category],
      keys: [
        /** @type {Key} */ ({ kind: "n", text: name }),
        ...others.map((key) => {
          const kind = /** @type {Kind} */ (key[0]);
          return { kind, text: key.slice(1).replace("\r", () => same[/** @type {"d" | "s"} */ (kind)] ?? name) };
        }),
      ],
    };
  });
}
