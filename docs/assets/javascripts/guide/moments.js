/**
 * Counts back from a payment to the last moment at which it is safe to cancel.
 *
 * Days are texts such as `2026-12-13`, moments are milliseconds since 1970, zones are IANA names.
 * Nothing here asks the clock or the page, so that every case can be worked out by hand.
 *
 * @typedef {"hours" | "days" | "business-days" | "weeks" | "months"} Unit
 * @typedef {"" | "month-end" | "contract-end" | "term-end" | "anniversary" | "delivery"} Before what is counted back from, where it is no payment
 * @typedef {object} Countdown
 * @property {string} who
 * @property {string} anchor
 * @property {number} amount
 * @property {Unit} unit
 * @property {"paid" | "trial" | "after"} kind
 * @property {string} zone the company's, or none
 * @property {Before} before
 * @property {string} where for whom it holds
 * @property {"" | "silent" | "unknown"} unstated why there is no amount
 * @typedef {{safe: number, limit: number}} Moments `limit` is the company's own, `safe` a day before it
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * The days of a calendar have no zone; as days of UTC they can be counted.
 * @param {string} day
 */
function inUTC(day) {
  return Date.parse(`${day}T00:00:00Z`);
}

/** @param {number} moment */
function dayOfUTC(moment) {
  return new Date(moment).toISOString().slice(0, 10);
}

/**
 * The day some months away; a month that is too short gives its last day.
 * @param {string} day
 * @param {number} months
 */
function plusMonths(day, months) {
  const [year, month, date] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dayOfUTC(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

/**
 * The day some working days away, Monday to Friday; holidays differ by place and are not counted.
 * @param {string} day
 * @param {number} amount
 */
function plusBusinessDays(day, amount) {
  let moment = inUTC(day);
  for (let left = Math.abs(amount); left > 0; ) {
    moment += Math.sign(amount) * DAY;
    if (new Date(moment).getUTCDay() % 6) left -= 1;
  }
  return dayOfUTC(moment);
}

/**
 * The day so much later, or earlier when the amount is negative. Hours are no part of a calendar.
 * @param {string} day
 * @param {number} amount
 * @param {Exclude<Unit, "hours">} unit
 */
export function plus(day, amount, unit) {
  if (unit === "months") return plusMonths(day, amount);
  if (unit === "business-days") return plusBusinessDays(day, amount);
  return dayOfUTC(inUTC(day) + amount * (unit === "weeks" ? 7 : 1) * DAY);
}

/**
 * What a clock and a calendar in a zone show.
 * @param {number} moment
 * @param {string} zone
 * @returns {Record<string, string>}
 */
function shown(moment, zone) {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(moment);
  return Object.fromEntries(parts.map((part) => [part.type, part.value]));
}

/**
 * The day that a calendar in a zone shows.
 * @param {number} moment
 * @param {string} zone
 */
export function dayIn(moment, zone) {
  const { year, month, day, hour, minute } = shown(moment, zone);
  return dayOfUTC(Date.parse(`${day} ${month} ${year} ${hour}:${minute} UTC`));
}

/**
 * How far the clocks of a zone are ahead of UTC.
 * @param {number} moment
 * @param {string} zone
 */
function ahead(moment, zone) {
  const { year, month, day, hour, minute } = shown(moment, zone);
  return Date.parse(`${day} ${month} ${year} ${hour}:${minute} UTC`) - Math.floor(moment / MINUTE) * MINUTE;
}

/**
 * The first moment of a day in a zone. Where clocks change at midnight, it is not 0:00, or there are two of them.
 * @param {string} day
 * @param {string} zone
 */
export function startOf(day, zone) {
  const naive = inUTC(day);
  const starts = [-DAY, DAY].map((way) => naive - ahead(naive + way, zone));
  return Math.min(...starts.filter((moment) => dayIn(moment, zone) === day));
}

/**
 * The last minutes in which to cancel before a payment: the company's own, and that with a day in reserve.
 *
 * Nobody knows at what time of a day the money is taken, so the day's start counts. What can only end with a month has
 * to be over when the month of the payment begins.
 * @param {Countdown} countdown
 * @param {string} payment
 * @param {string} zone the reader's zone; a zone that the company names comes before it
 * @returns {Moments}
 */
export function lastMoments(countdown, payment, zone) {
  const counted = countdown.zone || zone;
  const { amount, unit } = countdown;
  const due = countdown.before === "month-end" ? `${payment.slice(0, 8)}01` : payment;
  const limit = unit === "hours" ? startOf(due, counted) - amount * HOUR : startOf(plus(due, -amount, unit), counted);
  // Hours are elapsed time; everything else is counted on a calendar, so that it ends at midnight.
  const reserve =
    unit === "hours"
      ? startOf(plus(due, -1, "days"), counted) - amount * HOUR
      : startOf(plus(plus(due, -amount, unit), -1, "days"), counted);
  return { safe: reserve - MINUTE, limit: limit - MINUTE };
}

/**
 * The day on which a subscription ends when it is cancelled now and goes on for a notice period.
 * @param {Countdown} countdown
 * @param {number} now
 * @param {string} zone
 */
export function endAfter(countdown, now, zone) {
  const counted = countdown.zone || zone;
  const { amount, unit } = countdown;
  return unit === "hours" ? dayIn(now + amount * HOUR, zone) : plus(dayIn(now, counted), amount, unit);
}

/**
 * A day in words; the year stands where it is not the present one.
 * @param {string} day
 * @param {string} today
 */
export function dayWords(day, today) {
  const { weekday, day: date, month, year } = shown(inUTC(day), "UTC");
  return `${weekday} ${date} ${month}${today.startsWith(year) ? "" : ` ${year}`}`;
}

/**
 * A moment in words of the reader's own clock: `Saturday 12 December, 23:59`.
 * @param {number} moment
 * @param {string} zone
 * @param {string} today
 */
export function momentWords(moment, zone, today) {
  const { hour, minute } = shown(moment, zone);
  return `${dayWords(dayIn(moment, zone), today)}, ${hour}:${minute}`;
}
