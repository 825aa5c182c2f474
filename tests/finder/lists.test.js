/**
 * How often the finder is right, and how often it leads to somebody else's guide, on lists that are
 * kept apart: no list of words is ever tuned on them. `test_finder_lists.py` writes the real index.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { answerer } from "../../docs/assets/javascripts/finder/prepare.js";
import { rowsOf } from "../../docs/assets/javascripts/finder/rows.js";

const folder = process.env.FINDER_INDEX;
/** @param {string} name */
const read = (name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
const names = read("finder.json");
const known = read("finder-known.json");
const services = rowsOf(known);
const answer = await answerer(names, known);

/**
 * @param {string} file
 * @returns {string[][]}
 */
const rows = (file) =>
  readFileSync(new URL(file, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line && !line.startsWith("#"))
    .map((line) => line.split("\t"));

/** @param {import("../../docs/assets/javascripts/finder/rank.js").Match | undefined} match */
const place = (match) => (match ? `${match.item.room}${match.item.slug && `/${match.item.slug}`}` : "nothing");

/** @param {import("../../docs/assets/javascripts/finder/rank.js").Match | undefined} match */
const isGuide = (match) => match?.item.room === "guides" || match?.item.room === "billers";

/**
 * @param {string} file
 * @param {{first: number, three: number}} least
 */
function judge(file, least) {
  const all = rows(file);
  /** @type {string[]} */
  const second = [];
  /** @type {string[]} */
  const missed = [];
  for (const [text, wanted] of all) {
    const found = answer(text, 3).matches.map(place);
    const right = wanted.split("|");
    if (!right.includes(found[0])) second.push(`${text}: ${found.join(" ") || "nothing"}`);
    if (!found.some((one) => right.includes(one))) missed.push(text);
  }
  assert.ok(second.length <= (1 - least.first) * all.length, second.join("\n"));
  assert.ok(missed.length <= (1 - least.three) * all.length, missed.join("\n"));
}

test("names as readers type them", () => judge("names.tsv", { first: 0.99, three: 0.99 }));
test("lines as banks print them", () => judge("statements.tsv", { first: 0.97, three: 0.99 }));
test("questions of readers who know no name", () => judge("questions.tsv", { first: 0.9, three: 0.95 }));
test("the list that the words were made with", () => judge("../finder_queries.tsv", { first: 0.95, three: 0.97 }));

for (const list of ["second", "third", "fourth", "fifth", "sixth", "seventh"]) {
  test(`names of the ${list} list`, () => judge(`${list}/names.tsv`, { first: 0.98, three: 0.98 }));
  test(`lines of the ${list} list`, () => judge(`${list}/statements.tsv`, { first: 0.98, three: 0.98 }));
  test(`questions of the ${list} list`, () => judge(`${list}/questions.tsv`, { first: 0.96, three: 0.97 }));

  test(`nonsense leads to no guide, and nothing of it is chosen: the ${list} list`, () => {
    const all = rows(`${list}/nonsense.tsv`);
    const found = all.map(([text]) => ({ text, ...answer(text) })).filter(({ matches }) => isGuide(matches[0]));
    assert.ok(found.length <= 0.06 * all.length, found.map(({ text }) => text).join("\n"));
    assert.deepEqual(
      found.filter(({ isSure }) => isSure),
      [],
    );
  });
}

for (const [list, listed, unlisted] of /** @type {const} */ ([
  ["negatives.tsv", 51, 71],
  ["second/negatives.tsv", 51, 71],
  ["third/negatives.tsv", 51, 71],
  ["fourth/negatives.tsv", 51, 71],
  ["fifth/negatives.tsv", 51, 71],
  ["sixth/negatives.tsv", 48, 53],
  ["seventh/negatives.tsv", 28, 61],
])) {
  test(`services without a guide do not lead to the guide of another one: ${list}`, () =>
    notMisled(list, listed, unlisted));
}

/**
 * @param {string} list
 * @param {number} leastListed how many names there are at least that stand in docs/services/
 * @param {number} leastUnlisted and that stand nowhere
 */
function notMisled(list, leastListed, leastUnlisted) {
  /** @type {Record<string, string[]>} */
  const wrong = { listed: [], unlisted: [], chosen: [] };
  const all = rows(list);
  for (const [text, name] of all) {
    const { matches, isSure } = answer(text);
    // A service may have got its guide since; then that is where its name leads.
    if (!isGuide(matches[0]) || (name !== "-" && place(matches[0]) === place(answer(name).matches[0]))) continue;
    const told = `${text}: ${place(matches[0])}`;
    wrong[name === "-" ? "unlisted" : "listed"].push(told);
    if (isSure) wrong.chosen.push(told);
  }
  const listed = all.filter(([, name]) => name !== "-").length;
  assert.ok(listed >= leastListed && all.length - listed >= leastUnlisted);
  assert.ok(wrong.listed.length <= 0.01 * listed, wrong.listed.join("\n"));
  assert.ok(wrong.unlisted.length <= 0.08 * (all.length - listed), wrong.unlisted.join("\n"));
  assert.deepEqual(wrong.chosen, []);
}

test("a name's address is the one that the site gives it", () => {
  assert.deepEqual(services.map(({ at }) => at.slice("services/".length)).sort(), read("known.json").sort());
});

/** A letter is lost in the middle of a name that is long enough to be known without it. */
const misspelt = (/** @type {string} */ name) => (name.length > 7 ? [name.slice(0, 3) + name.slice(4)] : []);

test("every name without a guide is found by itself, misspelt, in a question and on a line", () => {
  /** @type {string[]} */
  const wrong = [];
  /** @type {string[]} */
  const missed = [];
  let number = 0;
  for (const { at, name } of services) {
    for (const text of [name, `cancel my ${name}`, `PAYPAL *${name.toUpperCase()}`, ...misspelt(name)]) {
      number++;
      const [first] = answer(text).matches;
      if (isGuide(first)) wrong.push(`${text}: ${place(first)}`);
      else if (place(first) !== at) missed.push(`${text}: ${place(first)}`);
    }
  }
  assert.ok(number > 3000);
  assert.ok(wrong.length <= 0.01 * number, wrong.join("\n"));
  assert.ok(missed.length <= 0.01 * number, missed.join("\n"));
});

test("the same names, were they not listed, rarely lead to a guide, and are hardly ever chosen", async () => {
  const alone = await answerer(names);
  const found = services.map(({ name }) => ({ name, ...alone(name) })).filter(({ matches }) => isGuide(matches[0]));
  assert.ok(found.length <= 0.04 * services.length, found.map(({ name }) => name).join("\n"));
  assert.ok(found.filter(({ isSure }) => isSure).length <= 0.005 * services.length);
});

test("names in other scripts, with what is asked of them", () => {
  for (const [text, wanted] of [
    ["ספוטיפיי ביטול מנוי", "guides/spotify"],
    ["יוטיוב", "guides/youtube-premium"],
    ["नेटफ्लिक्स", "guides/netflix"],
    ["स्पॉटिफाई", "guides/spotify"],
    ["إلغاء اشتراك سبوتيفاي", "guides/spotify"],
    ["باي بال", "billers/paypal"],
    ["多邻国", "guides/duolingo"],
    ["넷플릭스 해지", "guides/netflix"],
    ["ディズニープラス 解約", "guides/disney-plus"],
  ])
    assert.equal(place(answer(text).matches[0]), wanted, text);
});
