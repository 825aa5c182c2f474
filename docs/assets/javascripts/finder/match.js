/**
 * Finds the pages that a text leads to: a name, a half of one, a typing error, or a line of a
 * bank statement. Pure: an index and a text in, a ranked list out.
 *
 * @typedef {import("./unpack.js").Item} Item
 * @typedef {import("./unpack.js").Key} Key
 * @typedef {import("./lexicon.js").Lexicon} Lexicon
 * @typedef {import("./reading.js").Reading} Reading
 * @typedef {import("./reading.js").Word} Word
 *
 * @typedef {object} Match
 * @property {Item} item
 * @property {Key} key what matched best
 * @property {number} score 3 and more: a whole name; 2 to 3: the beginning of one; 1 to 2: words of one; typing errors cost
 */

import { bound, count, errors, letters } from "./distance.js";
import { lowest, ofLength } from "./lexicon.js";
import { isKnown, read } from "./reading.js";
import { CARRIERS } from "./words.js";

/** What a match by a key of some kind costs. */
const COST = { n: 0, a: 0.04, f: 0.05, s: 0.03, d: 0.1, v: 1.6 };
const SHARED = 0.9;
/** Services come before pages on help and law that are as near. */
const ABOUT = 0.5;
const LEAST = 0.75;
const WIDE = 400;

/** @param {Lexicon} lexicon */
export function matcher(lexicon) {
  const { items, keyItems, keyPlaces, keyTexts, keyBits, keyWords, keyStarts, order, postings, starts, weights, shared, ends } = lexicon;
  /** @param {number} key */
  const kind = (key) => items[keyItems[key]].keys[keyPlaces[key]].kind;
  const costs = Float32Array.from(
    keyItems,
    (item, key) => COST[kind(key)] + (shared.has(key) ? SHARED : 0) + (/^(help|law)$/.test(items[item].room) ? ABOUT : 0),
  );
  /** @param {number} index */
  const sortedText = (index) => keyTexts[order[index]];

  /**
   * Calls back for each key that begins with a text.
   *
   * @param {string} text
   * @param {(key: number) => void} visit
   */
  function beginning(text, visit) {
    for (let place = lowest(order.length, sortedText, text); place < order.length; place++) {
      if (!sortedText(place).startsWith(text)) break;
      visit(order[place]);
    }
  }

  /**
   * Calls back for each key that is a text with typing errors.
   *
   * @param {string} text
   * @param {(key: number, errors: number) => void} visit
   */
  function misspelt(text, visit) {
    const most = bound(text.length);
    const own = letters(text);
    for (const key of ofLength(lexicon.keysByLength, text.length - most, text.length + most)) {
      if (count(own & ~keyBits[key]) > most || count(keyBits[key] & ~own) > most) continue;
      const [whole] = errors(text, keyTexts[key], most);
      if (whole <= most) visit(key, whole);
    }
  }

  /**
   * Calls back for keys with a text in their middle, up to a number of them.
   *
   * @param {string} text
   * @param {(key: number) => void} visit
   */
  function inside(text, visit) {
    let key = 0;
    let at = lexicon.text.indexOf(text);
    for (let left = WIDE; at >= 0 && left > 0; left--) {
      while (ends[key] <= at) key++;
      if (lexicon.text[at - 1] !== "\n") visit(key);
      at = lexicon.text.indexOf(text, ends[key]);
    }
  }

  /**
   * Whether so many letters are whole words of a key: `youtube` of `YouTube TV` and `YouTube Premium` alike.
   *
   * @param {number} key
   * @param {number} length
   */
  function isWords(key, length) {
    for (let place = keyStarts[key]; place < keyStarts[key + 1] && length > 0; place++) {
      length -= lexicon.words[keyWords[place]].length;
    }
    return length === 0;
  }

  /**
   * How much of a key's words and of the query's words are one another's.
   *
   * @param {Word[]} query
   * @param {number} total weight of all words of the query
   * @param {number} key
   */
  function words(query, total, key) {
    const own = keyWords.subarray(keyStarts[key], keyStarts[key + 1]);
    let [keyTotal, keyFound, found, used] = [0, 0, 0, 0];
    for (const id of own) keyTotal += weights[id];
    for (const word of query) {
      let [best, at] = [0, -1];
      for (let place = 0; place < own.length; place++) {
        if (used & (1 << place)) continue;
        const id = own[place];
        let quality = word.ids.get(id) ?? 0;
        if (!quality && id >= word.low && id < word.high) {
          quality = 0.8 + 0.15 * (word.text.length / lexicon.words[id].length);
        }
        if (quality > best) [best, at] = [quality, place];
      }
      if (at < 0) continue;
      used |= 1 << at;
      found += word.weight * best;
      keyFound += weights[own[at]] * best;
    }
    return [found / total, keyFound / keyTotal];
  }

  /**
   * @param {string} text
   * @param {number} [most] how many matches to give
   * @returns {Match[]}
   */
  return function match(text, most = 8) {
    const { words: query, pieces, beginnings, isPassedOn } = read(lexicon, text);
    if (!query.length) return [];
    /** @type {Map<number, {score: number, key: number, covered: number}>} */
    const found = new Map();
    /** @param {number} key @param {number} score @param {number} [covered] */
    const note = (key, score, covered = 0) => {
      const rated = score - costs[key];
      const item = keyItems[key];
      const old = found.get(item);
      if (!old) found.set(item, { score: rated, key, covered });
      else {
        if (rated > old.score) [old.score, old.key] = [rated, key];
        if (covered > old.covered) old.covered = covered;
      }
    };

    let isBegun = false;
    pieces.forEach((expense, piece) => {
      beginning(piece, (key) => {
        const isSame = keyTexts[key].length === piece.length;
        if (expense < 0.2) isBegun = true;
        const share = isWords(key, piece.length) ? 1 : piece.length / keyTexts[key].length;
        note(key, (isSame ? 4 : 2.5 + 0.4 * share) - expense);
      });
    });
    beginnings.forEach((piece, index) => {
      if (piece.length < 3) return;
      for (let place = lowest(order.length, sortedText, piece); sortedText(place) === piece; place++) {
        const key = order[place];
        if (kind(key) === "s" || kind(key) === "d") note(key, (isPassedOn && CARRIERS.has(piece) ? 1.5 : 3.3) + 0.02 * index);
      }
    });

    const total = query.reduce((sum, word) => sum + word.weight, 0);
    /** @type {Set<number>} */
    const keys = new Set();
    const telling = query.filter((word) => !word.isNoise);
    const narrow = telling.filter((word) => isKnown(word) && starts[word.high] - starts[word.low] < WIDE);
    for (const word of narrow.length ? narrow : telling) {
      for (const id of word.ids.keys()) for (let at = starts[id]; at < starts[id + 1]; at++) keys.add(postings[at]);
      const end = Math.min(starts[word.high], starts[word.low] + WIDE);
      for (let at = starts[word.low]; at < end; at++) keys.add(postings[at]);
    }
    for (const key of keys) {
      const [ofQuery, ofKey] = words(query, total, key);
      note(key, 1.1 * ofQuery + 0.8 * ofKey + (ofQuery > 0.97 ? 0.35 : 0), ofQuery);
    }

    // Errors are looked for only where nothing begins with the text: that would come first anyway.
    if (!isBegun) {
      let left = 2;
      for (const [piece, expense] of pieces) {
        if (piece.length > 3) misspelt(piece, (key, errors) => note(key, 2.35 - errors * Math.min(0.35, 1.6 / piece.length) - expense));
        if (piece.length > 2 && left-- > 0) inside(piece, (key) => note(key, 1.1 + 0.4 * (piece.length / keyTexts[key].length) - expense));
      }
    }

    const ranked = [...found].map(([item, { score, key, covered }]) => ({ item, key, score: score + 0.25 * covered }));
    // The order of the items, which is that of their names, decides between equals.
    ranked.sort((one, other) => other.score - one.score || one.item - other.item);
    const floor = Math.max(LEAST, (ranked[0]?.score ?? 0) * 0.4);
    return ranked
      .filter(({ score }) => score >= floor)
      .slice(0, most)
      .map(({ item, key, score }) => ({ item: items[item], key: items[item].keys[keyPlaces[key]], score }));
  };
}
