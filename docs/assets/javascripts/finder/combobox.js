/**
 * A field with a list of results below it: the combobox of the ARIA Authoring Practices, with a
 * listbox. The first result is chosen by itself only where it is sure.
 *
 * @typedef {import("./prepare.js").Finder} Finder
 * @typedef {import("./rank.js").Answer} Answer
 * @typedef {object} Options
 * @property {() => Promise<Finder>} finder
 * @property {string} base address of the site's home
 * @property {boolean} keepsUrl whether the text is kept in the address of the page
 */

import { LONGEST } from "./query.js";
import { address, BREAK, broken, element, groups, hitLink, how, matchLink, notHere, reading } from "./render.js";

const MOST = 7;
const MOST_HITS = 5;
const MOST_LINES = 12;
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
  constructor(form, list, { finder, base, keepsUrl }) {
    this.form = form;
    this.finder = finder;
    this.base = base;
    this.keepsUrl = keepsUrl;
    this.input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
    this.list = list;
    this.note = element("p", { class: "finder-note", hidden: "" });
    this.status = element("div", { class: "unseen", role: "status" });
    this.clear = element("button", { type: "button", class: "finder-clear", "aria-label": "Clear", hidden: "" }, "×");
    /** @type {HTMLElement[]} */
    this.options = [];
    this.active = -1;
    this.isScrolled = false;
    /** Where the first result leads, and for which text, if it is sure. */
    this.sure = { text: "", href: "" };
    /** Whether the reader has asked for the text of pages; from then on it is searched with every word. */
    this.withText = false;
    /** @type {Record<string, ReturnType<typeof setTimeout>>} */
    this.timers = {};

    this.input.after(this.clear);
    form.querySelector(".finder-note")?.remove();
    form.append(this.note, this.status);
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
    for (const part of [list, this.note]) part.addEventListener("mousedown", (event) => event.preventDefault());
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
    const wasOpen = !list.hidden;
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) {
      this.note.hidden = true;
      this.choose(-1);
      return;
    }
    // Where the list is stays the same while somebody types, and measuring it at every key is dear.
    if (!wasOpen) this.place();
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
    options[this.active]?.setAttribute("aria-selected", "false");
    this.active = index;
    const option = options[index];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
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
   * @param {string} label
   * @param {HTMLElement[]} links
   */
  group(label, links) {
    for (const link of links) {
      link.setAttribute("role", "option");
      link.setAttribute("aria-selected", "false");
      link.tabIndex = -1;
    }
    return element(
      "div",
      { role: "group", "aria-label": label },
      element("p", { "aria-hidden": "true" }, label),
      ...links,
    );
  }

  /**
   * Counts the options again. The chosen one stays chosen, as long as it is there.
   *
   * @param {number} [otherwise]
   */
  renumber(otherwise = -1) {
    const chosen = this.options[this.active];
    this.options = [.../** @type {NodeListOf<HTMLElement>} */ (this.list.querySelectorAll("[role=option]"))];
    for (const [index, option] of this.options.entries()) option.id = `${this.list.id}-${index}`;
    this.active = -1;
    this.choose(chosen && this.options.includes(chosen) ? this.options.indexOf(chosen) : otherwise);
  }

  /**
   * @param {HTMLElement[]} parts
   * @param {boolean} isSure
   */
  fill(parts, isSure) {
    this.list.replaceChildren(...parts);
    if (this.isScrolled) this.list.scrollTop = 0;
    this.isScrolled = false;
    this.options = [];
    this.active = -1;
    this.note.hidden = true;
    this.show(true);
    this.renumber(isSure ? 0 : -1);
  }

  // --- What stands in it ---------------------------------------------------------------

  async update() {
    const { text } = this;
    this.clear.hidden = !this.input.value;
    if (this.keepsUrl) this.later("keep", KEEP, () => this.keep());
    /** @type {Finder} */
    let found;
    try {
      found = await this.finder();
    } catch {
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
    const links = offered.map(({ at, name }) =>
      element("a", { href: address(this.base, `${at}/`) }, element("b", {}, name)),
    );
    const all = element("a", { href: this.form.action }, element("b", {}, "All guides from A to Z"));
    this.fill([this.group("Without a name", [...links, all])], false);
  }

  /**
   * @param {Finder} found
   * @param {string} text
   */
  answer({ answer }, text) {
    const result = answer(text, MOST);
    const { matches, isSure } = result;
    const parts = groups(result, this.base).map(({ label, links }) => this.group(label, links));
    if (isSure) this.sure = { text, href: matchLink(matches[0], this.base).href };
    const pages = this.textGroup(text);
    this.fill(
      [...parts, pages, this.group(matches.length ? "Something else" : "No guide found", [notHere(this.base)])],
      isSure,
    );
    const [best] = matches;
    const names = `${matches.length} ${matches.length === 1 ? "result" : "results"}`;
    const first = best
      ? `${reading(result) ? `${reading(result)}. ` : ""}${names}. First: ${[best.item.name, how(best)].filter(Boolean).join(", ")}.`
      : "";
    this.say(first || "No guide found. The list says what you can do without one.");
    if (this.withText) this.later("text", 250, () => void this.searchText(text));
  }

  /**
   * Several lines of a statement, pasted at once: the best result of each.
   *
   * @param {Finder} found
   * @param {string} text
   */
  answerLines({ answer }, text) {
    const lines = text
      .split(BREAK.trim())
      .map((line) => line.trim())
      .filter(Boolean)
      .slice(0, MOST_LINES);
    const parts = lines.map((line) => {
      const result = answer(line, 1);
      const link = result.matches[0] ? matchLink(result.matches[0], this.base) : notHere(this.base);
      return this.group(reading(result) ? `${line}: ${reading(result)}` : line, [link]);
    });
    this.fill([...parts, this.group("Something else", [notHere(this.base)])], false);
    this.say(`${lines.length} lines read.`);
  }

  /** @param {string} text */
  textGroup(text) {
    const ask = element(
      "button",
      { type: "button" },
      element("b", {}, "Search the text of all pages"),
      " ",
      element("small", {}, `for “${text}”`),
    );
    ask.addEventListener("click", () => {
      this.withText = true;
      this.input.focus();
      void this.searchText(text);
    });
    const pages = this.group("In the text", [ask]);
    pages.dataset.text = "";
    return pages;
  }

  /** @param {string} text */
  async searchText(text) {
    const old = this.list.querySelector("[data-text]");
    if (!old) return;
    old.classList.add("waiting");
    try {
      const { fulltext } = await import("./fulltext.js");
      const { hits, pages, lost } = await fulltext(this.base, text, MOST_HITS);
      if (this.text !== text || !old.isConnected) return;
      const links = /** @type {HTMLElement[]} */ (hits.map(hitLink));
      if (pages > hits.length || !hits.length) {
        const all = hits.length ? `All ${pages} pages` : `Nothing in the text for “${text}”`;
        links.push(
          element("a", { href: `${this.form.action}?q=${encodeURIComponent(text)}&text=1` }, element("small", {}, all)),
        );
      }
      const fresh = this.group(lost.length ? `In the text, without “${lost.join("”, “")}”` : "In the text", links);
      fresh.dataset.text = "";
      const wasInside = old.contains(this.options[this.active] ?? null);
      old.replaceWith(fresh);
      this.renumber();
      if (wasInside) this.choose(this.options.findIndex((option) => fresh.contains(option)));
      this.say(`${pages} ${pages === 1 ? "page" : "pages"} found in the text.`);
    } catch {
      if (old.isConnected) old.replaceChildren(element("p", {}, "The text of pages cannot be searched at the moment."));
      this.renumber();
    }
  }

  /** Says that nothing can be found, and where the list is. */
  fail() {
    this.show(false);
    this.note.replaceChildren(...broken(this.form.action));
    this.note.hidden = false;
    this.say(this.note.textContent ?? "");
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
    this.finder().catch(() => {});
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
    this.input.value = lines
      .slice(0, MOST_LINES)
      .map((line) => line.slice(0, LONGEST))
      .join(BREAK);
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
    else if (event.key === "Escape" && (isOpen || !this.note.hidden)) this.show(false);
    else if (event.key === "Escape" && this.input.value) {
      this.input.value = "";
      void this.update();
    } else return;
    event.preventDefault();
  }
}
