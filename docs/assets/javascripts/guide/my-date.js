/**
 * Works out the reader's last safe day from a date that the reader gives, and hands over a file for the calendar.
 *
 * Nothing that is entered here leaves the page or is kept.
 *
 * @import {Countdown, Moments} from "./moments.js"
 */

import { calendar } from "./calendar.js";
import { dayIn, dayWords, endAfter, lastMoments, momentWords, plus, startOf } from "./moments.js";
import { button, choices, labelled, make } from "./parts.js";

const box = /** @type {HTMLElement} */ (document.querySelector(".my-date"));
const EMPTY = { amount: 0, zone: "", before: "", where: "", unstated: "" };
/** @type {Countdown[]} */
const countdowns = JSON.parse(box.dataset.countdowns ?? "[]").map((/** @type {object} */ row) => ({
  ...EMPTY,
  ...row,
}));
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

const names = new Map(countdowns.map(({ who, anchor }) => [who, anchor]));
/** What the reader's date is, and what comes on it if one is too late. @type {Record<string, [string, string]>} */
const DATES = {
  "": ["When the next payment is due", "Expect the payment of"],
  "month-end": ["When the next payment is due", "Expect the payment of"],
  delivery: ["When the next delivery comes", "Expect the delivery of"],
  "contract-end": ["When the contract ends", "Expect it to go on after"],
  "term-end": ["When the minimum term ends", "Expect it to go on after"],
  anniversary: ["When the contract renews", "Expect it to go on after"],
};

const who = choices([...names.keys()].map((name) => [name, name]));
const known = choices([
  ["payment", DATES[""][0]],
  ["last", "The last day of my free trial"],
  ["start", "When my free trial began"],
]);
const date = make("input", { type: "date" });
const length = make("input", { type: "number", min: "1", max: "400", value: "7", inputMode: "numeric" });
const unit = choices([
  ["days", "days"],
  ["weeks", "weeks"],
  ["months", "months"],
]);
const long = make(
  "div",
  { className: "row", hidden: true },
  labelled("How long it is", length),
  labelled("Unit", unit),
);
const result = make("output");
const save = button("Put both dates in my calendar", hand);
save.hidden = true;

/** The day of the payment that the reader's answers lead to, or nothing. */
function payment() {
  if (!date.value || known.value !== "start") return date.value;
  const count = length.valueAsNumber;
  return count >= 1 && count <= 400 ? plus(date.value, count, /** @type {"days"} */ (unit.value)) : "";
}

/** The deadlines that count for the chosen biller and kind of plan. */
function counting() {
  const rows = countdowns.filter((row) => row.who === who.value);
  const isTrial = known.value !== "payment";
  const fit = rows.filter((row) => row.kind === "after" || (row.kind === "trial") === isTrial);
  return fit.length ? fit : rows;
}

/**
 * The moments of the deadline that comes first.
 * @param {string} day
 * @returns {Moments}
 */
function strictest(day) {
  const all = counting().map((row) => lastMoments(row, day, zone));
  return all.reduce((first, other) => (other.safe < first.safe ? other : first));
}

/** Which of the dates is asked for: that of the chosen biller's deadline. */
function asked() {
  return DATES[countdowns.find((row) => row.who === who.value)?.before ?? ""];
}

/** @param {number} amount @param {string} of */
function counted(amount, of) {
  const word = of.replace("-", " ");
  return `${amount} ${amount === 1 ? word.replace(/s$/, "") : word}`;
}

/**
 * What is counted: a notice, none, or one that nobody knows; these three are not the same.
 * @param {Countdown[]} rows
 */
function reasons(rows) {
  const reserve = "this keeps a day in reserve";
  const before = rows.filter((row) => row.amount && row.kind !== "after");
  if (before.length) {
    const notice = before.map((row) => counted(row.amount, row.unit)).join(" or ");
    const whom = before.flatMap((row) => row.where || []).join("; ");
    return [`Counted: ${notice} of notice${whom ? ` (${whom})` : ""}; ${reserve}, too.`];
  }
  if (rows.some((row) => row.unstated === "unknown")) {
    return [`We found no word on a notice: ${reserve} and no more. Look into the terms, or cancel earlier.`];
  }
  if (rows.some((row) => row.unstated)) return [`The company names no notice; ${reserve}.`];
  if (rows.some((row) => row.kind === "after")) return [`${reserve[0].toUpperCase()}${reserve.slice(1)}.`];
  return [`No notice is asked for; ${reserve}.`];
}

/**
 * What the deadlines mean, in sentences.
 * @param {string} day
 * @param {number} now
 */
function sentences(day, now) {
  const today = dayIn(now, zone);
  const { safe, limit } = strictest(day);
  const rows = counting();
  const last = momentWords(safe, zone, today);
  const [, comes] = known.value === "payment" ? asked() : DATES[""];
  const lines = [];
  if (now <= safe) lines.push(`Cancel by ${last} your time.`);
  else if (now <= limit) {
    lines.push(`Too late to be safe: that was ${last} your time. Cancel now.`);
    lines.push(`Counted without the day in reserve, there is time until ${momentWords(limit, zone, today)} your time.`);
  } else {
    lines.push(`Too late to be safe: that was ${last} your time. ${comes} ${dayWords(day, today)}.`);
    lines.push("Cancel now all the same, so that it is the last one, and ask for the money back.");
  }
  const after = rows.find((row) => row.kind === "after");
  if (after) {
    const end = dayWords(endAfter(after, now, zone), today);
    lines.push(`There is a notice period of ${counted(after.amount, after.unit)}: cancelled today, it ends on ${end}.`);
    lines.push("Payments that fall due until then may still be taken.");
  }
  lines.push(...reasons(rows));
  if (rows.some((row) => row.unit === "business-days")) {
    lines.push(
      "Business days are Monday to Friday here; public holidays are not counted, so cancel earlier around them.",
    );
  }
  const foreign = rows.find((row) => row.zone && row.zone !== zone);
  if (foreign) {
    lines.push(`The company counts by the time of ${foreign.zone.split("/").pop()?.replace(/_/g, " ")}.`);
  }
  return lines;
}

function update() {
  known.options[0].text = asked()[0];
  long.hidden = known.value !== "start";
  const day = payment();
  save.hidden = !day;
  const [first, ...rest] = day ? sentences(day, Date.now()) : [];
  result.replaceChildren(...(first ? [make("strong", {}, first), ...rest.map((line) => make("p", {}, line))] : []));
}

/** Makes the file on the press, so that it says when it was made. */
function hand() {
  const day = payment();
  if (!day) return;
  const now = Date.now();
  const { safe } = strictest(day);
  const service = document.querySelector("h1")?.firstChild?.textContent?.replace(/^How to cancel /, "") ?? "";
  const id = `${location.pathname.split("/").filter(Boolean).pop()}-${day}`;
  const page = location.href.split("#")[0];
  const text = calendar(
    [
      {
        id: `${id}-cancel@${location.hostname}`,
        at: safe,
        title: `Last safe moment to cancel ${service}`,
        text: `Cancel before this moment; a day is kept in reserve.\n${page}`,
        alarm: "-PT12H",
      },
      {
        id: `${id}-statement@${location.hostname}`,
        at: startOf(plus(day, 3, "days"), zone) + 10 * 3_600_000,
        title: `Look at your statement: ${service}`,
        text: `Was anything charged on or after ${day}? If so, the page says what to do.\n${page}`,
        alarm: "PT0S",
      },
    ],
    now,
  );
  const url = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
  const link = make("a", { href: url, download: `${id}.ics` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Presets the biller to the one that is chosen above. */
function preset() {
  /** @type {HTMLAnchorElement | null} */
  const link = document.querySelector(".who [aria-current]");
  const name = [...names].find(([, anchor]) => `#${anchor}` === link?.hash)?.[0];
  if (name) who.value = name;
  update();
}

const form = make(
  "form",
  { className: "fill" },
  labelled("Who bills you", who),
  labelled("What you know", known),
  labelled("Date", date),
  long,
  result,
  make("p", {}, save),
  make("p", {}, make("small", {}, "Worked out in your browser. The date is sent to nobody, and not kept.")),
);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", update);
if (names.size < 2) who.parentElement?.remove();
box.replaceChildren(form);
document.addEventListener("guides:choice", preset);
preset();
