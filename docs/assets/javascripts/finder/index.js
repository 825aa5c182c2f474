/**
 * The index, made ready for ranking: every word once, with the keys that it stands in.
 *
 * Thousands of small lists would keep a phone busy making and collecting them; so each kind of
 * list is one long one, with where each part of it starts.
 *
 * @typedef {import("./rows.js").IndexFile} IndexFile
 * @typedef {"name" | "also" | "former" | "domains" | "lines" | "vendor"} Kind
 *
 * @typedef {object} Item
 * @property {string} room folder of the page: `guides`, `billers`, `help`, `law`, `categories`, `services`
 * @property {string} slug empty for the list of a folder
 * @property {string} name
 * @property {number} level 1 to 5, or 0 when not rated
 * @property {string} note the word for the level, or the category of a service without a guide
 *
 * @typedef {object} Topic words that a reader may have for a problem: all of them have to be there
 * @property {number} item
 * @property {string} text
 * @property {string[]} stems
 * @property {boolean} isTitle whether a part of it is enough
 *
 * @typedef {{places: Int32Array, starts: Int32Array}} Groups members of all groups, one group after another
 * @typedef {object} Index
 * @property {Item[]} items
 * @property {string[]} words every word, sorted
 * @property {Map<string, number>} ids word to its place in `words`
 * @property {Map<string, number[]>} bySound words that are written otherwise than they sound
 * @property {Int32Array} letters letters of each word, as bits
 * @property {Float32Array} weights how much each word tells: rare ones most
 * @property {Groups} keysOf keys of each word
 * @property {Groups} byLength words by their length
 * @property {string[]} texts each key as it is written
 * @property {string[]} pieces each key without spaces and signs: `hellofresh`
 * @property {Int32Array} pieceLetters letters of each piece, as bits
 * @property {Groups} piecesByLength keys by the length of their piece
 * @property {Map<string, number[]>} keysByPiece
 * @property {Kind[]} kinds
 * @property {Int32Array} owners item of each key
 * @property {Float32Array} totals weight of all words of each key
 * @property {Map<string, number[]>} phones the last digits of a phone number, with the items that have it
 * @property {Topic[]} topics
 * @property {Map<number, Set<string>>} bags every word that stands in the topics of a page
 * @property {Map<number, number[]>} itemsOf what is in a category, by the item of its page
 * @property {Map<string, number[]>} topicsOf topics that have a word, by their places
 * @property {Map<string, import("./query.js").Word>} seen words that were looked up before: all but one stay with each letter that is typed
 */

import { letters } from "./distance.js";
import { rowsOf } from "./rows.js";
import { COMMON, NOISE, SMALL, SYNONYMS, split } from "./words.js";

/** The shape of the files that this script reads; `plugins/guides/site/outputs/search_index.py` writes the same. */
export const FORMAT = 3;
const LONGEST = 40;
const COMMON_WEIGHT = 0.35;
const SMALL_WEIGHT = 0.1;
/** Digits at the end of a phone number that are the same with and without the code of its country. */
export const PHONE = 9;
const KINDS = /** @type {Kind[]} */ (["also", "former", "domains", "lines", "vendor"]);

/**
 * Sorts numbers below a limit into groups.
 *
 * @param {number} groups
 * @param {ArrayLike<number>} groupOf
 * @returns {Groups}
 */
function grouped(groups, groupOf) {
  const starts = new Int32Array(groups + 1);
  for (let place = 0; place < groupOf.length; place++) starts[groupOf[place] + 1]++;
  for (let group = 0; group < groups; group++) starts[group + 1] += starts[group];
  const places = new Int32Array(groupOf.length);
  const next = starts.slice();
  for (let place = 0; place < groupOf.length; place++) places[next[groupOf[place]]++] = place;
  return { places, starts };
}

/**
 * The members of neighbouring groups.
 *
 * @param {Groups} groups
 * @param {number} first
 * @param {number} [last]
 */
export const members = ({ places, starts }, first, last = first) =>
  places.subarray(starts[Math.max(0, first)], starts[Math.min(last, starts.length - 2) + 1]);

/** @param {string[]} texts */
const lengths = (texts) =>
  grouped(
    LONGEST + 1,
    texts.map((text) => Math.min(text.length, LONGEST)),
  );

/**
 * A word without the ending that changes with its place in a sentence, and by its commoner synonym.
 *
 * @param {string} word
 */
export function stem(word) {
  const bare =
    word.length < 5
      ? word.replace(/([^sw])s$/, "$1")
      : word.replace(word.length > 8 ? /(ation|ing|ed|es|e|s)$/ : /(ing|ed|es|e|s)$/, "").replace(/is$/, "iz");
  const one = bare.length > 5 ? bare.replace(/ll$/, "l") : bare;
  return SYNONYMS.get(one) ?? one;
}

/**
 * How a word is heard, for those who write it by ear: `filo`, `netflicks`, `spottify`.
 *
 * @param {string} word
 */
export const sound = (word) =>
  word
    .replace(/c?ks|cs/g, "x")
    .replace(/ph/g, "f")
    .replace(/c?k|q|c(?![ehiy])/g, "c")
    .replace(/([a-z])\1/g, "$1");

/** @param {string} text */
export const stems = (text) => split(text).map((word) => (SMALL.has(word) ? word : stem(word)));

/**
 * The place of the first word of a sorted list that is not before `text`.
 *
 * @param {string[]} words
 * @param {string} text
 */
export function lowest(words, text) {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle] < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * @param {IndexFile[]} files
 * @param {() => Promise<void>} pause lets the browser answer its reader
 * @returns {Promise<Index>}
 */
export async function index(files, pause) {
  /** @type {Item[]} */
  const items = [];
  /** @type {string[]} */
  const texts = [];
  /** @type {Kind[]} */
  const kinds = [];
  /** @type {number[]} */
  const owners = [];
  /** @type {Topic[]} */
  const topics = [];
  /** @type {Map<string, number>} */
  const places = new Map();
  /** @type {Map<number, string>} */
  const ofCategory = new Map();
  /** @type {Map<string, number[]>} */
  const phones = new Map();
  for (const file of files) {
    const { format, levels = [] } = file;
    if (format !== FORMAT) throw new Error(`the index has the format ${format}, and this script reads ${FORMAT}`);
    for (const row of rowsOf(file)) {
      const [room, slug = ""] = row.at.split("/");
      const word = levels[row.level ?? 0];
      const rated = row.note ?? (row.level && word ? `${word} to cancel` : "");
      const item = items.push({ room, slug, name: row.name, level: row.level ?? 0, note: rated }) - 1;
      places.set(row.at, item);
      if (row.category) ofCategory.set(item, `categories/${row.category}`);
      const isNamed = room === "guides" || room === "billers" || room === "services";
      if (isNamed) {
        texts.push(row.name);
        kinds.push("name");
        owners.push(item);
      } else topics.push({ item, text: row.name, stems: stems(row.name), isTitle: true });
      for (const text of row.words ?? []) topics.push({ item, text, stems: stems(text), isTitle: false });
      for (const kind of KINDS) {
        for (const text of /** @type {Record<string, string[] | undefined>} */ (/** @type {unknown} */ (row))[kind] ??
          []) {
          texts.push(text);
          kinds.push(kind);
          owners.push(item);
        }
      }
      for (const phone of row.phones ?? [])
        phones.set(phone.slice(-PHONE), [...(phones.get(phone.slice(-PHONE)) ?? []), item]);
    }
  }
  /** @type {Map<number, number[]>} */
  const itemsOf = new Map();
  for (const [item, at] of ofCategory) {
    const page = places.get(at);
    if (page === undefined) continue;
    if (items[item].room === "services") items[item].note = items[page].name;
    itemsOf.set(page, [...(itemsOf.get(page) ?? []), item]);
  }
  /** @type {Map<number, Set<string>>} */
  const bags = new Map();
  for (const { item, stems: own } of topics) bags.set(item, new Set([...(bags.get(item) ?? []), ...own]));
  await pause();

  /** @type {Map<string, {items: number, last: number}>} */
  const known = new Map();
  const pieces = [];
  /** @type {string[][]} */
  const wordsOfKeys = [];
  for (let key = 0; key < texts.length; key++) {
    const all = split(texts[key]);
    // The end of a domain, and what stands before it on every site, is no word.
    const own = kinds[key] === "domains" ? all.filter((word) => !NOISE.has(word)) : all;
    const told = [...new Set(own.length ? own : all)];
    for (const word of told) {
      const before = known.get(word);
      if (!before) known.set(word, { items: 1, last: owners[key] });
      else if (before.last !== owners[key]) {
        before.items++;
        before.last = owners[key];
      }
    }
    pieces.push(all.join(""));
    wordsOfKeys.push(told);
    if (key % 4000 === 3999) await pause();
  }
  const words = [...known.keys()].sort();
  const ids = new Map(words.map((word, id) => [word, id]));
  /** @type {Map<string, number[]>} */
  const bySound = new Map();
  words.forEach((word, id) => {
    const heard = sound(word);
    if (heard !== word) bySound.set(heard, [...(bySound.get(heard) ?? []), id]);
  });
  const scale = Math.log(items.length + 2);
  const weights = Float32Array.from(words, (word) => {
    const rarity = Math.max(0.2, 1 - Math.log(known.get(word)?.items ?? 1) / scale);
    return rarity * (SMALL.has(word) ? SMALL_WEIGHT : COMMON.has(word) ? COMMON_WEIGHT : 1);
  });
  await pause();
  /** @type {number[]} */
  const wordOf = [];
  /** @type {number[]} */
  const keyOf = [];
  const totals = new Float32Array(texts.length);
  wordsOfKeys.forEach((told, key) => {
    for (const word of told) {
      const id = /** @type {number} */ (ids.get(word));
      totals[key] += weights[id];
      wordOf.push(id);
      keyOf.push(key);
    }
  });
  const byWord = grouped(words.length, wordOf);
  /** @type {Map<string, number[]>} */
  const keysByPiece = new Map();
  pieces.forEach((piece, key) => {
    const before = keysByPiece.get(piece);
    if (before) before.push(key);
    else keysByPiece.set(piece, [key]);
  });
  /** @type {Map<string, number[]>} */
  const topicsOf = new Map();
  topics.forEach(({ stems: own }, place) => {
    for (const one of new Set(own)) topicsOf.set(one, [...(topicsOf.get(one) ?? []), place]);
  });
  return {
    items,
    words,
    ids,
    bySound,
    letters: Int32Array.from(words, letters),
    weights,
    keysOf: { places: byWord.places.map((place) => keyOf[place]), starts: byWord.starts },
    byLength: lengths(words),
    texts,
    pieces,
    pieceLetters: Int32Array.from(pieces, letters),
    piecesByLength: lengths(pieces),
    keysByPiece,
    kinds,
    owners: Int32Array.from(owners),
    totals,
    phones,
    topics,
    bags,
    itemsOf,
    topicsOf,
    seen: new Map(),
  };
}
