/**
 * A field with a list of results below it: the combobox of the ARIA Authoring Practices, with a
 * listbox. The first result is chosen by itself only where it is sure.
 *
 * @typedef {import("./prepare.js").Finder} Finder
 * @typedef {import("./render.js").Row} Row
 * @typedef {object} Shown a group of results
 * @property {string} label
 * @property {(Row | HTMLElement)[]} rows to write, or links that are made already
 * @property {string} [at] its place, where that is not its number
 * @typedef {{box: HTMLElement, title: HTMLElement, nodes: HTMLElement[]}} Made its elements
 *
 * @typedef {object} Options
 * @property {() => Promise<Finder>} finder
 * @property {string} base address of the site's home
 * @property {boolean} keepsUrl whether the text is kept in the address of the page
 * @property {() => void} fail says that nothing can be found, and where the list is
 */

import { arrange, change, element, write } from "./element.js";
import { pause } from "./prepare.js";
import { LONGEST } from "./query.js";
import { address, BREAK, groups, lineGroups, link, notHere, reading, rewrite } from "./render.js";

/** What was meant is hardly ever farther down (0.9 % of all beginnings of names), and each one costs the time of a key. */
const MOST = 5;
const WARM = ["netlfix", "disney plus", "PAYPAL *SPOTIFY", "charged twice", "netlfix"];
/** What searches the text of pages; its hits take its place. @type {Shown} */
const ASK = { label: "In the text", rows: [{ href: "", name: "Search the text of all pages" }], at: "text" };
/**
 * Milliseconds without a key after which a screen reader is told the results, and the address is changed: a browser
 * counts such changes, and refuses many.
 */
const PAUSE = 400;
/** Below this width the keyboard of a phone takes half of the screen. */
const NARROW = 600;

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement} list
 * @param {Options} options
 */
export function combobox(form, list, { finder, base, keepsUrl, fail }) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const status = element("div", { class: "unseen", role: "status" });
  const clear = element("button", { type: "button", class: "finder-clear", "aria-label": "Clear" }, "×");
  /** Groups that were made, by their places, with all rows that ever stood in them. @type {Record<string, Made>} */
  const made = {};
  /** @type {Shown[]} */
  let shown = [];
  /** @type {HTMLElement[]} */
  let options = [];
  /** The chosen one, by its number. */
  let active = -1;
  let nextId = 0;
  let isScrolled = false;
  let isWarm = false;
  /** Where the first result leads, and for which text, if it is sure. */
  let sure = { text: "", href: "" };
  /** Whether the reader has asked for the text of pages; from then on it is searched with every word. */
  let withText = false;
  let told = "";
  /** @type {ReturnType<typeof setTimeout>} */
  let resting;

  const typed = () => input.value.trim();

  /**
   * Tells a screen reader what is shown, once the reader rests.
   *
   * @param {string} text
   */
  function say(text) {
    told = text;
    clearTimeout(resting);
    resting = setTimeout(rest, PAUSE);
  }

  function rest() {
    status.textContent = told;
    keep();
    if (withText && shown.includes(ASK)) void searchText();
  }

  // --- The list ------------------------------------------------------------------------

  /** @param {boolean} isOpen */
  function show(isOpen) {
    if (!isOpen) choose(-1);
    if (isOpen && !list.hidden) return;
    form.querySelector(".finder-note")?.remove();
    list.hidden = !isOpen;
    change(input, "aria-expanded", String(isOpen));
    // Where the list is stays the same while somebody types, and measuring it at every key is dear.
    if (isOpen) place();
  }

  /** On a phone the list is wider than the field that it belongs to, and ends above the keyboard. */
  function place() {
    list.style.setProperty("--field-left", `${form.getBoundingClientRect().left}px`);
    const { visualViewport: view } = window;
    if (view && innerWidth < NARROW)
      list.style.maxHeight = `${Math.max(160, view.height - input.getBoundingClientRect().bottom - 12)}px`;
  }

  /** @param {number} index */
  function choose(index) {
    active = index;
    const option = options[index];
    for (const one of options) change(one, "aria-selected", String(one === option));
    if (!option) return input.removeAttribute("aria-activedescendant");
    change(input, "aria-activedescendant", option.id);
    // The first one is in view, since a new list begins at its top.
    if (index > 0 || isScrolled) option.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} by */
  function move(by) {
    if (list.hidden) return void update();
    const { length } = options;
    // Before the first and after the last is the field itself.
    choose(((active + 1 + by + (length + 1)) % (length + 1)) - 1);
  }

  /**
   * The element of a row: the one that stood in its place, written anew.
   *
   * @param {Row | HTMLElement} row
   * @param {HTMLElement | undefined} old
   */
  function option(row, old) {
    const isMade = row instanceof HTMLElement;
    if (!isMade && old?.children.length === 3 && old.localName === (row.href ? "a" : "button")) {
      rewrite(old, row);
      return old;
    }
    const node = isMade ? row : link(row);
    const said = { id: `${list.id}-${nextId++}`, role: "option", "aria-selected": "false", tabindex: "-1" };
    for (const [name, value] of Object.entries(said)) node.setAttribute(name, value);
    return node;
  }

  /** @returns {Made} */
  function newGroup() {
    const title = element("p", { "aria-hidden": "true" }, "");
    return { box: element("div", { role: "group" }, title), title, nodes: [] };
  }

  /**
   * Shows groups of results. The chosen one stays chosen, as long as it is there.
   *
   * @param {Shown[]} given
   * @param {(old: HTMLElement | undefined) => number} otherwise which one is chosen else
   */
  function fill(given, otherwise) {
    const chosen = options[active];
    shown = given;
    options = [];
    const parts = given.map(({ label, rows, at }, number) => {
      made[at ?? number] ??= newGroup();
      const { box, title, nodes } = made[at ?? number];
      write(title, label);
      change(box, "aria-label", label);
      for (const [place, row] of rows.entries()) nodes[place] = option(row, nodes[place]);
      const used = nodes.slice(0, rows.length);
      arrange(box, [title, ...used]);
      options.push(...used);
      return box;
    });
    arrange(list, parts);
    show(true);
    const kept = options.indexOf(chosen);
    choose(kept < 0 ? otherwise(chosen) : kept);
  }

  /**
   * Shows a new list, from its top.
   *
   * @param {Shown[]} given
   * @param {boolean} isSure
   */
  function begin(given, isSure) {
    if (isScrolled) list.scrollTop = 0;
    isScrolled = false;
    active = -1;
    fill(given, () => (isSure ? 0 : -1));
  }

  /** @param {string} label @returns {Shown} */
  const otherwise = (label) => ({ label, rows: [notHere(base)], at: "else" });

  /**
   * Searches that nobody sees: a browser compiles what runs often, and the first keys of a reader shall not wait for that.
   *
   * @param {Finder} found
   */
  async function warm({ answer }) {
    for (const text of WARM) {
      for (let end = 1; end <= text.length; end++) {
        await pause();
        const rows = groups(answer(text.slice(0, end), MOST), base).flatMap((group) => group.rows);
        arrange(element("div", {}), rows.map(link));
      }
    }
  }

  // --- What stands in it ---------------------------------------------------------------

  async function update() {
    const text = typed();
    /** @type {Finder} */
    let found;
    try {
      found = await finder();
    } catch {
      show(false);
      if (typed() === text && text) fail();
      return;
    }
    if (typed() !== text || document.activeElement !== input) return;
    sure = { text: "", href: "" };
    if (!text) offer(found);
    else if (text.includes(BREAK.trim())) answerLines(found, text);
    else answer(found, text);
  }

  /** @param {Finder} found */
  function offer({ offered }) {
    say("");
    if (!offered.length) return show(false);
    const rows = offered.map(({ at, name }) => ({ href: address(base, `${at}/`), name }));
    begin([{ label: "Without a name", rows: [...rows, { href: form.action, name: "All guides from A to Z" }] }], false);
  }

  /**
   * @param {Finder} found
   * @param {string} text
   */
  function answer({ answer }, text) {
    const result = answer(text, MOST);
    const { matches, isSure } = result;
    const found = groups(result, base);
    if (isSure) sure = { text, href: found[0].rows[0].href };
    begin([...found, ASK, otherwise(matches.length ? "Something else" : "No guide found")], isSure);
    if (!matches.length) return say("No guide found. The list says what to do without one.");
    const { name, how } = found[0].rows[0];
    const read = reading(result);
    const number = `${matches.length} ${matches.length === 1 ? "result" : "results"}`;
    say(`${read && `${read}. `}${number}. First: ${name}${how && `, ${how}`}.`);
  }

  /**
   * Several lines of a statement, pasted at once: the best result of each.
   *
   * @param {Finder} found
   * @param {string} text
   */
  function answerLines({ answer }, text) {
    const lines = lineGroups(answer, text, base);
    begin([...lines, otherwise("Something else")], false);
    say(`${lines.length} lines read.`);
  }

  async function searchText() {
    const text = typed();
    const ask = list.querySelector("button");
    ask?.classList.add("waiting");
    /** @type {Shown & {said?: string}} */
    let found = { label: "The text of pages cannot be searched at the moment.", rows: [] };
    try {
      const { inText } = await import("./fulltext.js");
      found = await inText(base, form.action, text);
    } catch {
      // The label says it.
    }
    ask?.classList.remove("waiting");
    if (typed() !== text || !shown.includes(ASK)) return;
    fill(
      shown.map((group) => (group === ASK ? { ...found, at: ASK.at } : group)),
      // Who chose to search goes on with the first hit.
      (old) => (old ? options.indexOf(/** @type {HTMLElement} */ (found.rows[0])) : -1),
    );
    say(found.said ?? found.label);
  }

  // --- What the reader does ------------------------------------------------------------

  /** Keeps the text in the address of the page. */
  function keep() {
    if (!keepsUrl) return;
    const url = new URL(location.href);
    const text = typed();
    if (text) url.searchParams.set("q", text);
    else for (const name of ["q", "text"]) url.searchParams.delete(name);
    if (url.href === location.href) return;
    try {
      history.replaceState(history.state, "", url);
    } catch {
      // Safari refuses after a hundred changes; the address is a convenience.
    }
  }

  function onFocus() {
    if (!isWarm)
      finder()
        .then(warm)
        .catch(() => {});
    isWarm = true;
    if (innerWidth < NARROW) {
      const up = () => {
        if (document.activeElement !== input) return;
        form.scrollIntoView({ block: "start" });
        if (!list.hidden) place();
      };
      requestAnimationFrame(up);
      // The keyboard comes a moment later and makes the screen smaller.
      window.visualViewport?.addEventListener("resize", up, { once: true });
    }
    void update();
  }

  function empty() {
    input.value = "";
    input.focus();
    void update();
  }

  input.after(clear);
  form.append(status);
  input.addEventListener("input", () => void update());
  input.addEventListener("focus", onFocus);
  input.addEventListener("paste", (event) => {
    const lines = (event.clipboardData?.getData("text") ?? "")
      .split(/[\r\n]+/)
      .map((line) => line.trim())
      .filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    // A field would put the lines together without a mark between them.
    input.value = lines.map((line) => line.slice(0, LONGEST)).join(BREAK);
    void update();
  });
  input.addEventListener("keydown", (event) => {
    const { key } = event;
    // Safari ends a composition before the Enter that ended it, and marks that Enter with 229 alone.
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey) return;
    const isOpen = !list.hidden;
    if (key === "ArrowDown") move(1);
    else if (key === "ArrowUp") move(-1);
    else if (key === "Home" && isOpen && active > 0 && !event.shiftKey) choose(0);
    else if (key === "End" && isOpen && active > 0 && !event.shiftKey) choose(options.length - 1);
    else if (key === "Enter" && isOpen && options[active]) options[active].click();
    else if (key === "Escape" && (isOpen || form.querySelector(".finder-note"))) show(false);
    else if (key === "Escape" && input.value) empty();
    else return;
    event.preventDefault();
  });
  // The list belongs to the field: it closes as soon as anything else has the focus.
  input.addEventListener("blur", () => show(false));
  // Enter and the button do the same: they open what was chosen, or what is sure, and else show all results.
  form.addEventListener("submit", (event) => {
    const option = options[active];
    if (!option && !(sure.href && sure.text === typed())) return;
    event.preventDefault();
    if (option) return option.click();
    keep();
    location.assign(sure.href);
  });
  list.addEventListener("scroll", () => {
    isScrolled = list.scrollTop > 0;
  });
  // A press on a result must not take the focus, or the list would close under it.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || !target.closest("button")) return;
    withText = true;
    input.focus();
    void searchText();
  });
  clear.addEventListener("click", empty);
  addEventListener("pagehide", keep);
  // Who was faster than this script has the focus already, and may have typed.
  if (document.activeElement === input) onFocus();
}
