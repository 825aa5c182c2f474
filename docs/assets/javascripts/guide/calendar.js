/**
 * Writes a file for a calendar (RFC 5545), with an alarm for each of its entries.
 *
 * @typedef {{id: string, at: number, title: string, text: string, alarm: string}} Entry `alarm` is when, such as `-PT12H`
 */

/** The most octets that a line may have without its end. */
const LONGEST = 75;

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
}

/**
 * A line in as many pieces as its length asks for; no letter is cut in two.
 * @param {string} line
 */
function folded(line) {
  const pieces = [""];
  const encoder = new TextEncoder();
  let room = LONGEST;
  for (const letter of line) {
    const size = encoder.encode(letter).length;
    if (size > room) {
      pieces.push("");
      // The blank at the start of the next line counts.
      room = LONGEST - 1;
    }
    pieces[pieces.length - 1] += letter;
    room -= size;
  }
  return pieces.join("\r\n ");
}

/** @param {number} moment */
function stamp(moment) {
  return `${new Date(moment).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

/**
 * @param {Entry} entry
 * @param {number} now
 */
function event(entry, now) {
  return [
    "BEGIN:VEVENT",
    `UID:${escaped(entry.id)}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(entry.at)}`,
    `SUMMARY:${escaped(entry.title)}`,
    `DESCRIPTION:${escaped(entry.text)}`,
    "TRANSP:TRANSPARENT",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${escaped(entry.title)}`,
    `TRIGGER:${entry.alarm}`,
    "END:VALARM",
    "END:VEVENT",
  ];
}

/**
 * The text of a calendar's file, in UTC.
 * @param {Entry[]} entries
 * @param {number} now
 */
export function calendar(entries, now) {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//How to Cancel Subscriptions//Guide//EN",
    ...entries.flatMap((entry) => event(entry, now)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}
