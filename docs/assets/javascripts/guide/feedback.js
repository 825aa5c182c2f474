/**
 * Asks whether the steps worked, and takes the answer to the publisher: by its form, by e-mail, or as a text to copy.
 */

import { button, choices, copyButton, labelled, make } from "./parts.js";

const box = /** @type {HTMLElement} */ (document.querySelector(".feedback"));
const endpoint = box.dataset.form ?? "";
/** @type {HTMLAnchorElement | null} */
const writeTo = box.querySelector("a[href^='mailto:']");
/** @type {HTMLAnchorElement | null} */
const correct = box.querySelector("a[data-correct]");
const answer = make("div");
answer.setAttribute("role", "status");

/** The steps of the way that is open, the first one of the page. */
function steps() {
  const rows = Array.from(document.querySelectorAll(".way[open] tr[id]"));
  return rows.map(
    (row) => /** @type {[string, string]} */ ([row.id, `${row.id}: ${row.children[1].textContent?.trim()}`]),
  );
}

/** @param {Record<string, string>} said */
function asText(said) {
  return Object.entries(said)
    .map(([key, value]) => `${key}: ${value}`)
    .join("\n");
}

/**
 * Gives the answer to be copied or sent by hand.
 * @param {Record<string, string>} said
 * @param {string} why
 */
function byHand(said, why) {
  const text = asText(said);
  const row = make(
    "div",
    { className: "row" },
    copyButton(() => text),
  );
  if (writeTo) {
    const subject = encodeURIComponent(`Did this work? ${said.page}`);
    const href = `${writeTo.href.split("?")[0]}?subject=${subject}&body=${encodeURIComponent(text)}`;
    row.append(make("a", { href }, "Send it by e‑mail"));
  }
  answer.replaceChildren(make("p", {}, why), make("pre", {}, text), row);
}

/** @param {Record<string, string>} said */
async function send(said) {
  if (!endpoint) {
    byHand(said, writeTo ? "Thank you. Send us this text:" : "Thank you. Here is a text for a report:");
    return;
  }
  try {
    const sent = await fetch(endpoint, { method: "POST", body: new URLSearchParams(said), credentials: "omit" });
    if (!sent.ok) throw new Error(String(sent.status));
    answer.replaceChildren(make("p", {}, "Thank you. It was sent: the page, your answer, and nothing else."));
  } catch {
    byHand(said, "It could not be sent. Here is the text:");
  }
}

const page = location.pathname;

function yes() {
  if (endpoint) send({ page, worked: "yes" });
  else answer.replaceChildren(make("p", {}, "Good. Keep your proof, and look at the next statement."));
}

function no() {
  const step = choices([...steps(), ["other", "Something else"]]);
  const words = make("input", { type: "text", maxLength: 300, autocomplete: "off" });
  const form = make(
    "form",
    { className: "fill" },
    labelled("At which step?", step),
    labelled("What did you see instead? No names or numbers, please.", words),
    make("div", { className: "row" }, make("button", { type: "submit" }, endpoint ? "Send" : "Go on")),
  );
  if (correct) {
    const mend = make("a", {}, "Correct it yourself");
    const lead = () => {
      mend.href = step.value === "other" ? correct.href : `${correct.href}&step=${step.value}`;
    };
    lead();
    step.addEventListener("change", lead);
    form.lastElementChild?.append(mend);
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send({ page, worked: "no", step: step.value, seen: words.value.trim() });
  });
  answer.replaceChildren(form);
  step.focus();
}

const row = make("div", { className: "row" }, button("Yes", yes), button("No", no));
box.querySelector("h2")?.after(row, answer);
