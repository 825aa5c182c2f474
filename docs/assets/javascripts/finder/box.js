/**
 * A field with a list of results below it: the combobox of the ARIA Authoring Practices, with a
 * listbox, where the first result is chosen by itself.
 *
 * @typedef {import("./main.js").Finder} Finder
 * @typedef {import("./fulltext.js").Hit} Hit
 * @typedef {object} Options
 * @property {() => Promise<Finder>} finder
 * @property {string} base address of the site's home
 * @property {boolean} keepsUrl whether the text is kept in the address of the page
 */

import { element, guideLink, hitLink, how, requestLink } from "./lines.js";

const MOST = 7;
const MOST_HITS = 5;
/** Milliseconds without a key after which a screen reader is told the results. */
const PAUSE = 500;

/**
 * @param {HTMLFormElement} form
 * @param {Options} options
 * @returns {HTMLInputElement}
 */
export function box(form, { finder, base, keepsUrl }) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const id = `${input.id}-results`;
  const list = element("div", { id, class: "finder", role: "listbox", "aria-label": "Results", hidden: "" });
  const status = element("div", { class: "unseen", role: "status" });
  const clear = element("button", { type: "button", class: "finder-clear", "aria-label": "Clear", hidden: "" }, "×");
  input.after(clear);
  form.append(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": id,
    "aria-keyshortcuts": "/ Control+K Meta+K",
    enterkeyhint: "go",
  })) {
    input.setAttribute(name, value);
  }

  /** @type {HTMLElement[]} */
  let options = [];
  let active = -1;
  /** Whether the reader has asked for the text of pages; from then on it is searched with every word. */
  let withText = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let saying;

  /** @param {string} text */
  function say(text) {
    clearTimeout(saying);
    saying = setTimeout(() => (status.textContent = text), PAUSE);
  }

  /** @param {number} index */
  function choose(index) {
    options[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = options[active];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  /** @param {boolean} isOpen */
  function show(isOpen) {
    list.hidden = !isOpen;
    // On a phone the list is wider than the field that it belongs to.
    if (isOpen) list.style.setProperty("--field-left", `${form.getBoundingClientRect().left}px`);
    input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) choose(-1);
  }

  /** @param {HTMLElement} option */
  function asOption(option) {
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.tabIndex = -1;
    return option;
  }

  /**
   * @param {string} label
   * @param {HTMLElement[]} lines
   */
  const group = (label, lines) =>
    element("div", { role: "group", "aria-label": label }, element("p", { "aria-hidden": "true" }, label), ...lines.map(asOption));

  /** Counts the options again, and keeps the chosen one. */
  function renumber() {
    const chosen = options[active];
    options = [...list.querySelectorAll("[role=option]")].filter((node) => node instanceof HTMLElement);
    options.forEach((option, index) => (option.id = `${id}-${index}`));
    active = -1;
    choose(chosen && options.includes(chosen) ? options.indexOf(chosen) : 0);
  }

  /** @param {string} text */
  function textGroup(text) {
    const ask = element("button", { type: "button" }, element("b", {}, "Search the text of all pages"), " ", element("small", {}, `for “${text}”`));
    ask.addEventListener("click", () => {
      withText = true;
      input.focus();
      void searchText(text);
    });
    return group("In the text", [ask]);
  }

  /** @param {string} text */
  async function searchText(text) {
    const old = list.querySelector("[data-text]");
    if (!old) return;
    old.classList.add("waiting");
    try {
      const { fulltext } = await import("./fulltext.js");
      const { hits, pages } = await fulltext(base, text, MOST_HITS);
      if (input.value.trim() !== text || !old.isConnected) return;
      const lines = /** @type {HTMLElement[]} */ (hits.map(hitLink));
      if (pages > hits.length || !hits.length) {
        const all = hits.length ? `All ${pages} pages with “${text}”` : `Nothing in the text for “${text}”`;
        lines.push(element("a", { href: `${form.action}?q=${encodeURIComponent(text)}&text=1` }, element("small", {}, all)));
      }
      const fresh = group("In the text", lines);
      fresh.dataset.text = "";
      const wasInside = old.contains(options[active] ?? null);
      old.replaceWith(fresh);
      renumber();
      if (wasInside) choose(options.findIndex((option) => fresh.contains(option)));
      say(`${pages} ${pages === 1 ? "page has" : "pages have"} it in the text.`);
    } catch {
      if (old.isConnected) old.replaceChildren(element("p", {}, "The text of pages cannot be searched at the moment."));
      renumber();
    }
  }

  async function update() {
    const text = input.value.trim();
    clear.hidden = !input.value;
    if (keepsUrl) keep(text);
    if (!text) {
      show(false);
      say("");
      return;
    }
    /** @type {Finder} */
    let found;
    try {
      found = await finder();
    } catch {
      return;
    }
    if (input.value.trim() !== text || document.activeElement !== input) return;
    const matches = found.match(text, MOST);
    const lines = /** @type {HTMLElement[]} */ (matches.map((match) => guideLink(match, base)));
    if (!matches.length && found.request) lines.push(requestLink(found.request, text));
    const pages = textGroup(text);
    pages.dataset.text = "";
    list.replaceChildren(group(matches.length ? "Guides" : "No guide found", lines), pages);
    options = [];
    show(true);
    list.scrollTop = 0;
    renumber();
    const [best] = matches;
    const names = `${matches.length} ${matches.length === 1 ? "result" : "results"}`;
    say(best ? `${names}. First: ${best.item.name}, ${how(best)}.` : "No guide found. You can request it.");
    clearTimeout(pause);
    if (withText) pause = setTimeout(() => void searchText(text), 250);
  }

  /** @param {string} text */
  function keep(text) {
    const url = new URL(location.href);
    if (text) url.searchParams.set("q", text);
    else for (const name of ["q", "text"]) url.searchParams.delete(name);
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }

  /** @param {number} by */
  function move(by) {
    if (list.hidden) return void update();
    const { length } = options;
    // Before the first and after the last is the field itself.
    choose(((active + 1 + by + (length + 1)) % (length + 1)) - 1);
  }

  function begin() {
    finder().catch(() => {});
    if (input.value) void update();
  }

  input.addEventListener("input", () => void update());
  input.addEventListener("focus", begin);
  // A finger or a mouse is there before the focus is.
  form.addEventListener("pointerenter", () => void finder().catch(() => {}), { once: true });
  form.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) show(false);
  });
  // A press on a result must not take the focus, or the list would close under it.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  clear.addEventListener("click", () => {
    input.value = "";
    input.focus();
    void update();
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const isOpen = !list.hidden;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Home" && isOpen && active > 0 && !event.shiftKey) choose(0);
    else if (event.key === "End" && isOpen && active > 0 && !event.shiftKey) choose(options.length - 1);
    else if (event.key === "Enter" && isOpen && options[active]) options[active].click();
    else if (event.key === "Escape" && isOpen) show(false);
    else if (event.key === "Escape" && input.value) {
      input.value = "";
      void update();
    } else return;
    event.preventDefault();
  });
  // Who was faster than this script has the focus already, and may have typed.
  if (document.activeElement === input) begin();
  return input;
}
