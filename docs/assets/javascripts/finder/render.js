/**
 * How results look, in the box below a field and on the page of results alike.
 *
 * @typedef {import("./rank.js").Answer} Answer
 * @typedef {import("./rank.js").Match} Match
 * @typedef {{href: string, name: string, why?: string, how?: string}} Row
 * @typedef {{label: string, rows: Row[]}} Group
 */

import { change, element, write } from "./element.js";

/** What stands before the text that matched. */
const WHY = {
  name: "",
  also: "also called",
  former: "formerly",
  domains: "website:",
  lines: "statement:",
  vendor: "by",
  words: "",
  phone: "phone number",
};
/** What stands where a guide has its difficulty. */
const ROOMS = { billers: "who bills you", help: "help", law: "law", categories: "category", services: "no guide yet" };
const NAMED = /^(guides|billers|services)$/;

/** Stands for the break between two lines that were pasted together: a field has one line only. */
export const BREAK = " ⏎ ";
const MOST_LINES = 12;

/**
 * The address of a page. On a disk there is no server that knows which file a folder stands for.
 *
 * @param {string} base
 * @param {string} path
 */
export const address = (base, path) => `${base}${path}${base.startsWith("file:") ? "index.html" : ""}`;

/**
 * What is printed of a match: where it leads, its name, why it matched, and how hard cancelling is.
 *
 * @param {Match} match
 * @param {string} base
 * @returns {Row}
 */
export function row({ item, key }, base) {
  const { room, slug, name, note } = item;
  // The page for names without a guide is one for all; it takes the name from our own list.
  const href =
    room === "services" ? `${address(base, "services/")}?s=${slug}` : address(base, `${room}/${slug && `${slug}/`}`);
  const isName = name.toLowerCase().startsWith(key.text.toLowerCase());
  const why = WHY[key.kind] && !isName ? `${WHY[key.kind]}${key.kind === "phone" ? "" : ` ${key.text}`}` : "";
  const where = room === "guides" ? "" : ROOMS[/** @type {keyof typeof ROOMS} */ (room)];
  return { href, name, why, how: [where, note].filter(Boolean).join(" · ") };
}

/**
 * Writes a row into an element that may have been another one's: with the next letter most of a list stays as it is,
 * and a text changes at less cost than an element comes.
 *
 * @param {Element} node
 * @param {Row} row
 */
export function rewrite(node, { href, name, why, how }) {
  if (href) change(node, "href", href);
  // The spaces are for those who hear the row; what is empty is not seen.
  for (const [place, text] of [name, why && ` ${why}`, how && ` ${how}`].entries())
    write(node.children[place], text || "");
}

/** @param {Row} row a button, where it leads nowhere */
export function link(row) {
  const parts = [element("b", {}, ""), element("small", {}, ""), element("span", {}, "")];
  const node = row.href ? element("a", {}, ...parts) : element("button", { type: "button" }, ...parts);
  rewrite(node, row);
  return node;
}

/**
 * What the line of a statement was understood as: `PayPal, for Spotify`.
 *
 * @param {Answer} answer
 */
export function reading({ matches, query }) {
  const [best] = matches;
  if (!query.isLine || !best || !NAMED.test(best.item.room)) return "";
  const { name } = best.item;
  const isItself = !query.collector || name.startsWith(query.collector);
  return `Read as ${isItself ? name : `${query.collector}, for ${name}`}`;
}

/**
 * The results in groups, the one with the best result first.
 *
 * @param {Answer} answer
 * @param {string} base
 * @returns {Group[]}
 */
export function groups(answer, base) {
  const { matches, isSure } = answer;
  /** @param {boolean} isNamed */
  const rows = (isNamed) =>
    matches.filter(({ item }) => NAMED.test(item.room) === isNamed).map((match) => row(match, base));
  const isNamed = NAMED.test(matches[0]?.item.room);
  const both = [
    { label: reading(answer) || (isSure && isNamed ? "Guides" : "Nearest names"), rows: rows(true) },
    { label: "Help", rows: rows(false) },
  ];
  if (!isNamed) both.reverse();
  return both.filter((group) => group.rows.length);
}

/**
 * The way on from any list: every search ends at something that helps.
 *
 * @param {string} base
 * @returns {Row}
 */
export const notHere = (base) => ({
  href: address(base, "services/"),
  name: "Not here?",
  why: "Cancel without a guide, or ask for one",
});

/**
 * Several lines of a statement, pasted at once: the best result of each.
 *
 * @param {(text: string, most: number) => Answer} answer
 * @param {string} text
 * @param {string} base
 * @returns {(Group & {isFound: boolean})[]}
 */
export const lineGroups = (answer, text, base) =>
  text
    .split(BREAK.trim())
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, MOST_LINES)
    .map((line) => {
      const result = answer(line, 1);
      const [match] = result.matches;
      const label = reading(result) ? `${line}: ${reading(result)}` : line;
      return { label, isFound: match !== undefined, rows: [match ? row(match, base) : notHere(base)] };
    });
