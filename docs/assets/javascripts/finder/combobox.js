/**
 * A field with a list of results below it: the combobox of the ARIA Authoring Practices, with a
 * listbox. The first result is chosen by itself only where it is sure.
 *
 * @typedef {import("./prepare.js").Finder} Finder
 * @typedef {import("./render.js").Row} Row
 * @typedef {{label: string, rows: (Row | HTMLElement)[]}} Shown a group, with rows or with links that are made already
 * @typedef {object} Options
 * @property {() => Promise<Finder>} finder
 * @property {string} base address of the site's home
 * @property {boolean} keepsUrl whether the text is kept in the address of the page
 * @property {() => void} fail says that nothing can be found, and where the list is
 */

import { arrange, change, element } from "./element.js";
import { pause } from "./prepare.js";
import { LONGEST } from "./query.js";
import { address, BREAK, groups, lineGroups, link, notHere, reading } from "./render.js";

const MOST = 7;
const WARM = ["netlfix", "disney plus", "PAYPAL *SPOTIFY", "charged twice", "netlfix", "PAYPAL *SPOTIFY"];
const MOST_MADE = 200;
/** What searches the text of pages; its hits take its place. @type {Shown} */
const ASK = { label: "In the text", rows: [{ href: "", name: "Search the text of all pages" }] };
/** Milliseconds without a key after which a screen reader is told the results. */
const PAUSE = 500;
/** Milliseconds without a key after which the address is changed: a browser counts such changes, and refuses many. */
const KEEP = 300;
/** Below this width the keyboard of a phone takes half of the screen. */
const NARROW = 600;

export class Combobox {
  /**
   * @param {HTMLFormElement} form
   * @param {HTMLElement} list
   * @param {Options} options
   */
  constructor(form, list, { finder, base, keepsUrl, fail }) {
    this.form = form;
    this.finder = finder;
    this.base = base;
    this.keepsUrl = keepsUrl;
    this.fail = fail;
    this.input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
    this.list = list;
    this.status = element("div", { class: "unseen", role: "status" });
    this.clear = element("button", { type: "button", class: "finder-clear", "aria-label": "Clear" }, "×");
    /** @type {Map<string, HTMLElement>} */
    this.made = new Map();
    /** @type {Shown[]} */
    this.groups = [];
    /** @type {HTMLElement[]} */
    this.options = [];
    this.active = -1;
    this.isScrolled = false;
    this.isWarm = false;
    /** Where the first result leads, and for which text, if it is sure. */
    this.sure = { text: "", href: "" };
    /** Whether the reader has asked for the text of pages; from then on it is searched with every word. */
    this.withText = false;
    /** @type {Record<string, ReturnType<typeof setTimeout>>} */
    this.timers = {};

    this.input.after(this.clear);
    form.append(this.status);
    this.listen();
    // Who was faster than this script has the focus already, and may have typed.
    if (document.activeElement === this.input) this.onFocus();
  }

  listen() {
    const { form, input, list, clear } = this;
    input.addEventListener("input", () => void this.update());
    input.addEventListener("focus", () => this.onFocus());
    input.addEventListener("keydown", (event) => this.onKey(event));
    input.addEventListener("paste", (event) => this.onPaste(event));
    // The list belongs to the field: it closes as soon as anything else has the focus.
    input.addEventListener("blur", () => this.show(false));
    form.addEventListener("submit", (event) => this.onSubmit(event));
    list.addEventListener("scroll", () => {
      this.isScrolled = list.scrollTop > 0;
    });
    // A press on a result must not take the focus, or the list would close under it.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", ({ target }) => {
      if (!(target instanceof Element) || !target.closest("button")) return;
      this.withText = true;
      input.focus();
      void this.searchText(this.text);
    });
    clear.addEventListener("click", () => {
      input.value = "";
      input.focus();
      void this.update();
    });
    addEventListener("pagehide", () => this.keep());
  }

  /**
   * Runs something after a pause, unless it is asked for again before.
   *
   * @param {string} name
   * @param {number} pause
   * @param {() => void} run
   */
  later(name, pause, run) {
    clearTimeout(this.timers[name]);
    this.timers[name] = setTimeout(run, pause);
  }

  /** @param {string} text */
  say(text) {
    this.later("say", PAUSE, () => (this.status.textContent = text));
  }

  get text() {
    return this.input.value.trim();
  }

  // --- The list ------------------------------------------------------------------------

  /** @param {boolean} isOpen */
  show(isOpen) {
    const { list, input } = this;
    this.form.querySelector(".finder-note")?.remove();
    if (!isOpen) this.choose(-1);
    if (list.hidden !== isOpen) return;
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    // Where the list is stays the same while somebody types, and measuring it at every key is dear.
    if (isOpen) this.place();
  }

  /** On a phone the list is wider than the field that it belongs to, and ends above the keyboard. */
  place() {
    const { form, list, input } = this;
    list.style.setProperty("--field-left", `${form.getBoundingClientRect().left}px`);
    const { visualViewport: view } = window;
    if (!view || innerWidth >= NARROW) return;
    list.style.maxHeight = `${Math.max(160, view.height - input.getBoundingClientRect().bottom - 12)}px`;
  }

  /** @param {number} index */
  choose(index) {
    const { options, input } = this;
    this.active = index;
    const option = options[index];
    for (const one of options) change(one, "aria-selected", String(one === option));
    if (!option) return input.removeAttribute("aria-activedescendant");
    change(input, "aria-activedescendant", option.id);
    // The first one is in view, since a new list begins at its top.
    if (index > 0 || this.isScrolled) option.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} by */
  move(by) {
    if (this.list.hidden) return void this.update();
    const { length } = this.options;
    // Before the first and after the last is the field itself.
    this.choose(((this.active + 1 + by + (length + 1)) % (length + 1)) - 1);
  }

  /**
   * The element of a row, made once: with the next letter most rows are the same.
   *
   * @param {Row | HTMLElement} row
   * @param {number} at its group: two lines of a statement may lead to the same page
   */
  option(row, at) {
    const isMade = row instanceof HTMLElement;
    const name = isMade ? "" : [at, row.href, row.name, row.why, row.how].join("\n");
    const old = this.made.get(name);
    if (old) return old;
    const node = isMade ? row : link(row);
    for (const [key, value] of Object.entries({ role: "option", "aria-selected": "false", tabindex: "-1" }))
      node.setAttribute(key, value);
    if (this.made.size > MOST_MADE) this.made.clear();
    if (!isMade) this.made.set(name, node);
    return node;
  }

  /**
   * Shows groups of results. The chosen one stays chosen, as long as it is there.
   *
   * @param {Shown[]} groups
   * @param {(old: HTMLElement | undefined) => number} otherwise which one is chosen else
   */
  fill(groups, otherwise) {
    const { list } = this;
    this.groups = groups;
    const places = groups.map(({ label, rows }, at) => {
      const group = list.children[at] ?? element("div", { role: "group" }, element("p", { "aria-hidden": "true" }));
      const title = /** @type {Element} */ (group.firstElementChild);
      if (title.textContent !== label) title.textContent = label;
      change(group, "aria-label", label);
      arrange(group, [title, ...rows.map((row) => this.option(row, at))]);
      return group;
    });
    arrange(list, places);
    this.show(true);
    const chosen = this.options[this.active];
    this.options = [.../** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[role=option]"))];
    for (const [index, option] of this.options.entries()) change(option, "id", `${list.id}-${index}`);
    const kept = this.options.indexOf(chosen);
    this.choose(kept < 0 ? otherwise(chosen) : kept);
  }

  /**
   * Shows a new list, from its top.
   *
   * @param {Shown[]} groups
   * @param {boolean} isSure
   */
  begin(groups, isSure) {
    if (this.isScrolled) this.list.scrollTop = 0;
    this.isScrolled = false;
    this.active = -1;
    this.fill(groups, () => (isSure ? 0 : -1));
  }

  /**
   * Searches that nobody sees: a browser compiles what runs often, and the first keys of a reader shall not wait for that.
   *
   * @param {Finder} found
   */
  async warm({ answer }) {
    for (const text of WARM) {
      for (let end = 1; end <= text.length; end++) {
        await pause();
        const made = groups(answer(text.slice(0, end), MOST), this.base).flatMap(({ rows }) => rows);
        arrange(
          element("div", {}),
          made.map((row) => link(row)),
        );
      }
    }
  }

  // --- What stands in it ---------------------------------------------------------------

  async update() {
    const { text } = this;
    if (this.keepsUrl) this.later("keep", KEEP, () => this.keep());
    /** @type {Finder} */
    let found;
    try {
      found = await this.finder();
    } catch {
      this.show(false);
      if (this.text === text && text) this.fail();
      return;
    }
    if (this.text !== text || document.activeElement !== this.input) return;
    this.sure = { text: "", href: "" };
    if (!text) this.offer(found);
    else if (text.includes(BREAK.trim())) this.answerLines(found, text);
    else this.answer(found, text);
  }

  /** @param {Finder} found */
  offer({ offered }) {
    this.say("");
    if (!offered.length) return this.show(false);
    const rows = offered.map(({ at, name }) => ({ href: address(this.base, `${at}/`), name }));
    this.begin(
      [{ label: "Without a name", rows: [...rows, { href: this.form.action, name: "All guides from A to Z" }] }],
      false,
    );
  }

  /**
   * @param {Finder} found
   * @param {string} text
   */
  answer({ answer }, text) {
    const result = answer(text, MOST);
    const { matches, isSure } = result;
    const found = groups(result, this.base);
    if (isSure) this.sure = { text, href: found[0].rows[0].href };
    const label = matches.length ? "Something else" : "No guide found";
    this.begin([...found, ASK, { label, rows: [notHere(this.base)] }], isSure);
    if (matches.length) {
      const { name, how } = found[0].rows[0];
      const read = reading(result);
      const number = `${matches.length} ${matches.length === 1 ? "result" : "results"}`;
      this.say(`${read && `${read}. `}${number}. First: ${name}${how && `, ${how}`}.`);
    } else this.say("No guide found. The list says what you can do without one.");
    if (this.withText) this.later("text", 250, () => void this.searchText(text));
  }

  /**
   * Several lines of a statement, pasted at once: the best result of each.
   *
   * @param {Finder} found
   * @param {string} text
   */
  answerLines({ answer }, text) {
    const lines = lineGroups(answer, text, this.base);
    this.begin([...lines, { label: "Something else", rows: [notHere(this.base)] }], false);
    this.say(`${lines.length} lines read.`);
  }

  /** @param {string} text */
  async searchText(text) {
    const ask = this.list.querySelector("button");
    ask?.classList.add("waiting");
    /** @type {Shown & {said?: string}} */
    let found = { label: "The text of pages cannot be searched at the moment.", rows: [] };
    try {
      const { inText } = await import("./fulltext.js");
      found = await inText(this.base, this.form.action, text);
    } catch {
      // The label says it.
    }
    ask?.classList.remove("waiting");
    if (this.text !== text || !this.groups.includes(ASK)) return;
    this.fill(
      this.groups.map((group) => (group === ASK ? found : group)),
      // Who chose to search goes on with the first hit.
      (old) => (old ? this.options.indexOf(/** @type {HTMLElement} */ (found.rows[0])) : -1),
    );
    this.say(found.said ?? found.label);
  }

  // --- What the reader does ------------------------------------------------------------

  /** Keeps the text in the address of the page. */
  keep() {
    clearTimeout(this.timers.keep);
    if (!this.keepsUrl) return;
    const url = new URL(location.href);
    if (this.text) url.searchParams.set("q", this.text);
    else for (const name of ["q", "text"]) url.searchParams.delete(name);
    if (url.href === location.href) return;
    try {
      history.replaceState(history.state, "", url);
    } catch {
      // Safari refuses after a hundred changes; the address is a convenience.
    }
  }

  onFocus() {
    if (!this.isWarm)
      this.finder()
        .then((found) => this.warm(found))
        .catch(() => {});
    this.isWarm = true;
    if (innerWidth < NARROW) {
      const up = () => {
        if (document.activeElement !== this.input) return;
        this.form.scrollIntoView({ block: "start" });
        if (!this.list.hidden) this.place();
      };
      requestAnimationFrame(up);
      // The keyboard comes a moment later and makes the screen smaller.
      window.visualViewport?.addEventListener("resize", up, { once: true });
    }
    void this.update();
  }

  /** @param {ClipboardEvent} event */
  onPaste(event) {
    const lines = (event.clipboardData?.getData("text") ?? "")
      .split(/[\r\n]+/)
      .map((line) => line.trim())
      .filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    // A field would put the lines together without a mark between them.
    this.input.value = lines.map((line) => line.slice(0, LONGEST)).join(BREAK);
    void this.update();
  }

  /**
   * Enter and the button do the same: they open what was chosen, or what is sure, and else show all results.
   *
   * @param {SubmitEvent} event
   */
  onSubmit(event) {
    const option = this.options[this.active];
    if (option) {
      event.preventDefault();
      option.click();
    } else if (this.sure.href && this.sure.text === this.text) {
      event.preventDefault();
      this.keep();
      location.assign(this.sure.href);
    }
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    // Safari ends a composition before the Enter that ended it, and marks that Enter with 229 alone.
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey) return;
    const isOpen = !this.list.hidden;
    if (event.key === "ArrowDown") this.move(1);
    else if (event.key === "ArrowUp") this.move(-1);
    else if (event.key === "Home" && isOpen && this.active > 0 && !event.shiftKey) this.choose(0);
    else if (event.key === "End" && isOpen && this.active > 0 && !event.shiftKey) this.choose(this.options.length - 1);
    else if (event.key === "Enter" && isOpen && this.options[this.active]) this.options[this.active].click();
    else if (event.key === "Escape" && (isOpen || this.form.querySelector(".finder-note"))) this.show(false);
    else if (event.key === "Escape" && this.input.value) {
      this.input.value = "";
      void this.update();
    } else return;
    event.preventDefault();
  }
}
