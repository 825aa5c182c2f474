/**
 * The index, made ready for matching: every word once, with the keys that it stands in.
 *
 * Thousands of small lists would keep a phone busy making and collecting them; so each kind of
 * list is one long one, with where each part of it starts.
 *
 * @typedef {import("./unpack.js").Item} Item
 * @typedef {{places: Int32Array, starts: Int32Array}} ByLength places of texts, the shortest first, and where each length starts
 * @typedef {object} Lexicon
 * @property {Item[]} items
 * @property {string[]} words every word, sorted
 * @property {Map<string, number>} ids word to its place in `words`
 * @property {Int32Array} bits letters of each word
 * @property {Float32Array} weights how much each word tells: rare ones most
 * @property {Int32Array} postings keys of all words, one word after another
 * @property {Int32Array} starts where the keys of a word begin in `postings`
 * @property {Int32Array} keyWords words of all keys, one key after another
 * @property {Int32Array} keyStarts where the words of a key begin in `keyWords`
 * @property {string[]} keyTexts each key in one piece: `hellofresh`
 * @property {Int32Array} keyBits letters of each key
 * @property {Int32Array} keyItems item of each key
 * @property {Int32Array} keyPlaces place of each key in its item
 * @property {Int32Array} order keys sorted by their text
 * @property {Set<number>} shared domains that several items have
 * @property {string} text all keys in one text, each after a line break, to find what stands in the middle of one
 * @property {Int32Array} ends where each key ends in `text`
 * @property {ByLength} wordsByLength
 * @property {ByLength} keysByLength
 * @property {Map<string, import("./reading.js").Word>} seen words that were looked up before: all but one stay with each letter that is typed
 */

import { letters } from "./distance.js";
import { NOISE, wordsAndLines } from "./words.js";

const LONGEST = 64;

/**
 * Sorts numbers below a limit into groups: the members of all groups, and where each group starts.
 *
 * @param {number} groups
 * @param {ArrayLike<number>} groupOf
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
 * @param {string[]} texts
 * @returns {ByLength}
 */
const byLength = (texts) => grouped(LONGEST + 1, texts.map((text) => Math.min(text.length, LONGEST)));

/**
 * The places of texts whose length is between two.
 *
 * @param {ByLength} sorted
 * @param {number} least
 * @param {number} most
 */
export const ofLength = ({ places, starts }, least, most) =>
  places.subarray(starts[Math.min(Math.max(least, 0), LONGEST)], starts[Math.min(most, LONGEST) + 1]);

/**
 * Cuts all keys into words, which is the longer half of the work.
 *
 * @param {Item[]} items
 */
export function gather(items) {
  /** @type {Map<string, number>} every word, with the place at which it was met first */
  const found = new Map();
  /** @type {number[]} how many items have a word */
  const owners = [];
  /** @type {number[]} the last item that had it */
  const last = [];
  /** @type {number[]} words of all keys */
  const inKeys = [];
  /** @type {number[]} key of each of them */
  const keyOf = [];
  const keyStarts = [0];
  /** @type {number[]} */
  const keyItems = [];
  /** @type {number[]} */
  const keyPlaces = [];
  /** @type {string[]} */
  const keyTexts = [];
  // All keys at once, a line each: one by one takes twice the time.
  const parts = wordsAndLines(items.map(({ keys }) => keys.map(({ text }) => `${text}\n`).join("")).join(""));
  let part = 0;
  items.forEach(({ keys }, item) => {
    keys.forEach(({ kind }, place) => {
      const from = part;
      while (parts[part] !== "\n") part++;
      const all = parts.slice(from, part++);
      // The end of a domain, and what stands before it on every site, is no word.
      const own = kind === "d" ? all.filter((word) => !NOISE.has(word)) : all;
      const told = own.length ? own : all;
      if (!told.length) return;
      for (const word of told) {
        let id = found.get(word);
        if (id === undefined) {
          id = found.size;
          found.set(word, id);
          owners.push(0);
          last.push(-1);
        }
        if (last[id] !== item) owners[id]++;
        last[id] = item;
        inKeys.push(id);
        keyOf.push(keyTexts.length);
      }
      keyItems.push(item);
      keyPlaces.push(place);
      keyTexts.push(all.join(""));
      keyStarts.push(inKeys.length);
    });
  });
  return { items, found, owners, inKeys, keyOf, keyStarts, keyItems, keyPlaces, keyTexts };
}

/**
 * Sorts what was gathered, so that words and keys are found fast.
 *
 * @param {ReturnType<typeof gather>} gathered
 * @returns {Lexicon}
 */
export function lexicon({ items, found, owners, inKeys, keyOf, keyStarts, keyItems, keyPlaces, keyTexts }) {
  const words = [...found.keys()].sort();
  const ids = new Map(words.map((word, id) => [word, id]));
  const sorted = Int32Array.from(found.keys(), (word) => /** @type {number} */ (ids.get(word)));
  const keyWords = Int32Array.from(inKeys, (id) => sorted[id]);
  const { places, starts } = grouped(words.length, keyWords);
  const scale = Math.log(items.length + 2);
  const weights = new Float32Array(words.length);
  owners.forEach((count, id) => {
    const rarity = Math.max(0.15, 1 - Math.log(1 + count) / scale);
    weights[sorted[id]] = NOISE.has(words[sorted[id]]) ? rarity * 0.4 : rarity;
  });
  /** @type {Map<string, number[]>} */
  const domains = new Map();
  keyItems.forEach((item, key) => {
    const { kind, text } = items[item].keys[keyPlaces[key]];
    if (kind === "d") domains.set(text, [...(domains.get(text) ?? []), key]);
  });
  // Browsers sort plain texts much faster than by a function; the number of the key travels along.
  const order = Int32Array.from(
    keyTexts.map((text, key) => `${text}\n${key}`).sort(),
    (text) => Number(text.slice(text.indexOf("\n"))),
  );
  let end = 0;
  return {
    items,
    words,
    ids,
    bits: Int32Array.from(words, letters),
    weights,
    postings: places.map((place) => keyOf[place]),
    starts,
    keyWords,
    keyStarts: Int32Array.from(keyStarts),
    keyTexts,
    keyBits: Int32Array.from(keyTexts, letters),
    keyItems: Int32Array.from(keyItems),
    keyPlaces: Int32Array.from(keyPlaces),
    order,
    shared: new Set([...domains.values()].flatMap((keys) => (keys.length > 1 ? keys : []))),
    text: `\n${keyTexts.join("\n")}\n`,
    ends: Int32Array.from(keyTexts, (text) => (end += text.length + 1)),
    wordsByLength: byLength(words),
    keysByLength: byLength(keyTexts),
    seen: new Map(),
  };
}

/**
 * The first place in a sorted list whose text is not before `text`.
 *
 * @param {number} length
 * @param {(index: number) => string} at
 * @param {string} text
 */
export function lowest(length, at, text) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
