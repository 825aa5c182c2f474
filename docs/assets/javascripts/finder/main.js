/**
 * Makes the search forms answer while somebody types, and the list of all guides filter and sort.
 *
 * The head of the page names all the modules of the first answer, so that they are fetched side by
 * side. The index follows when the reader is about to use a field, or when there is nothing else to
 * do; the home page is there to be asked, and fetches it at once.
 *
 * @typedef {import("./match.js").Match} Match
 * @typedef {object} Finder
 * @property {(text: string, most?: number) => Match[]} match
 * @property {string} request address to which the name of a service is added
 */

import { box } from "./box.js";

/** @type {HTMLFormElement[]} */
const forms = [...document.querySelectorAll("form[data-finder]")].filter((form) => form instanceof HTMLFormElement);
/** @type {Promise<Finder> | undefined} */
let loading;

/**
 * @param {string} index address of the index
 * @returns {Promise<Finder>}
 */
async function load(index) {
  const [packed, { prepare }] = await Promise.all([
    fetch(index).then((response) => {
      if (!response.ok) throw new Error(`the index of the finder: ${response.status}`);
      return response.json();
    }),
    import("./prepare.js"),
  ]);
  return { match: await prepare(packed), request: packed.request };
}

/** @param {EventTarget | null} target */
const isTyping = (target) => target instanceof Element && target.matches("input, textarea, select, [contenteditable]");

if (forms.length) {
  const [first] = forms;
  const base = new URL("../", first.action).href;
  const asked = new URL(location.href).searchParams.get("q");
  const isList = location.pathname === new URL(first.action).pathname;
  const isHome = location.pathname === new URL(base).pathname;
  // The head of the page has the address with a mark that changes with the index.
  const named = document.querySelector("meta[name=finder-index]")?.getAttribute("content");
  const index = named ? new URL(named, document.baseURI).href : `${base}assets/finder.json`;
  const finder = () => {
    loading ??= load(index).catch((error) => {
      // The next key tries again; without an index the form still leads to the list.
      loading = undefined;
      throw error;
    });
    return loading;
  };
  const fields = forms.map((form) => box(form, { finder, base, keepsUrl: isHome || isList }));

  document.addEventListener("keydown", (event) => {
    const isShortcut = event.key === "/" || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
    if (!isShortcut || event.altKey || event.shiftKey || (event.key === "/" && event.ctrlKey) || isTyping(event.target)) return;
    event.preventDefault();
    fields[0].focus();
    fields[0].select();
  });

  const { connection } = /** @type {{connection?: {saveData?: boolean, effectiveType?: string}}} */ (
    /** @type {unknown} */ (navigator)
  );
  if (!connection?.saveData && !/2g$/.test(connection?.effectiveType ?? "")) {
    const start = () => void finder().catch(() => {});
    const wait = window.requestIdleCallback ?? ((/** @type {() => void} */ run) => setTimeout(run, 2000));
    if (isHome) start();
    else if (document.readyState === "complete") wait(start);
    else addEventListener("load", () => wait(start), { once: true });
  }

  if (asked && (isHome || isList)) {
    fields[0].value ||= asked;
    if (isHome) fields[0].focus();
  }
  const place = document.getElementById("results");
  if (place && asked) {
    // Without an index there are no results, and the list of all guides stands below.
    import("./results.js").then(({ results }) => results(place, asked, { finder, base })).catch(() => {});
  }
}

const filters = document.querySelector("form.browse");
if (filters instanceof HTMLFormElement) import("./browse.js").then(({ browse }) => browse(filters));
