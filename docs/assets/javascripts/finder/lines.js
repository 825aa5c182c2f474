/**
 * How results look, in the box below a field and on the page of results alike.
 *
 * @typedef {import("./match.js").Match} Match
 * @typedef {import("./fulltext.js").Hit} Hit
 */

/** What stands before the text that matched. */
const WHY = { n: "", a: "also called", f: "formerly", d: "website:", s: "statement:", v: "by" };
/** What stands where a guide has its difficulty. */
const ROOMS = { guides: "", billers: "who bills you", help: "help", law: "law" };

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
  if (item.room !== "guides") return ROOMS[/** @type {keyof typeof ROOMS} */ (item.room)];
  return item.level ? `${item.difficulty} to cancel` : item.difficulty;
}

/** @param {Match} match */
export const why = ({ key }) => (WHY[key.kind] ? `${WHY[key.kind]} ${key.text}` : "");

/**
 * A link to a guide: its name, what matched, and how hard cancelling is.
 *
 * @param {Match} match
 * @param {string} base
 */
export function guideLink(match, base) {
  const { item } = match;
  const link = element("a", { href: `${base}${item.room}/${item.slug}/` }, element("b", {}, item.name));
  if (why(match)) link.append(" ", element("small", {}, why(match)));
  link.append(" ", element("span", {}, how(match)));
  return link;
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
 * The link to the form that asks for a guide, filled in.
 *
 * @param {string} request
 * @param {string} text
 */
export const requestLink = (request, text) =>
  element("a", { href: request + encodeURIComponent(text) }, element("b", {}, "Request this guide"), " ",
    element("small", {}, `No guide for “${text}” yet`));
