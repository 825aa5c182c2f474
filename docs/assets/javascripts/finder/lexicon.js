/**
 * The index, made ready for matching: every word once, with the keys that it stands in.
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
 * @property {Int32Array[]} keyWords words of each key
 * @property {string[]} keyTexts each key in one piece: `hellofresh`
 * @property {Int32Array} keyBits letters of each key
 * @property {Int32Array} keyItems item of each key
 * @property {Int32Array} keyPlaces place of each key in its item
 * @property {Int32Array} order keys sorted by their text
 * @property {Set<number>} shared domains that several items have
 * @property {string} text all keys in one text, each after a line break, to find what stands in the middle of one
 * @property {ByLength} wordsByLength
 * @property {ByLength} keysByLength
 * @property {Int32Array} ends where each key ends in `text`
 * @property {Map<string, import("./reading.js").Word>} seen words that were looked up before: all but one stay with each letter that is typed
 */

import { letters } from "./distance.js";
import { NOISE, split } from "./words.js";

const LONGEST = 64;

/**
 * @param {string[]} texts
 * @returns {ByLength}
 */
function byLength(texts) {
  const starts = new Int32Array(LONGEST + 2);
  for (const text of texts) starts[Math.min(text.length, LONGEST) + 1]++;
  for (let length = 0; length <= LONGEST; length++) starts[length + 1] += starts[length];
  const places = new Int32Array(texts.length);
  const next = starts.slice();
  texts.forEach((text, place) => (places[next[Math.min(text.length, LONGEST)]++] = place));
  return { places, starts };
}

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
 * @param {Item[]} items
 * @returns {Lexicon}
 */
export function lexicon(items) {
  /** @type {string[][]} */
  const tokens = [];
  /** @type {number[]} */
  const keyItems = [];
  /** @type {number[]} */
  const keyPlaces = [];
  /** @type {string[]} */
  const keyTexts = [];
  /** @type {Map<string, Set<number>>} */
  const owners = new Map();
  /** @type {Map<string, number>} */
  const domains = new Map();
  items.forEach((item, itemIndex) => {
    item.keys.forEach(({ kind, text }, place) => {
      const all = split(text);
      // The end of a domain, and what stands before it on every site, is no word.
      const own = kind === "d" ? all.filter((word) => !NOISE.has(word)) : all;
      const words = own.length ? own : all;
      if (!words.length) return;
      for (const word of words) {
        let set = owners.get(word);
        if (!set) owners.set(word, (set = new Set()));
        set.add(itemIndex);
      }
      if (kind === "d") domains.set(text, (domains.get(text) ?? 0) + 1);
      tokens.push(words);
      keyItems.push(itemIndex);
      keyPlaces.push(place);
      keyTexts.push(all.join(""));
    });
  });
  const words = [...owners.keys()].sort();
  const ids = new Map(words.map((word, index) => [word, index]));
  const scale = Math.log(items.length + 2);
  const weights = Float32Array.from(words, (word) => {
    const rarity = Math.max(0.15, 1 - Math.log(1 + (owners.get(word)?.size ?? 0)) / scale);
    return NOISE.has(word) ? rarity * 0.4 : rarity;
  });
  const keyWords = tokens.map((own) => Int32Array.from(own, (word) => /** @type {number} */ (ids.get(word))));
  const starts = new Int32Array(words.length + 1);
  for (const own of keyWords) for (const id of own) starts[id + 1]++;
  for (let id = 0; id < words.length; id++) starts[id + 1] += starts[id];
  const postings = new Int32Array(starts[words.length]);
  const next = starts.slice();
  keyWords.forEach((own, key) => {
    for (const id of own) postings[next[id]++] = key;
  });
  const shared = new Set(
    keyItems.flatMap((item, key) => {
      const { kind, text } = items[item].keys[keyPlaces[key]];
      return kind === "d" && (domains.get(text) ?? 0) > 1 ? [key] : [];
    }),
  );
  const order = Int32Array.from(keyTexts.keys());
  order.sort((one, other) => (keyTexts[one] < keyTexts[other] ? -1 : keyTexts[one] > keyTexts[other] ? 1 : 0));
  return {
    items,
    words,
    ids,
    bits: Int32Array.from(words, letters),
    weights,
    postings,
    starts,
    keyWords,
    keyTexts,
    keyBits: Int32Array.from(keyTexts, letters),
    keyItems: Int32Array.from(keyItems),
    keyPlaces: Int32Array.from(keyPlaces),
    order,
    shared,
    wordsByLength: byLength(words),
    keysByLength: byLength(keyTexts),
    text: `\n${keyTexts.join("\n")}\n`,
    ends: Int32Array.from(
      (function* () {
        let end = 0;
        for (const text of keyTexts) yield (end += text.length + 1);
      })(),
    ),
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
