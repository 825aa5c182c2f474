/** The file for a calendar, byte by byte, and read back by a parser that others wrote. */

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";

import { calendar } from "../../docs/assets/javascripts/guide/calendar.js";

/** @type {any} */
const ICAL = createRequire(import.meta.url)("../../node_modules/ical.js/dist/ical.es5.cjs");

const NOW = Date.parse("2026-11-28T21:00:30.123Z");
const ENTRIES = [
  {
    id: "netflix-2026-12-15-cancel@how-to-cancel.example",
    at: Date.parse("2026-12-12T23:59Z"),
    title: "Last safe moment to cancel “Ré\\mi; Öl, Tee”, a name that is longer than one line of this file may be",
    text: "One, two; three\nhttps://how-to-cancel.example/guides/netflix/",
    alarm: "-PT12H",
  },
  { id: "b", at: Date.parse("2026-12-18T10:00Z"), title: "😀".repeat(40), text: "", alarm: "PT0S" },
];

test("a short file, byte by byte", () => {
  const [entry] = ENTRIES;
  const text = calendar([{ ...entry, title: "Cancel A, B", text: "x\ny" }], NOW);
  assert.equal(
    text,
    [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//How to Cancel Subscriptions//Guide//EN",
      "BEGIN:VEVENT",
      "UID:netflix-2026-12-15-cancel@how-to-cancel.example",
      "DTSTAMP:20261128T210030Z",
      "DTSTART:20261212T235900Z",
      "SUMMARY:Cancel A\\, B",
      "DESCRIPTION:x\\ny",
      "TRANSP:TRANSPARENT",
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      "DESCRIPTION:Cancel A\\, B",
      "TRIGGER:-PT12H",
      "END:VALARM",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ].join("\r\n"),
  );
});

test("no line is longer than 75 octets, and none ends without a return", () => {
  const lines = calendar(ENTRIES, NOW).split("\r\n");
  assert.ok(lines.every((line) => Buffer.byteLength(line) <= 75));
  assert.ok(lines.every((line) => !/[\r\n\uFFFD]/.test(line)));
  assert.ok(lines.some((line) => line.startsWith(" ")));
});

test("ical.js reads what was meant", () => {
  const events = new ICAL.Component(ICAL.parse(calendar(ENTRIES, NOW))).getAllSubcomponents("vevent");
  const read = events.map((/** @type {any} */ one) => new ICAL.Event(one));
  assert.equal(read[0].summary, "Last safe moment to cancel “Ré\\mi; Öl, Tee”, a name that is longer than one line of this file may be");
  assert.equal(read[0].description, "One, two; three\nhttps://how-to-cancel.example/guides/netflix/");
  assert.equal(read[0].startDate.toJSDate().toISOString(), "2026-12-12T23:59:00.000Z");
  assert.equal(read[1].summary, "😀".repeat(40));
  const alarms = events.map((/** @type {any} */ one) => one.getFirstSubcomponent("valarm").getFirstPropertyValue("trigger"));
  assert.deepEqual(alarms.map(String), ["-PT12H", "PT0S"]);
});
