/**
 * Fills in a short text that cancels or withdraws, to be copied, printed or sent. Nothing is kept or sent by itself.
 *
 * The law is named only where a page about law has it in force, and the reader chose the place. What the ways are
 * called, and how one writes or speaks there, comes with the law: the table of channels has it, and no script.
 *
 * @typedef {{place: string, for: "cancelling" | "withdrawing", text: string}} LawLine
 * @typedef {{name: string, manner: "letter" | "message" | "spoken"}} Way
 */

import { dayWords } from "./moments.js";
import { choices, copyButton, labelled, make, printButton } from "./parts.js";

const box = /** @type {HTMLElement} */ (document.querySelector(".letter[data-ways]"));
const { company = "", service = "", ways = "" } = box.dataset;
/** @type {HTMLAnchorElement | null} */
const writeTo = document.querySelector(".own .way a[href^='mailto:']");
/** @type {{ways: Record<string, Way>, laws: LawLine[]}} */
let known = { ways: {}, laws: [] };

const way = choices([]);
const purpose = choices([
  ["cancelling", "Cancel: end it for the future"],
  ["withdrawing", "Withdraw: undo a new contract, as a rule within 14 days"],
]);
const name = make("input", { type: "text", autocomplete: "name" });
const account = make("input", { type: "text", autocomplete: "email" });
const address = make("textarea", { rows: 3, autocomplete: "street-address" });
const signed = make("input", { type: "date" });
const place = choices([["", "Do not name any law"]]);
const text = make("textarea", { className: "text", rows: 14, spellcheck: false });
const send = make("a", { className: "send" }, "Open in my e‑mail program");
const fields = {
  address: labelled("Your address", address),
  signed: labelled("Day of the contract", signed),
  place: labelled("Where you live", place),
  text: labelled("Your text, which you can change", text),
};

/** The company's address as the guide gives it. */
function theirs() {
  /** @type {HTMLElement | null} */
  const lines = document.querySelector(".own .way .address");
  return lines
    ? Array.from(lines.childNodes, (node) => node.textContent?.trim())
        .filter(Boolean)
        .join("\n")
    : company;
}

function law() {
  return known.laws.filter((one) => one.place === place.value && one.for === purpose.value).map((one) => one.text);
}

function manner() {
  return known.ways[way.value]?.manner;
}

const today = new Date().toLocaleDateString("sv");

function subject() {
  return `${purpose.value === "cancelling" ? "Cancellation of" : "Withdrawal from"} ${service}`;
}

/** What one says or types to a person. */
function spoken() {
  const who = [name.value && `My name is ${name.value}.`, account.value && `My account is ${account.value}.`];
  const wish =
    purpose.value === "cancelling"
      ? `I cancel my subscription to ${service} from the earliest possible date. I do not want another offer.`
      : `I withdraw from my contract for ${service}${day()}.`;
  const ask = "Please tell me the end date and your name, and send me a confirmation in writing.";
  return ["Hello.", ...who, wish, ...law(), ask].filter(Boolean).join(" ");
}

function day() {
  return signed.value ? ` of ${dayWords(signed.value, "")}` : "";
}

function written() {
  const isCancelling = purpose.value === "cancelling";
  const wish = isCancelling
    ? `I cancel my subscription to ${service} with effect from the earliest possible date.`
    : `I withdraw from my contract for ${service}${day()}.`;
  const ask = isCancelling
    ? "Please confirm the cancellation and its end date in writing. I allow no payments for the time after it."
    : "Please confirm the withdrawal in writing, and pay back what I have paid.";
  const head = manner() === "letter";
  return [
    head && [name.value, address.value].filter(Boolean).join("\n"),
    head && theirs(),
    head && dayWords(today, ""),
    head && subject(),
    "Hello,",
    wish,
    account.value && `My account: ${account.value}`,
    ...law(),
    ask,
    name.value,
  ]
    .filter(Boolean)
    .join("\n\n");
}

function update() {
  fields.address.hidden = manner() !== "letter";
  fields.signed.hidden = purpose.value === "cancelling";
  text.value = manner() === "spoken" ? spoken() : written();
  mail();
}

/** Keeps the link to the e-mail program in line with the text. */
function mail() {
  send.hidden = way.value !== "email" || !writeTo;
  const body = encodeURIComponent(text.value.replace(/\n/g, "\r\n"));
  send.href = `${writeTo?.href.split("?")[0] ?? ""}?subject=${encodeURIComponent(subject())}&body=${body}`;
}

/** Names the places that have a sentence of law for what the reader wants. */
function places() {
  const before = place.value;
  const found = new Set(known.laws.filter((one) => one.for === purpose.value).map((one) => one.place));
  place.length = 1;
  place.append(...Array.from(found, (one) => make("option", { value: one }, one)));
  place.value = found.has(before) ? before : "";
  fields.place.hidden = !found.size;
}

/** Shows the form, when it is known how one puts it on each way. Without that, the text that stands here is whole. */
async function show() {
  try {
    known = await (await fetch(new URL("../../letters.json", import.meta.url))).json();
  } catch {
    return;
  }
  // A browser may have kept the file of an earlier version, which had only the law.
  if (!known.ways) return;
  way.append(...ways.split(" ").map((via) => make("option", { value: via }, known.ways[via]?.name ?? via)));
  if (way.length < 2) way.parentElement?.remove();
  places();
  update();
  box.replaceChildren(form);
}

const form = make(
  "form",
  { className: "fill" },
  labelled("What you send or say", way),
  labelled("What you want", purpose),
  fields.signed,
  labelled("Your name", name),
  labelled("E‑mail address or number of the account", account),
  fields.address,
  fields.place,
  fields.text,
  make(
    "div",
    { className: "row" },
    copyButton(() => text.value),
    printButton(() => text.value),
    send,
  ),
  make("p", {}, make("small", {}, "Give no more than is asked here. The text is sent to nobody, and not kept.")),
);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
  if (event.target === text) mail();
  else {
    if (event.target === purpose) places();
    update();
  }
});
show();
