/**
 * Makes the search forms answer while somebody types, and the list of all guides filter and sort.
 *
 * Nothing but this is fetched before a reader is about to use a field; then come, side by side, what
 * answers, the index, and the names that have no guide.
 *
 * @typedef {import("./rows.js").IndexFile} IndexFile
 * @typedef {import("./prepare.js").Finder} Finder
 */

const NAMES = "finder.json";
const KNOWN = "finder-known.json";
const SLASH = "finder-slash";

const forms = [...document.querySelectorAll("form[data-finder]")].filter((form) => form instanceof HTMLFormElement);
/** @type {Promise<Finder> | undefined} */
let loading;

/**
 * @param {string} url
 * @returns {Promise<IndexFile>}
 */
async function file(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

/**
 * @param {string} index address of the index
 * @returns {Promise<Finder>}
 */
async function load(index) {
  const [names, known, { answerer }] = await Promise.all([
    file(index),
    // Without the names that have no guide the finder knows less, and works.
    file(index.replace(NAMES, KNOWN)).catch(() => undefined),
    import("./finder.js"),
  ]);
  const places = new Map((names.items ?? []).map(({ at, name }) => [at, name]));
  const offered = (names.offered ?? []).map((at) => ({ at, name: places.get(at) ?? at }));
  return { answer: await answerer(names, known), offered };
}

/** @param {EventTarget | null} target */
const isTyping = (target) => target instanceof Element && target.matches("input, textarea, select, [contenteditable]");

/** Whether `/` leads to the field: readers who speak to their machine can switch it off. */
function hasSlash() {
  try {
    return localStorage.getItem(SLASH) !== "off";
  } catch {
    return true;
  }
}

/**
 * @param {HTMLElement} place
 * @param {() => void} change
 */
function offerSlash(place, change) {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = hasSlash();
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(SLASH, box.checked ? "on" : "off");
    } catch {
      box.checked = true;
    }
    change();
  });
  const label = document.createElement("label");
  label.append(box, " The key / leads to the search field");
  place.replaceChildren(label);
  place.hidden = false;
}

/**
 * Makes a field ready when a reader is about to use it; a finger or a mouse is there before the focus is.
 *
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} input
 * @param {() => Promise<void>} begin
 */
function wake(form, input, begin) {
  const listen = () => {
    for (const type of ["focus", "input"]) input.addEventListener(type, run);
    form.addEventListener("pointerenter", run);
  };
  const run = () => {
    for (const type of ["focus", "input"]) input.removeEventListener(type, run);
    form.removeEventListener("pointerenter", run);
    begin().catch(() => {
      // The next key tries again; without a finder the form still leads to the list.
      listen();
      if (input.value) say(form, form.action);
    });
  };
  listen();
  // Who was faster than this script has the focus already, and may have typed.
  if (document.activeElement === input) run();
}

/** @param {HTMLFormElement} first */
function start(first) {
  const base = new URL("../", first.action).href;
  const asked = new URL(location.href).searchParams.get("q")?.slice(0, 2500);
  const isList = location.pathname === new URL(first.action).pathname;
  const isHome = location.pathname === new URL(base).pathname;
  // The head of the page has the address with a mark that changes with the index.
  const meta = document.querySelector("meta[name=finder-index]");
  const named = meta?.getAttribute("content");
  // Reading without a network is prepared when a page has all that it needs, and never on the way to it.
  if (meta?.hasAttribute("data-offline")) {
    addEventListener("load", () => setTimeout(() => import(`${base}assets/offline.js`), 5000));
  }
  const index = named ? new URL(named, document.baseURI).href : `${base}assets/${NAMES}`;
  const finder = () => {
    loading ??= load(index).catch((error) => {
      // The next key tries again; without an index the form still leads to the list.
      loading = undefined;
      throw error;
    });
    return loading;
  };
  const fields = forms.map((form) => /** @type {HTMLInputElement} */ (form.querySelector("input")));
  for (const [place, form] of forms.entries()) {
    const input = fields[place];
    const id = `${input.id}-results`;
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": id,
      enterkeyhint: "go",
      maxlength: "200",
    })) {
      input.setAttribute(name, value);
    }
    // The list is there from the start: a field must not point to what does not exist.
    const list = document.createElement("div");
    for (const [name, value] of Object.entries({ id, class: "finder", role: "listbox", "aria-label": "Results" })) {
      list.setAttribute(name, value);
    }
    list.hidden = true;
    form.append(list);
    wake(form, input, () => {
      finder().catch(() => {});
      return import("./finder.js").then(({ combobox }) =>
        combobox(form, list, { finder, base, keepsUrl: isHome || isList, fail: () => say(form, form.action) }),
      );
    });
  }
  if (asked && (isHome || isList)) {
    fields[0].value ||= asked;
    if (isHome) fields[0].focus();
  }

  const keys = () => {
    for (const field of fields) field.setAttribute("aria-keyshortcuts", `${hasSlash() ? "/ " : ""}Control+K Meta+K`);
  };
  keys();
  const settings = document.getElementById("finder-keys");
  if (settings) offerSlash(settings, keys);
  document.addEventListener("keydown", (event) => {
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && hasSlash();
    const isShortcut = isSlash || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
    if (!isShortcut || event.altKey || event.shiftKey || isTyping(event.target)) return;
    event.preventDefault();
    fields[0].focus();
    fields[0].select();
  });

  const place = document.getElementById("results");
  const lost = document.getElementById("find-page")?.closest("form");
  if ((place && asked) || lost) {
    const options = { finder, parts: import("./finder.js"), base };
    import("./results.js")
      .then(({ results, near }) => (place && asked ? results(place, asked, options) : lost && near(lost, options)))
      .catch(() => place && say(place, "#guides-list"));
  }
  const service = document.getElementById("known-service");
  const slug = new URL(location.href).searchParams.get("s");
  if (service && slug) {
    Promise.all([file(index.replace(NAMES, KNOWN)), import("./known.js")])
      .then(([known, { name }]) => name(service, slug, known))
      .catch(() => {});
  }
}

/**
 * Says that the finder is not there, where not even its own words are.
 *
 * @param {HTMLElement} place
 * @param {string} list
 */
function say(place, list) {
  if (place.querySelector(".finder-note")) return;
  const link = document.createElement("a");
  link.href = list;
  link.textContent = "All guides from A to Z";
  const note = document.createElement("p");
  note.className = "finder-note";
  note.setAttribute("role", "status");
  // A press on the link must not take the focus from the field, or the note would close under it.
  note.addEventListener("mousedown", (event) => event.preventDefault());
  place.append(note);
  note.append(
    "The finder cannot be loaded at the moment. ",
    link,
    " are in one list, in which your browser can search.",
  );
}

if (forms.length) start(forms[0]);
const filters = document.querySelector("form.browse");
if (filters instanceof HTMLFormElement) import("./browse.js").then(({ browse }) => browse(filters));
