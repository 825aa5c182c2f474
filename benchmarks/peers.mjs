/**
 * How often other search libraries are right on the lists that the finder is judged by: one corpus, one run.
 *
 *     node benchmarks/peers.mjs SITE PACKAGES
 *
 * SITE is a built site, PACKAGES a folder in which the versions named below are installed. Every library gets the
 * names, and the settings for typing errors that its own documentation starts with; the best of them gets the queries
 * a second time without the words that say nothing, by the finder's own lists.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { answerer } from "../docs/assets/javascripts/finder/prepare.js";
import { rowsOf } from "../docs/assets/javascripts/finder/rows.js";
import { read as listsOf, split } from "../docs/assets/javascripts/finder/words.js";

export const PACKAGES = {
  minisearch: "7.2.0",
  "fuse.js": "7.5.0",
  "@leeoniya/ufuzzy": "1.0.19",
  "@orama/orama": "3.1.18",
};
const [site, packages] = process.argv.slice(2);
const { resolve: find } = createRequire(pathToFileURL(`${resolve(packages)}/`));
/** @param {string} name */
const load = (name) => import(pathToFileURL(find(name)).href);
/** @param {string} name */
const read = (name) => JSON.parse(readFileSync(`${site}/assets/${name}`, "utf8"));
const files = [read("finder.json"), read("finder-known.json")];
const rows = files.flatMap(rowsOf).map((row, id) => ({ ...row, id }));
const KINDS = ["name", "also", "former", "domains", "lines", "vendor", "words"];
const documents = rows.map((row) => ({
  id: String(row.id),
  ...Object.fromEntries(KINDS.map((kind) => [kind, [row[kind] ?? []].flat().join(" ; ")])),
}));
const BOOST = { name: 4, also: 3, former: 2, words: 2 };

const { noise, short } = listsOf(files[0].lists);
/** @param {string} text */
const told = (text) => {
  const words = split(text).filter((word) => !noise.has(word) && !/^\d+$/.test(word));
  return words.map((word) => short.get(word) ?? word).join(" ") || text;
};

const engines = {};
const answer = await answerer(files[0], files[1]);
engines["the finder"] = (text) => {
  const [match] = answer(text, 1).matches;
  return match && `${match.item.room}${match.item.slug && `/${match.item.slug}`}`;
};
{
  const { default: MiniSearch } = await load("minisearch");
  const options = { boost: BOOST, prefix: true, fuzzy: 0.2 };
  const mini = new MiniSearch({ fields: KINDS, searchOptions: options });
  mini.addAll(documents);
  engines.MiniSearch = (text) => rows[mini.search(text)[0]?.id]?.at;
}
{
  const { default: UFuzzy } = await load("@leeoniya/ufuzzy");
  const texts = rows.flatMap((row) => KINDS.flatMap((kind) => [row[kind] ?? []].flat().map((text) => [text, row.at])));
  const haystack = texts.map(([text]) => text);
  const fuzzy = new UFuzzy({ intraMode: 1 });
  engines.uFuzzy = (text) => {
    const [ids, info, order] = fuzzy.search(haystack, text, 1);
    const first = info?.idx?.[order?.[0] ?? -1] ?? ids?.[0];
    return first === undefined ? undefined : texts[first][1];
  };
}
{
  const { create, insertMultiple, search } = await load("@orama/orama");
  const orama = create({ schema: Object.fromEntries(KINDS.map((kind) => [kind, "string"])) });
  await insertMultiple(orama, documents);
  engines.Orama = async (text) => {
    const { hits } = await search(orama, { term: text, tolerance: 1, boost: BOOST, limit: 1 });
    return hits[0] && rows[hits[0].id].at;
  };
}
{
  const { default: Fuse } = await load("fuse.js");
  const keys = KINDS.map((name) => ({ name, weight: BOOST[name] ?? 1 }));
  const fuse = new Fuse(rows, { keys, ignoreLocation: true, includeScore: true });
  engines["Fuse.js"] = (text) => fuse.search(text.slice(0, 32), { limit: 1 })[0]?.item.at;
}

const lists = ["", "second/", "third/", "fourth/", "fifth/", "sixth/", "seventh/"];
/** @param {string} name */
const queries = (name) =>
  lists
    .map((folder) => readFileSync(new URL(`../tests/finder/${folder}${name}.tsv`, import.meta.url), "utf8"))
    .flatMap((text) => text.split("\n").filter((line) => line && !line.startsWith("#")))
    .map((line) => line.split("\t"));

/** @param {(text: string) => Promise<string | undefined> | string | undefined} first */
async function judge(first) {
  const rates = [];
  for (const name of ["names", "statements", "questions"]) {
    const all = queries(name);
    let right = 0;
    for (const [text, wanted] of all) right += Number(wanted.split("|").includes((await first(text)) ?? "nothing"));
    rates.push(right / all.length);
  }
  for (const isListed of [true, false]) {
    const all = queries("negatives").filter(([, name]) => (name !== "-") === isListed);
    let wrong = 0;
    for (const [text, name] of all) {
      const found = (await first(text)) ?? "";
      wrong += Number(/^(guides|billers)\//.test(found) && found !== (name === "-" ? "" : engines["the finder"](name)));
    }
    rates.push(wrong / all.length);
  }
  return rates;
}

const WIDE = ["names", "statements", "questions", "negatives"].map((name) => queries(name).length);
console.log(`${rows.length} pages and names; ${WIDE.join(", ")} queries`);
console.log("| | names right first | statement lines | questions | wrong guide first, listed | unlisted |");
console.log("| --- | --- | --- | --- | --- | --- |");
for (const [name, first] of Object.entries(engines)) {
  for (const isHelped of name === "MiniSearch" ? [false, true] : [false]) {
    const rates = await judge(isHelped ? (text) => first(told(text)) : first);
    console.log(`| ${name}${isHelped ? ", our words" : ""} | ${rates.map((rate) => rate.toFixed(3)).join(" | ")} |`);
  }
}
