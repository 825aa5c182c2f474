/** Prints what Node answers to queries, for `tests/browser/`: a file of each index, and the queries as JSON on stdin. */

import { readFileSync } from "node:fs";
import { answerer } from "../../docs/assets/javascripts/finder/prepare.js";

const [names, known] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
const answer = await answerer(names, known);
/** @type {string[]} */
const queries = JSON.parse(readFileSync(0, "utf8"));
const told = queries.map((text) => {
  const { matches, isSure } = answer(text, 3);
  return [isSure, ...matches.map(({ item }) => `${item.room}/${item.slug}`)];
});
console.log(JSON.stringify(told));
