/**
 * How results look, in the box below a field and on the page of results alike.
 *
 * @typedef {import("./rank.js").Answer} Answer
 * @typedef {import("./rank.js").Match} Match
 * @typedef {import("./fulltext.js").Hit} Hit
 */

import { COLLECTORS } from "./words.js";

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
const NAMED = new Set(["guides", "billers", "services"]);

/** Stands for the break between two lines that were pasted together: a field has one line only. */
export const BREAK = " ⏎ ";

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** @param {Match} match */
export function how({ item }) {
  if (item.room === "guides") return item.note;
  const room = ROOMS[/** @type {keyof typeof ROOMS} */ (item.room)];
  return item.note ? `${room} · ${item.note}` : room;
}

/** @param {Match} match */
export function why({ item, key }) {
  const isName = item.name.toLowerCase().startsWith(key.text.toLowerCase());
  return WHY[key.kind] && !isName ? `${WHY[key.kind]}${key.kind === "phone" ? "" : ` ${key.text}`}` : "";
}

/**
 * The address of a page. On a disk there is no server that knows which file a folder stands for.
 *
 * @param {string} base
 * @param {string} path
 */
export const address = (base, path) => `${base}${path}${base.startsWith("file:") ? "index.html" : ""}`;

/**
 * A link to what was found: its name, what matched, and how hard cancelling is.
 *
 * @param {Match} match
 * @param {string} base
 */
export function matchLink(match, base) {
  const { room, slug, name } = match.item;
  // The page for names without a guide is one for all; it takes the name from our own list.
  const href =
    room === "services" ? `${address(base, "services/")}?s=${slug}` : address(base, `${room}/${slug && `${slug}/`}`);
  const link = element("a", { href }, element("b", {}, name));
  if (why(match)) link.append(" ", element("small", {}, why(match)));
  link.append(" ", element("span", {}, how(match)));
  return link;
}

/**
 * What the line of a statement was understood as: `PayPal, for Spotify`.
 *
 * @param {Answer} answer
 */
export function reading({ matches, query }) {
  const [best] = matches;
  if (!query.isLine || !best || !NAMED.has(best.item.room)) return "";
  const { name } = best.item;
  const isItself = [...COLLECTORS.values()].includes(name) || !query.collector || name.startsWith(query.collector);
  return `Read as ${isItself ? name : `${query.collector}, for ${name}`}`;
}

/**
 * The results in groups, the one with the best result first.
 *
 * @param {Answer} answer
 * @param {string} base
 * @returns {{label: string, links: HTMLAnchorElement[]}[]}
 */
export function groups(answer, base) {
  const { matches, isSure } = answer;
  const named = matches.filter(({ item }) => NAMED.has(item.room));
  const problems = matches.filter(({ item }) => !NAMED.has(item.room));
  const label = reading(answer) || (isSure && named[0] === matches[0] ? "Guides" : "Nearest names");
  const both = [
    { label, some: named },
    { label: "Help", some: problems },
  ];
  if (problems[0] && problems[0] === matches[0]) both.reverse();
  return both
    .filter(({ some }) => some.length)
    .map(({ label: name, some }) => ({ label: name, links: some.map((match) => matchLink(match, base)) }));
}

/**
 * The way on from any list: every search ends at something that helps.
 *
 * @param {string} base
 */
export const notHere = (base) =>
  element(
    "a",
    { href: address(base, "services/") },
    element("b", {}, "Not here?"),
    " ",
    element("small", {}, "Cancel without a guide, or ask for one"),
  );

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
 * The sentence for a finder that cannot answer.
 *
 * @param {string} list address of the list of all guides
 */
export const broken = (list) => [
  "The finder cannot be loaded at the moment. ",
  element("a", { href: list }, "All guides from A to Z"),
  " are in one list, in which your browser can search.",
];
