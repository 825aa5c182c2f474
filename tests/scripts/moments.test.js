/** The last safe moments, each worked out by hand with a calendar and the zone's offset from UTC. */

import assert from "node:assert/strict";
import test from "node:test";

import { dayIn, dayWords, endAfter, lastMoments, momentWords, plus, startOf } from "../../docs/assets/javascripts/guide/moments.js";

/**
 * Biller, amount and unit, the company's zone, the reader's zone, the payment, the company's limit, the safe moment,
 * and what is counted back from where it is no payment.
 * @type {[string, number, import("../../docs/assets/javascripts/guide/moments.js").Unit, string, string, string, string, string, string?][]}
 */
const CASES = [
  ["no notice, winter", 0, "days", "", "Europe/London", "2026-12-15", "2026-12-14T23:59", "2026-12-13T23:59"],
  ["Apple's 24 hours", 24, "hours", "", "Europe/London", "2026-12-15", "2026-12-13T23:59", "2026-12-12T23:59"],
  // India is 5:30 ahead: its 15 December begins on the 14th at 18:30 UTC.
  ["Google Play's 48 hours", 48, "hours", "", "Asia/Kolkata", "2026-12-15", "2026-12-12T18:29", "2026-12-11T18:29"],
  // New York goes from UTC-5 to UTC-4 on 8 March 2026 at 2:00: that day has 23 hours.
  ["an hour is lost before the limit", 24, "hours", "", "America/New_York", "2026-03-09", "2026-03-08T03:59", "2026-03-07T04:59"],
  ["an hour is lost before the reserve", 24, "hours", "", "America/New_York", "2026-03-10", "2026-03-09T03:59", "2026-03-08T03:59"],
  // Berlin goes from UTC+2 to UTC+1 on 25 October 2026: that day has 25 hours.
  ["an hour is won", 48, "hours", "", "Europe/Berlin", "2026-10-26", "2026-10-23T22:59", "2026-10-22T21:59"],
  ["a month before its 31st", 1, "months", "", "Europe/Berlin", "2026-03-31", "2026-02-27T22:59", "2026-02-26T22:59"],
  ["a month before, in a leap year", 1, "months", "", "Europe/London", "2028-03-31", "2028-02-28T23:59", "2028-02-27T23:59"],
  ["three months before", 3, "months", "", "Europe/Paris", "2027-05-31", "2027-02-27T22:59", "2027-02-26T22:59"],
  ["a year before 29 February", 12, "months", "", "Europe/London", "2028-02-29", "2027-02-27T23:59", "2027-02-26T23:59"],
  // 14 December 2026 is a Monday, so one business day before is Friday the 11th.
  ["a business day before a Monday", 1, "business-days", "", "America/New_York", "2026-12-14", "2026-12-11T04:59", "2026-12-10T04:59"],
  ["three business days", 3, "business-days", "", "Europe/London", "2026-12-15", "2026-12-09T23:59", "2026-12-08T23:59"],
  ["five business days before a Sunday", 5, "business-days", "", "America/Los_Angeles", "2026-12-13", "2026-12-07T07:59", "2026-12-06T07:59"],
  ["two weeks, in Sydney's summer", 2, "weeks", "", "Australia/Sydney", "2027-01-10", "2026-12-26T12:59", "2026-12-25T12:59"],
  ["thirty days over New Year", 30, "days", "", "Europe/Rome", "2027-01-15", "2026-12-15T22:59", "2026-12-14T22:59"],
  // 1 December begins in Los Angeles at 8:00 UTC, which is 9:00 in Berlin.
  ["the company's zone, not the reader's", 0, "days", "America/Los_Angeles", "Europe/Berlin", "2026-12-01", "2026-12-01T07:59", "2026-11-30T07:59"],
  ["a company that counts in UTC", 24, "hours", "UTC", "Asia/Tokyo", "2026-12-15", "2026-12-13T23:59", "2026-12-12T23:59"],
  // New York's summer time ends on 1 November 2026; 31 October still begins at 4:00 UTC.
  ["two days over the end of summer time", 2, "days", "America/New_York", "America/Los_Angeles", "2026-11-02", "2026-10-31T03:59", "2026-10-30T03:59"],
  // In Cairo 24 April 2026 begins at 1:00: 0:00 is left out.
  ["a day without a midnight", 0, "days", "", "Africa/Cairo", "2026-04-24", "2026-04-23T21:59", "2026-04-22T21:59"],
  // In Havana 1 November 2026 has two midnights, at 4:00 and at 5:00 UTC.
  ["a day with two midnights", 0, "days", "", "America/Havana", "2026-11-01", "2026-11-01T03:59", "2026-10-31T03:59"],
  ["Apple on New Year's Day", 24, "hours", "", "Asia/Tokyo", "2027-01-01", "2026-12-30T14:59", "2026-12-29T14:59"],
  // A payment of 15 March is too late for an end with February: what ends then has to be given notice before 1 February.
  ["a month before a month's end", 1, "months", "", "Europe/London", "2027-03-15", "2027-01-31T23:59", "2027-01-30T23:59", "month-end"],
  ["three months before a contract ends", 3, "months", "", "Europe/Berlin", "2027-05-31", "2027-02-27T22:59", "2027-02-26T22:59", "contract-end"],
  ["fourteen hours ahead", 0, "days", "", "Pacific/Kiritimati", "2026-12-15", "2026-12-14T09:59", "2026-12-13T09:59"],
];

for (const [what, amount, unit, company, reader, payment, limit, safe, before] of CASES) {
  test(what, () => {
    const countdown = /** @type {const} */ ({ who: "", anchor: "", amount, unit, kind: "paid", zone: company, before });
    const found = lastMoments(countdown, payment, reader);
    const written = [found.limit, found.safe].map((moment) => new Date(moment).toISOString().slice(0, 16));
    assert.deepEqual(written, [limit, safe]);
  });
}

test("the end of a trial from its start and its length", () => {
  assert.equal(plus("2026-01-31", 1, "months"), "2026-02-28");
  assert.equal(plus("2028-01-31", 1, "months"), "2028-02-29");
  assert.equal(plus("2026-12-25", 7, "days"), "2027-01-01");
  assert.equal(plus("2028-02-20", 2, "weeks"), "2028-03-05");
});

test("cancelled now, with a notice period", () => {
  const noon = Date.parse("2026-11-27T12:00Z"); // a Friday
  /** @param {number} amount @param {import("../../docs/assets/javascripts/guide/moments.js").Unit} unit */
  const after = (amount, unit) => /** @type {const} */ ({ who: "", anchor: "", amount, unit, kind: "after", zone: "" });
  assert.equal(endAfter(after(30, "days"), noon, "Europe/London"), "2026-12-27");
  assert.equal(endAfter(after(3, "business-days"), noon, "Europe/London"), "2026-12-02");
  assert.equal(endAfter(after(1, "months"), Date.parse("2027-01-31T12:00Z"), "Europe/London"), "2027-02-28");
  assert.equal(endAfter(after(24, "hours"), Date.parse("2026-11-27T23:30Z"), "Europe/Berlin"), "2026-11-29");
});

test("the first moment of a day", () => {
  assert.equal(startOf("2026-07-01", "Europe/London"), Date.parse("2026-06-30T23:00Z"));
  assert.equal(startOf("2026-07-01", "America/St_Johns"), Date.parse("2026-07-01T02:30Z"));
  assert.equal(dayIn(Date.parse("2026-12-31T12:00Z"), "Pacific/Auckland"), "2027-01-01");
});

test("moments in words", () => {
  const safe = Date.parse("2026-12-12T23:59Z");
  assert.equal(momentWords(safe, "Europe/London", "2026-11-28"), "Saturday 12 December, 23:59");
  assert.equal(momentWords(safe, "Asia/Tokyo", "2026-11-28"), "Sunday 13 December, 08:59");
  assert.equal(dayWords("2027-01-01", "2026-11-28"), "Friday 1 January 2027");
});
