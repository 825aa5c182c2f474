/** The page for writing guides: a form, the file and the page beside each other, and the ways out. */
import { fitting } from "./complete.js";
import { editor } from "./editor.js";
import * as file from "./file.js";
import { form } from "./form.js";
import { element } from "./parts.js";
import { preview } from "./preview.js";
import { text_in } from "./zip.js";

const PAUSE = 60;
const REST = 900;
const FITS = 6000;
const PATIENCE = 30_000;
const TOO_LARGE = 413;
const BLANK = "blank";
const FIELDS = "input, textarea, select";
const PARTS = { form: "Form", file: "File", page: "Page" };

const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);

export function slug_of(name) {
  const plain = name
    .replaceAll("+", " plus ")
    .replaceAll("&", " and ")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();
  return plain
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60);
}

const alike = (name) =>
  name
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();

/** Keeps a draft in the browser, where it lets us. */
const drafts = {
  key: (slug) => `guide-draft:${slug}`,
  get(slug) {
    try {
      return localStorage.getItem(this.key(slug));
    } catch {
      return null;
    }
  },
  put(slug, text) {
    try {
      localStorage.setItem(this.key(slug), text);
      return true;
    } catch {
      return false;
    }
  },
  drop(slug) {
    try {
      localStorage.removeItem(this.key(slug));
    } catch {
      // Nothing was kept, so nothing is to be forgotten.
    }
  },
};

/** Gives a way to ask the checker's thread; answers fail where it cannot run. */
function checker() {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  const waiting = new Map();
  let number = 0;
  const fail = (reason) => {
    for (const { refuse } of waiting.values()) refuse(new Error(reason));
    waiting.clear();
  };
  worker.addEventListener("message", ({ data }) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    return data.error ? asked?.refuse(new Error(data.error)) : asked?.answer(data.answer);
  });
  worker.addEventListener("error", (event) => fail(event.message || "The checker stopped"));
  return (kind, values = {}) =>
    new Promise((answer, refuse) => {
      number += 1;
      waiting.set(number, { answer, refuse });
      worker.postMessage({ id: number, kind, ...values });
    });
}

async function json(address) {
  const answer = await fetch(new URL(address, import.meta.url));
  if (!answer.ok) throw new Error(`${address} did not arrive`);
  return answer.json();
}

export async function open(place, { name, slug, step }) {
  const ask = checker();
  // Nobody waits for it: the form works without. What goes wrong is told when there is a place for it.
  const begun = ask("start", { today: today() });
  begun.catch(() => {});
  const [known, schema] = await Promise.all([json("./names.json"), json("../../schema/guide.v1.json")]);
  known.today = today();
  const named = (one) => [one.name, ...one.names, one.slug].some((each) => alike(each) === alike(name));
  if (!slug && name) slug = known.guides.find(named)?.slug ?? "";
  const category = known.known.find(named)?.category ?? "";
  const isNew = !known.guides.some((one) => one.slug === slug);
  slug ||= slug_of(name) || "name-of-the-service";
  const source = async () => {
    const answer = await fetch(new URL("./docs.zip", import.meta.url));
    return text_in(await answer.arrayBuffer(), `guides/${slug}.md`);
  };
  const original = isNew ? "" : await source();
  const blank = () => {
    const service = name || "Name of the service";
    const dated = known.blank.replaceAll(known.someDay, known.today);
    const titled = file.set(dated, ["title"], `How to cancel ${service}`);
    const filed = category ? file.set(titled, ["service", "category"], category) : titled;
    return file.set(filed, ["service", "name"], service);
  };
  const kept = drafts.get(slug);
  const text = kept ?? (isNew ? blank() : original);
  build(place, {
    known,
    schema,
    ask,
    begun,
    slug,
    isNew,
    original,
    text,
    blank,
    isKept: kept !== null && kept !== original,
    step,
  });
}

function build(place, { known, schema, ask, begun, slug, isNew, original, text, blank, isKept, step }) {
  const waiting = "You can begin; the checks start meanwhile.";
  const status = element("p", { role: "status", class: "write-status" }, waiting);
  const notes = element("p", { class: "write-note" });
  const panes = Object.fromEntries(
    Object.keys(PARTS).map((key) => [
      key,
      element("section", {
        id: `write-${key}`,
        class: "pane",
        role: "tabpanel",
        "aria-labelledby": `write-tab-${key}`,
      }),
    ]),
  );
  const tabs = element("div", { role: "tablist", "aria-label": "Views", class: "write-tabs" });
  for (const [key, label] of Object.entries(PARTS))
    tabs.append(
      element(
        "button",
        { type: "button", role: "tab", id: `write-tab-${key}`, "aria-controls": `write-${key}` },
        label,
      ),
    );
  const address = element("input", {
    id: "write-slug",
    value: slug,
    maxlength: "60",
    autocomplete: "off",
    spellcheck: "false",
  });
  if (!isNew) address.readOnly = true;
  const opener = element("input", { id: "write-open", type: "file", accept: ".md,text/markdown,text/plain" });
  const list = element("ol", { class: "write-findings" });
  const found = element("details", { class: "write-found" }, element("summary", {}, "Findings"), list);
  const mend = element("button", { type: "button", class: "small" }, "Mend what is certain");
  found.hidden = true;
  mend.hidden = true;
  const fields = element("form", { class: "write-fields" });
  const box = element("div", { class: "write-editor" });
  const exits = element("section", { class: "write-exits", "aria-label": "Hand it over" });
  panes.form.append(element("h2", { class: "unseen" }, "Form"), fields);
  const keys = "Ctrl + Space shows what may stand at the cursor; Tab leaves the editor.";
  panes.file.append(element("h2", { class: "unseen" }, "File"), element("small", { class: "keys" }, keys), box);
  panes.page.append(element("h2", { class: "unseen" }, "Page"));
  const hand = element("button", { type: "button", class: "small" }, "Hand it over");
  hand.hidden = true;
  hand.addEventListener("click", () => {
    exits.scrollIntoView();
    exits.querySelector("a, button").focus({ preventScroll: true });
  });
  const bar = element("div", { class: "write-bar" }, tabs, status, hand);
  const top = element(
    "div",
    { class: "write-top" },
    notes,
    element(
      "details",
      { class: "write-file" },
      element("summary", {}, "The file: its name, or one that you have already"),
      element("p", { class: "field" }, element("label", { for: "write-slug" }, "File name"), " ", address, ".md"),
      element("p", {}, element("label", { for: "write-open" }, "Open a file"), " ", opener),
    ),
    found,
    mend,
  );
  place.replaceChildren(
    element(
      "div",
      { class: "write" },
      top,
      bar,
      element("div", { class: "panes" }, panes.form, panes.file, panes.page),
      exits,
    ),
  );
  document.body.classList.add("is-writing");

  let shown = "form";
  const scrolled = {};
  /** Where one part stands in the place of another, each begins where it was left. */
  function show(key, isAsked) {
    const isAlone = tabs.offsetParent !== null;
    if (key !== shown) scrolled[shown] = scrollY;
    shown = key;
    for (const tab of tabs.children) {
      const isThis = tab.id === `write-tab-${key}`;
      tab.setAttribute("aria-selected", String(isThis));
      tab.tabIndex = isThis ? 0 : -1;
      if (isThis && isAsked) tab.focus();
    }
    for (const [name, pane] of Object.entries(panes)) pane.classList.toggle("shown", name === key);
    if (isAlone) scrollTo(0, scrolled[key] ?? top.getBoundingClientRect().bottom + scrollY);
  }
  tabs.addEventListener(
    "click",
    (event) => event.target.role === "tab" && show(event.target.id.slice("write-tab-".length)),
  );
  tabs.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const keys = Object.keys(PARTS);
    if (by) show(keys[(keys.indexOf(shown) + by + keys.length) % keys.length], true);
  });
  show("form");

  const soon = element("p", {}, "The page appears here when the checks have started.");
  panes.page.append(soon);
  const page = preview(panes.page, "The page as readers get it");
  const wide = editor(
    box,
    text,
    (all, at) => fitting(all, at, schema, known),
    (next) => {
      text = next;
      changed();
      later(() => shape.draw(file.read(text)));
    },
  );
  const act = {
    set: (path, value, isText) => put(file.set(text, path, value, isText)),
    body: (after) => put(file.body(text, after)),
    move: (path, by) => put(file.move(text, path, by), shape.id([...path.slice(0, -1), path.at(-1) + by])),
    remove: (path) => put(file.remove(text, path), shape.id(path.slice(0, -1))),
    add(path, value, isRow) {
      const made = file.add(text, path, value, isRow);
      put(made.text, shape.id(made.path));
    },
  };
  const shape = form(fields, schema, known, act);

  /** Takes over a text; where rows came or went, the form is drawn anew and the focus goes to `focus`. */
  function put(next, focus) {
    text = next;
    wide.show(text);
    if (focus) {
      shape.draw(file.read(text));
      const target = document.getElementById(focus);
      const first = target?.querySelector(FIELDS) ?? target?.querySelector("button");
      const field = target?.matches(FIELDS) ? target : first;
      field?.focus({ preventScroll: true });
      // In the middle, so that neither the bar nor a phone's keyboard lies over it.
      field?.scrollIntoView({ block: "center" });
    }
    changed();
  }

  let drawing = 0;
  function later(action) {
    clearTimeout(drawing);
    drawing = setTimeout(action, 400);
  }

  let timer = 0;
  let rest = 0;
  let isBusy = false;
  let isStale = false;
  function changed() {
    clearTimeout(rest);
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
    const isDraft = text !== original;
    if (!isDraft) drafts.drop(slug);
    else if (!drafts.put(slug, text))
      notes.textContent = "This browser keeps no draft: download the file before you leave.";
    leave();
  }

  let canCheck = false;
  async function look() {
    if (!canCheck) return;
    if (isBusy) {
      isStale = true;
      return;
    }
    isBusy = true;
    const seen = text;
    try {
      tell(await ask("look", { slug: address.value, text: seen }), seen);
    } catch (error) {
      status.textContent = `The check failed: ${error.message.trim().split("\n").at(-1)}`;
    }
    isBusy = false;
    if (isStale) {
      isStale = false;
      look();
      return;
    }
    clearTimeout(rest);
    rest = setTimeout(compare, REST);
  }

  /** What takes longer, the rules that look at all guides, waits for a longer pause. */
  async function compare() {
    if (isBusy) return;
    isBusy = true;
    const seen = text;
    const answer = await ask("compare", { slug: address.value, text: seen }).catch(() => null);
    isBusy = false;
    if (answer) tell({ ...last, ...answer, page: null, isWhole: true }, seen);
    if (isStale) {
      isStale = false;
      look();
    }
  }

  let last = {};
  function tell(answer, seen) {
    if (seen !== text) return;
    const { findings, page: html, mended, isWhole } = answer;
    last = answer;
    const blanks = findings.filter((one) => one.rule === BLANK).length;
    const errors = findings.filter((one) => one.severity === "error").length - blanks;
    const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
    const open = [errors && `${count(errors, "problem")} to mend`, blanks && `${count(blanks, "blank")} to fill in`];
    status.textContent =
      errors || blanks
        ? open.filter(Boolean).join(", ")
        : findings.length
          ? `No problems, ${count(findings.length, "hint")}`
          : isWhole
            ? "No problems: the file is ready"
            : "No problems so far: it is compared with the other guides";
    hand.hidden = !(isWhole && !errors && !blanks);
    status.dataset.state = errors ? "wrong" : blanks ? "open" : isWhole ? "ready" : "checked";
    wide.mark(findings, mended, (line, better) => {
      const lines = text.split("\n");
      lines[line - 1] = better;
      put(lines.join("\n"));
      shape.draw(file.read(text));
    });
    const now = file.read(text);
    shape.mark(
      findings.map((one) => ({
        path: file.path_at(now, wide.offset(one.line, one.column)),
        text: `${one.message} ${one.fix ?? ""}`,
        isError: one.severity === "error",
        isBlank: one.rule === BLANK,
      })),
    );
    list.replaceChildren(
      ...findings.map((one) => {
        const go = element("button", { type: "button", class: "link" }, `Line ${one.line}`);
        go.addEventListener("click", () => {
          show("file");
          wide.go(one.line);
        });
        return element("li", {}, go, ` ${one.message} ${one.fix ?? ""} `, element("code", {}, one.rule));
      }),
    );
    found.hidden = findings.length === 0;
    found.firstChild.textContent = count(findings.length, "finding");
    mend.hidden = !mended;
    mend.onclick = () => {
      put(mended);
      shape.draw(file.read(text));
    };
    if (html) page.show(html, new URL(`../../guides/${address.value}/`, import.meta.url));
  }

  const said = element("p", { role: "status" });
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  }
  let isSending = false;
  /** Sends the file to the publisher's form; whatever happens, the file and the draft stay here. */
  async function send(receiver, path) {
    if (isSending) return;
    isSending = true;
    said.textContent = "Sending …";
    const body = new URLSearchParams({ file: path, text });
    const answer = await fetch(known.form, {
      method: "POST",
      body,
      credentials: "omit",
      signal: AbortSignal.timeout?.(PATIENCE),
    }).catch((error) => ({ ok: false, reason: error.name === "TimeoutError" ? "no answer came" : "no connection" }));
    const reason =
      answer.reason ?? (answer.status === TOO_LARGE ? "the file is too big for it" : `error ${answer.status}`);
    said.textContent = answer.ok
      ? `Thank you. ${receiver} has it now: ${path}. Your draft stays in this browser.`
      : `It was not sent: ${reason}. Nothing is lost: send it once more, or copy or download it.`;
    isSending = false;
  }

  function leave() {
    const host = known.host ? new URL(known.host).host : "";
    const path = `docs/guides/${address.value}.md`;
    const filled = (template) => template.replaceAll("SLUG", encodeURIComponent(address.value));
    const made = [];
    const fits = Boolean(isNew && known.filled && encodeURIComponent(text).length < FITS);
    const begun = known.filled ? filled(known.filled).replace("TEXT", fits ? encodeURIComponent(text) : "") : known.new;
    const href = isNew ? begun : filled(known.edit);
    if (host && href) {
      const link = element(
        "a",
        { class: "press", href, target: "_blank", rel: "noopener" },
        fits ? `Hand it over at ${host}` : `Copy it, and open ${host}`,
      );
      link.addEventListener("click", async () => {
        if (!fits)
          said.textContent = (await copy())
            ? "The file is copied. On the page that opens: select all, paste, propose."
            : "Your browser did not let us copy. Use “Download”, and drag the file there.";
      });
      made.push(element("p", {}, link, " ", element("small", {}, `You need a free account at ${host}.`)));
    }
    const copying = element("button", { type: "button", class: "press second" }, "Copy");
    copying.addEventListener(
      "click",
      async () => (said.textContent = (await copy()) ? "Copied." : "Your browser did not let us copy."),
    );
    const download = element(
      "a",
      {
        class: "press second",
        download: `${address.value}.md`,
        href: `data:text/markdown;charset=utf-8,${encodeURIComponent(text)}`,
      },
      "Download",
    );
    const row = element("p", {}, copying, " ", download);
    if (known.email)
      row.append(
        " ",
        element(
          "a",
          {
            class: "press second",
            href: `mailto:${known.email}?subject=${encodeURIComponent(path)}&body=${encodeURIComponent("Please add this file:\n\n")}`,
          },
          "Write a mail",
        ),
      );
    if (known.form) {
      const receiver = new URL(known.form, location.href).host;
      const size = (new Blob([text]).size / 1000).toFixed(1);
      const sending = element("button", { type: "button", class: "press" }, `Send to ${receiver}`);
      sending.addEventListener("click", () => send(receiver, path));
      const told = `Without an account. Sends this file (${size} kB) and its name to ${receiver}, and nothing else.`;
      made.unshift(element("p", {}, sending, " ", element("small", {}, told)));
    }
    made.push(
      row,
      element(
        "small",
        {},
        `Without an account: download the file${known.email ? " and send it by mail" : ""}. Nothing is sent by itself.`,
      ),
    );
    exits.replaceChildren(element("h2", {}, "Hand it over"), ...made, said);
  }
  address.addEventListener("input", changed);

  begun.then(
    () => {
      canCheck = true;
      soon.remove();
      look();
    },
    (error) => {
      const reason = error.message.trim().split("\n").at(-1);
      notes.prepend(`The checks cannot run in this browser (${reason}). The form works without them.`);
      status.textContent = "";
      panes.page.replaceChildren(element("p", {}, "The page is shown where the checks run."));
    },
  );
  if (isKept) {
    const again = element("button", { type: "button", class: "small" }, "Start afresh");
    again.addEventListener("click", () => {
      drafts.drop(slug);
      put(isNew ? blank() : original);
      shape.draw(file.read(text));
      notes.textContent = "";
    });
    notes.append(" This is your draft, which your browser kept. ", again);
  }
  opener.addEventListener("change", async () => {
    if (!opener.files[0]) return;
    put(await opener.files[0].text());
    shape.draw(file.read(text));
  });
  shape.draw(file.read(text), "");
  changed();
  if (step) stepField(fields, file.read(text).doc, step)?.focus();
}

/** Finds the row of a step by its address on the page: `website-3`, or `website-step-3` where a second way is `website-3`. */
function stepField(fields, doc, step) {
  const [, way, number] = /^(.+?)(?:-step)?-(\d+)$/.exec(step) ?? [];
  const route = doc ? wayNumber(doc.toJS().routes ?? [], way) : -1;
  const first = fields.querySelector('[id^="write-field-routes"][id$="-action"]');
  return document.getElementById(`write-field-routes-${route}-steps-${number - 1}-action`) ?? first;
}

function wayNumber(routes, way) {
  const times = {};
  return routes.findIndex(({ via, id, device, plan, regions }) => {
    const parts = [via, device, plan, ...[regions ?? []].flat()].filter(Boolean);
    const base = parts
      .join("-")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-");
    times[base] = (times[base] ?? 0) + 1;
    return way === (id ? `${via}-${id}` : times[base] > 1 ? `${base}-${times[base]}` : base);
  });
}
