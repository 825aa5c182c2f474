/** Elements of a page: how they are made, and changed at no cost where nothing changes. */

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

/**
 * Sets an attribute that is not so already: to set it again would cost the browser a look at all that it may concern.
 *
 * @param {Element} node
 * @param {string} name
 * @param {string} value
 */
export function change(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

/**
 * Changes the text of an element that has one, and nothing else.
 *
 * @param {Element} node
 * @param {string} text
 */
export function write({ firstChild }, text) {
  if (firstChild && firstChild.nodeValue !== text) firstChild.nodeValue = text;
}

/**
 * Puts elements into a place, and leaves those alone that stand there already.
 *
 * @param {Element} place
 * @param {Element[]} parts
 */
export function arrange(place, parts) {
  for (const old of [...place.children]) if (!parts.includes(old)) old.remove();
  for (const [at, part] of parts.entries())
    if (place.children[at] !== part) place.insertBefore(part, place.children[at] ?? null);
}
