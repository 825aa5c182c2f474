/**
 * Lets a reader tick steps and proof, and note the cancellation; all of it stays in this browser.
 *
 * @typedef {{ticked: string[], date: string, reference: string}} Record
 */

import { dayWords } from "./moments.js";
import { button, clearEverything, copyButton, keep, kept, labelled, make, printButton } from "./parts.js";

const name = `page:${location.pathname}`;

/** @returns {Record} */
function stored() {
  const empty = { ticked: [], date: "", reference: "" };
  try {
    return { ...empty, ...JSON.parse(kept(name) || "{}") };
  } catch {
    return empty;
  }
}

const record = stored();
const note = make("p", { className: "kept" });
note.setAttribute("role", "status");

function store() {
  const isKept = keep(name, JSON.stringify(record)) && keep("ticking", "");
  note.textContent = isKept
    ? "Ticks and notes stay in this browser, and are sent to nobody."
    : "This browser keeps nothing: ticks and notes are gone when you leave the page.";
}

/**
 * @param {string} key
 * @param {string} label what a screen reader says, where there is no text of the box's own
 */
function tick(key, label) {
  const box = make("input", { type: "checkbox", checked: record.ticked.includes(key) });
  if (label) box.setAttribute("aria-label", label);
  box.addEventListener("change", () => {
    record.ticked = record.ticked.filter((other) => other !== key);
    if (box.checked) record.ticked.push(key);
    store();
  });
  return box;
}

for (const offer of document.querySelectorAll("button.offer")) offer.remove();
for (const row of document.querySelectorAll(".way tr[id]")) {
  row.children[1]?.prepend(tick(row.id, `Step ${row.children[0].textContent?.trim()} is done`), " ");
}
const proof = document.querySelector("ul.ticks");
for (const item of proof?.children ?? []) {
  item.replaceChildren(make("label", {}, tick(item.textContent ?? "", ""), " ", ...item.childNodes));
}

const date = make("input", { type: "date", value: record.date });
const reference = make("input", { type: "text", value: record.reference, maxLength: 120, autocomplete: "off" });
const line = make("output");

/** The note as it is copied and printed. */
function text() {
  const service = document.querySelector("h1")?.firstChild?.textContent?.replace(/^How to cancel /, "") ?? "";
  const day = record.date ? ` on ${dayWords(record.date, "")}` : "";
  return `Cancelled ${service}${day}${record.reference ? `, reference ${record.reference}` : ""}.`;
}

function update() {
  record.date = date.value;
  record.reference = reference.value.trim();
  line.textContent = record.date || record.reference ? text() : "";
}

const form = make(
  "form",
  { className: "fill" },
  make("div", { className: "row" }, labelled("Cancelled on", date), labelled("Reference or number", reference)),
  line,
  make(
    "div",
    { className: "row" },
    copyButton(text),
    printButton(text),
    button("Clear everything", async () => {
      record.ticked = [];
      form.reset();
      date.value = reference.value = "";
      /** @type {NodeListOf<HTMLInputElement>} */
      const boxes = document.querySelectorAll(".way td > input, .ticks input");
      for (const box of boxes) box.checked = false;
      update();
      // Last, since the copies of pages take their time.
      await clearEverything();
      note.textContent = "Nothing of this site is kept in this browser any more.";
    }),
  ),
  note,
);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => {
  update();
  store();
});
const after = proof ?? document.querySelector("#after-you-cancel + p");
after?.after(form);
update();
store();
