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
 * @property {string} note the word for its level, or the category of a service without a guide
 * @property {number} category the item of the page of its category, or -1
 *
 * @typedef {object} Topic words that a reader may have for a problem: all of them have to be there
 * @property {number} item
 * @property {string} text
 * @property {Set<string>} stems
 * @property {number} needed how many of them have to be there
 * @property {boolean} isTitle
 *
 * @typedef {object} Index
 * @property {import("./words.js").Lists} lists
 * @property {Item[]} items
 * @property {string[]} words every word, sorted
 * @property {Int32Array} bits letters of each word
 * @property {Map<string, number>} ids word to its place in `words`
 * @property {Map<string, number[]>} heads the shortest words that begin with one or two letters
 * @property {Map<string, number[]>} bySound words that are written otherwise than they sound
 * @property {Float32Array} weights how much each word tells: rare ones most
 * @property {Int32Array} keysOf keys of all words, one word after another
 * @property {Int32Array} starts where those of each word start
 * @property {string[]} texts each key as it is written
 * @property {Kind[]} kinds
 * @property {Int32Array} owners item of each key
 * @property {Float32Array} totals weight of all words of each key
 * @property {{words: string[], bits: Int32Array}} pieces keys without spaces and signs, sorted: `hellofresh`
 * @property {{words: string[], bits: Int32Array}} noise words around names, sorted
 * @property {Map<string, number[]>} keysByPiece
 * @property {Map<string, number[]>} phones the last digits of a phone number, with the items that have it
 * @property {Topic[]} topics
 * @property {Map<number, Set<string>>} bags every word that stands in the topics of a page
 * @property {Map<string, number[]>} topicsOf topics that have a word, by their places
 * @property {string[]} topicStems sorted
 * @property {Map<string, import("./query.js").Word>} seen words that were looked up before: all but one stay with each letter that is typed
 */

import { letters } from "./distance.js";
import { rowsOf } from "./rows.js";
import { read, sound, split, stems } from "./words.js";

/** The shape of the files that this script reads; `plugins/guides/site/outputs/search_index.py` writes the same. */
export const FORMAT = 5;
const COMMON_WEIGHT = 0.35;
const SMALL_WEIGHT = 0.1;
/** Digits at the end of a phone number that are the same with and without the code of its country. */
export const PHONE = 9;
const KINDS = /** @type {Kind[]} */ (["also", "former", "domains", "lines", "vendor"]);
/** Words that begin with one or two letters: nobody looks through more of them. */
export const MOST_HEADS = 60;

/**
 * @template K, V
 * @param {Map<K, V[]>} lists
 * @param {K} name
 * @param {V} value
 */
const add = (lists, name, value) => {
  const list = lists.get(name);
  if (list) list.push(value);
  else lists.set(name, [value]);
};

/**
 * @param {IndexFile[]} files
 * @param {() => Promise<void>} pause lets the browser answer its reader
 * @returns {Promise<Index>}
 */
export async function index(files, pause) {
  for (const { format } of files)
    if (format !== FORMAT) throw new Error(`the index has the format ${format}, and this script reads ${FORMAT}`);
  const lists = read(/** @type {import("./rows.js").Written} */ (files[0].lists));
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
  /** @type {Map<string, number[]>} */
  const phones = new Map();
  /** @type {[number, string][]} */
  const categories = [];
  for (const file of files) {
    const { levels = [] } = file;
    for (const row of rowsOf(file)) {
      const [room, slug = ""] = row.at.split("/");
      const { name, level = 0, category, words = [] } = row;
      const note = row.note ?? (level && levels[level] ? `${levels[level]} to cancel` : "");
      const item = items.push({ room, slug, name, note, category: -1 }) - 1;
      places.set(row.at, item);
      if (category) categories.push([item, `categories/${category}`]);
      /** @param {Kind} kind @param {string} text */
      const key = (kind, text) => {
        texts.push(text);
        kinds.push(kind);
        owners.push(item);
      };
      /** @param {string} text @param {boolean} isTitle */
      const topic = (text, isTitle) => {
        const own = new Set(stems(text, lists));
        const needed = [...own].filter((one) => !lists.small.has(one)).length;
        topics.push({ item, text, stems: own, needed, isTitle });
      };
      if (/^(guides|billers|services)$/.test(room)) key("name", name);
      else topic(name, true);
      for (const text of words) topic(text, false);
      for (const kind of KINDS)
        for (const text of /** @type {Record<string, string[]>} */ (/** @type {unknown} */ (row))[kind] ?? [])
          key(kind, text);
      for (const phone of row.phones ?? []) add(phones, phone.slice(-PHONE), item);
    }
  }
  for (const [item, at] of categories) {
    const one = items[item];
    one.category = places.get(at) ?? -1;
    if (one.room === "services") one.note = items[one.category]?.name ?? "";
  }
  /** @type {Map<number, Set<string>>} */
  const bags = new Map();
  /** @type {Map<string, number[]>} */
  const topicsOf = new Map();
  for (const [place, { item, stems: own }] of topics.entries()) {
    bags.set(item, new Set([...(bags.get(item) ?? []), ...own]));
    for (const one of own) add(topicsOf, one, place);
  }
  await pause();

  /** @type {Map<string, number[]>} */
  const keysOfWord = new Map();
  /** @type {Map<string, number[]>} */
  const keysByPiece = new Map();
  for (const [key, text] of texts.entries()) {
    const all = split(text);
    // The end of a domain, and what stands before it on every site, is no word.
    const own = kinds[key] === "domains" ? all.filter((word) => !lists.noise.has(word)) : all;
    for (const word of new Set(own.length ? own : all)) add(keysOfWord, word, key);
    add(keysByPiece, all.join(""), key);
    if (key % 2000 === 1999) await pause();
  }
  const words = [...keysOfWord.keys()].sort();
  const pieces = [...keysByPiece.keys()].sort();
  const noise = [...lists.noise].sort();
  await pause();
  const scale = Math.log(items.length + 2);
  const totals = new Float32Array(texts.length);
  const weights = new Float32Array(words.length);
  /** @type {number[]} */
  const keysOf = [];
  const starts = [0];
  /** @type {Map<string, number[]>} */
  const bySound = new Map();
  for (const [id, word] of words.entries()) {
    const keys = /** @type {number[]} */ (keysOfWord.get(word));
    const rarity = 1 - Math.log(new Set(keys.map((key) => owners[key])).size) / scale;
    weights[id] =
      Math.max(0.2, rarity) * (lists.small.has(word) ? SMALL_WEIGHT : lists.common.has(word) ? COMMON_WEIGHT : 1);
    for (const key of keys) totals[key] += weights[id];
    keysOf.push(...keys);
    starts.push(keysOf.length);
    const heard = sound(word);
    if (heard !== word) add(bySound, heard, id);
    if (id % 2000 === 1999) await pause();
  }
  await pause();
  /** @type {Map<string, number[]>} */
  const heads = new Map();
  // What stands in many names tells nothing of one by its first letters: `premium`.
  for (const id of [...words.keys()].sort((one, other) => words[one].length - words[other].length))
    for (const head of new Set([words[id][0], words[id].slice(0, 2)]))
      if (starts[id + 1] - starts[id] < MOST_HEADS && (heads.get(head)?.length ?? 0) < MOST_HEADS) add(heads, head, id);
  await pause();
  return {
    ...{
      lists,
      items,
      words,
      heads,
      bySound,
      weights,
      texts,
      kinds,
      totals,
      keysByPiece,
      phones,
      topics,
      bags,
      topicsOf,
    },
    ids: new Map(words.map((word, id) => [word, id])),
    bits: Int32Array.from(words, letters),
    keysOf: Int32Array.from(keysOf),
    starts: Int32Array.from(starts),
    owners: Int32Array.from(owners),
    pieces: { words: pieces, bits: Int32Array.from(pieces, letters) },
    noise: { words: noise, bits: Int32Array.from(noise, letters) },
    topicStems: [...topicsOf.keys()].sort(),
    seen: new Map(),
  };
}
