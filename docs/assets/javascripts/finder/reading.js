/**
 * What somebody may have meant by the text in the field: words, with the words of the index that
 * each of them can be, and the text without what says nothing.
 *
 * @typedef {import("./lexicon.js").Lexicon} Lexicon
 * @typedef {object} Word
 * @property {string} text
 * @property {boolean} isNoise
 * @property {boolean} isCarrier
 * @property {number} weight how much the match of this word counts
 * @property {Map<number, number>} ids words of the index that it can be, with how surely: 1 is the word itself
 * @property {number} low the words of the index that begin with it: from here ...
 * @property {number} high ... to before here
 *
 * @typedef {object} Reading
 * @property {Word[]} words
 * @property {Map<string, number>} pieces the text in one piece, from all of it to its core, with what a match of it costs
 * @property {string[]} beginnings the first word, the first two ... in one piece, with and without who passes the money on
 * @property {boolean} isPassedOn whether somebody passes on the money for a service that is named too
 */

import { bound, count, errors, letters } from "./distance.js";
import { lowest, ofLength } from "./lexicon.js";
import { CARRIERS, CODES, fold, NOISE, SHORT, split } from "./words.js";

const MOST_WORDS = 14;
const UNKNOWN = 0.15;

/** @param {string} text */
const hasDigit = (text) => /\d/.test(text);

/**
 * Cuts `spotifyusa` into words that are known; nothing when it cannot be cut.
 *
 * @param {Lexicon} lexicon
 * @param {string} text
 * @returns {string[]}
 */
function cut(lexicon, text) {
  /** @type {(string[] | undefined)[]} */
  const best = [[]];
  for (let end = 2; end <= text.length; end++) {
    for (let start = 0; start <= end - 2; start++) {
      const before = best[start];
      const piece = text.slice(start, end);
      if (!before || before.length > 3 || !(lexicon.ids.has(piece) || NOISE.has(piece) || SHORT.has(piece))) continue;
      // Two letters are a word by chance too often, but for the last ones: `youtubetv`.
      if (piece.length < 3 && (end < text.length || before.length > 1)) continue;
      const now = best[end];
      if (!now || before.length + 1 < now.length) best[end] = [...before, piece];
    }
  }
  const whole = best[text.length];
  if (whole?.some((piece) => piece.length > 3 && lexicon.ids.has(piece))) return whole;
  // A name with a reference stuck to it: `disneyplus8x2k`; after a long one whatever else: `amznprimeukmbrshp`.
  for (let end = text.length - 1; end > 4; end--) {
    const before = best[end];
    const rest = text.slice(end);
    if ((hasDigit(rest) || end > 7) && before?.some((piece) => piece.length > 4 && lexicon.ids.has(piece))) return [...before, rest];
  }
  return [];
}

/**
 * Joins `net flix` and cuts `spotifyusa`, where that gives words that are known.
 *
 * @param {Lexicon} lexicon
 * @param {string[]} words
 */
function mended(lexicon, words) {
  /** @type {string[]} */
  const result = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    const next = words[index + 1];
    const joined = word + next;
    if (next && joined.length > 3 && lexicon.ids.has(joined) && !(lexicon.ids.has(word) && lexicon.ids.has(next))) {
      result.push(joined);
      index++;
    } else if (word.length > 5 && !lexicon.ids.has(word) && !NOISE.has(word) && !begins(lexicon, word)) {
      const pieces = cut(lexicon, word);
      result.push(...(pieces.length ? pieces : [word]));
    } else result.push(word);
  }
  return [...new Set(result)];
}

/**
 * @param {Lexicon} lexicon
 * @param {string} text
 */
function begins({ words }, text) {
  return words[lowest(words.length, (index) => words[index], text)]?.startsWith(text) ?? false;
}

/**
 * Finds the words of the index that a word can be with typing errors.
 *
 * @param {Lexicon} lexicon
 * @param {string} text
 * @param {boolean} isLast whether it may be unfinished
 * @param {Map<number, number>} ids
 */
function guess({ words, bits, wordsByLength }, text, isLast, ids) {
  const { length } = text;
  if (length < 3) return;
  const own = letters(text);
  const first = text[0];
  /** @param {number} id @param {number} quality */
  const note = (id, quality) => {
    if (quality > (ids.get(id) ?? 0)) ids.set(id, quality);
  };
  // A word that is two letters longer or shorter has room for one more error.
  const widest = bound(length + 1);
  for (const id of ofLength(wordsByLength, Math.max(3, length - widest), length + widest)) {
    const word = words[id];
    const most = bound((length + word.length + 1) >> 1);
    if (count(own & ~bits[id]) > most || count(bits[id] & ~own) > most) continue;
    const [whole] = errors(text, word, most);
    // A short word with another first letter is another word, unless that letter is lost or swapped.
    const isOther =
      first !== word[0] &&
      (length < 4 || whole > (length < 6 ? 1 : 2)) &&
      !(first === word[1] && (text[1] === word[0] || text === word.slice(1)));
    if (whole > most || isOther) continue;
    note(id, 0.95 - whole * Math.min(0.25, 0.8 / length) - (first === word[0] ? 0 : 0.05));
  }
  if (!isLast || length < 4) return;
  const near = bound(length);
  for (let id = lowest(words.length, (index) => words[index], first); words[id]?.[0] === first; id++) {
    if (words[id].length <= length || count(own & ~bits[id]) > near) continue;
    const [, beginning] = errors(text, words[id], near);
    if (beginning <= near) note(id, 0.75 - beginning * Math.min(0.25, 0.9 / length));
  }
}

/**
 * @param {Lexicon} lexicon
 * @param {string} text
 * @param {boolean} isLast
 * @returns {Word}
 */
function look(lexicon, text, isLast) {
  const { words, weights, ids: known, seen } = lexicon;
  const name = isLast ? `${text}…` : text;
  const before = seen.get(name);
  if (before) return { ...before };
  /** @type {Map<number, number>} */
  const ids = new Map();
  const exact = known.get(text);
  if (exact !== undefined) ids.set(exact, 1);
  const long = known.get(SHORT.get(text) ?? "");
  if (long !== undefined) ids.set(long, 0.97);
  const low = lowest(words.length, (index) => words[index], text);
  // No word goes on with the last character of all.
  const high = lowest(words.length, (index) => words[index], `${text}\uffff`);
  const isNoise = NOISE.has(text);
  if (exact === undefined && long === undefined && !isNoise && !/^\d+$/.test(text)) {
    guess(lexicon, text, isLast, ids);
    const heard = text.replace(/c?ks/g, "x").replace(/ph/g, "f");
    if (heard !== text) guess(lexicon, heard, isLast, ids);
  }
  let weight = 0;
  for (const [id, quality] of ids) weight = Math.max(weight, weights[id] * quality);
  if (!weight && high > low) weight = weights[low];
  weight ||= hasDigit(text) ? UNKNOWN / 3 : UNKNOWN;
  const word = { text, isNoise, isCarrier: CARRIERS.has(text), weight: isNoise ? weight * UNKNOWN : weight, ids, low, high };
  if (seen.size > 500) seen.clear();
  seen.set(name, word);
  return { ...word };
}

/** @param {Word} word */
export const isKnown = (word) => word.ids.size > 0 || word.high > word.low;

/**
 * @param {Lexicon} lexicon
 * @param {string} text
 * @returns {Reading}
 */
export function read(lexicon, text) {
  // The city of half of all companies is part of a name too; on a statement it comes later, with its state.
  const all = split(fold(text).replace(/(?<=\w.*)\bnew york,? ny\b/, "")).slice(0, MOST_WORDS);
  while (all.length > 1 && CODES.has(all[0])) all.shift();
  const better = mended(lexicon, all);
  const words = better.map((word, index) => look(lexicon, word, index === better.length - 1));
  if (words.every((word) => word.isNoise)) {
    for (const word of words) word.isNoise = false;
  }
  // On a statement the name comes first, then the place and the numbers.
  if (words.length > 3) words.forEach((word, index) => (word.weight *= 0.88 ** index));
  const telling = words.filter((word) => !word.isNoise && (isKnown(word) || !hasDigit(word.text)));
  const core = telling.filter((word) => !word.isCarrier);
  const first = telling.findIndex((word) => !word.isCarrier);
  const isPassedOn = core.some(isKnown);
  // Who passes the money on counts little when somebody else is named too.
  if (isPassedOn) for (const word of words) if (word.isCarrier) word.weight *= 0.35;
  const known = (isPassedOn ? core : telling).filter(isKnown);
  /** @type {Map<string, number>} */
  const pieces = new Map();
  /** @param {Word[]} some @param {number} cost */
  const add = (some, cost) => {
    for (const text of [some.map((word) => word.text), some.map((word) => SHORT.get(word.text) ?? word.text)]) {
      const piece = text.join("");
      if (piece && !pieces.has(piece)) pieces.set(piece, cost);
    }
  };
  pieces.set(all.join(""), 0);
  add(telling, 0.1);
  for (let start = 1; start <= first; start++) add(telling.slice(start), 0.1 + 0.1 * start);
  // What is unknown may be a place or a reference after the name, and is hardly so before it.
  const lost = telling.filter((word) => !isKnown(word));
  /** @param {Word[]} some */
  const length = (some) => some.reduce((sum, word) => sum + word.text.length, 0);
  const share = length(lost) / (length(telling) || 1);
  add(known, 0.3 + share * (lost.includes(telling[0]) ? 0.8 : 0.3));
  /** @type {string[]} */
  const beginnings = [];
  for (const start of [0, 1]) {
    if (start && !CARRIERS.has(all[0])) break;
    for (let end = start + 1; end <= Math.min(all.length, start + 6); end++) beginnings.push(all.slice(start, end).join(""));
  }
  return { words, pieces, beginnings, isPassedOn };
}
