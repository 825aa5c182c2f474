/**
 * What somebody may have meant by the text in the field: its words, with the words of the index
 * that each of them can be, and without what says nothing: sums, dates, references, places.
 *
 * @typedef {import("./index.js").Index} Index
 * @typedef {object} Word
 * @property {string} text
 * @property {string} stem
 * @property {boolean} isNoise
 * @property {boolean} isCollector whether it may only pass the money on
 * @property {boolean} isKnown whether a word of the index can be meant
 * @property {number} weight how much the match of this word counts
 * @property {number} factor what its words of the index count less, where it is no name
 * @property {number} loss how much it counts against a name that has it not
 * @property {Map<number, number>} ids words of the index that it can be, with how surely: 1 is the word itself
 *
 * @typedef {object} Query
 * @property {Word[]} words
 * @property {Map<string, number>} pieces the text without spaces, from all of it to its core, with what a match of it costs
 * @property {string[]} phones ends of phone numbers
 * @property {string[]} stems for the words of problems
 * @property {string} last what may be an unfinished word
 * @property {string} collector who passes the money on: `PayPal`
 * @property {boolean} isLine whether it looks like the line of a statement
 * @property {boolean} isOfOthers whether that line likely is of a company that nobody knows
 */

import { bound, count, errors, isNear, letters } from "./distance.js";
import { lowest, members, PHONE, sound, stem, stems } from "./index.js";
import { CODES, COLLECTORS, COMMON, fold, NOISE, PLACES, SHORT, split } from "./words.js";

/** As long as a text may be that a person types; longer ones are cut. */
export const LONGEST = 200;
const MOST_WORDS = 24;

/** How sure a word of the index is meant, by how it is near. */
const SURE = {
  short: 0.97,
  beginning: 0.7, // and up to 1, the more of the word is there
  cut: 0.85, // a word that a statement cut off
  sound: 0.93,
  oneError: 0.9,
  twoErrors: 0.8,
  shortWord: 0.12, // less, when a word of four letters or fewer has an error
  longer: 0.05, // less, when letters follow a name that is whole
};

/** How much a word counts that the name has not, by where it stands; lines and sentences have many such words. */
const STRANGE = { name: 0.45, short: 0.25, line: 0.06 };
const TILLS = new Set(["Square", "Toast"]);
const NOISE_SHARE = 0.1;
const COLLECTOR_SHARE = 0.3;

/** @param {string} text */
const hasDigit = (text) => /\d/.test(text);

/**
 * @param {Index} index
 * @param {string} word
 */
const isWord = ({ ids }, word) => ids.has(word) || SHORT.has(word);

/**
 * @param {Index} index
 * @param {string} word
 */
const begins = ({ words }, word) => words[lowest(words, word)]?.startsWith(word) ?? false;

/**
 * The pages that have a word, or one that begins so.
 *
 * @param {Index} index
 * @param {string} text
 */
function ownersOf(index, text) {
  const { ids, keysOf, owners, words } = index;
  const word = SHORT.get(text) ?? text;
  const first = lowest(words, word);
  let end = first;
  while (ids.has(word) ? words[end] === word : words[end]?.startsWith(word)) end++;
  return new Set(end > first ? members(keysOf, first, end - 1).map((key) => owners[key]) : []);
}

/**
 * Cuts `spotifyusa` into words that are known; nothing when it cannot be cut.
 *
 * @param {Index} index
 * @param {string} text
 * @returns {string[]}
 */
function cut(index, text) {
  // Signs that are a syllable or a word each need fewer of them.
  const long = text.charCodeAt(0) > 0x2e80 ? 2 : 5;
  /** @type {(string[] | undefined)[]} */
  const best = [[]];
  for (let end = 2; end <= text.length; end++) {
    for (let start = Math.max(0, end - 24); start <= end - 2; start++) {
      const before = best[start];
      if (!before || before.length > 3) continue;
      const piece = text.slice(start, end);
      // PayPal joins the words of a name and cuts the last one off: `sonyplaysta`.
      const isCutOff = end === text.length && start > 3 && piece.length > 3 && begins(index, piece);
      if (!(isWord(index, piece) || NOISE.has(piece) || isCutOff)) continue;
      // Two letters are a word by chance too often, but for the last ones: `youtubetv`.
      if (piece.length < 3 && long > 2 && (end < text.length || before.length > 1)) continue;
      if (!best[end] || before.length + 1 < /** @type {string[]} */ (best[end]).length) best[end] = [...before, piece];
    }
  }
  /** @param {string} piece */
  const tells = (piece) => piece.length >= Math.min(long, 4) && isWord(index, piece) && !COMMON.has(piece);
  const whole = best[text.length];
  // Words of two names are another name: `snapfish`, `zoominfo`.
  const named = (whole ?? []).filter((piece) => !NOISE.has(piece) && !COLLECTORS.has(piece));
  const owners = named.map((piece) => ownersOf(index, piece));
  const isOne = named.length < 2 || [...owners[0]].some((owner) => owners.every((some) => some.has(owner)));
  if (whole && ((isOne && whole.some(tells)) || index.pieces.some((piece) => piece.includes(text)))) return whole;
  // A name with a reference stuck to it: `disneyplus8x2k`; after a long one whatever else: `amznprimeukmbrshp`.
  for (let end = text.length - 1; end >= long; end--) {
    const before = best[end];
    const rest = text.slice(end);
    if (
      before &&
      (hasDigit(rest) || end > 7 || long === 2) &&
      before.some((piece) => piece.length >= long && isWord(index, piece))
    ) {
      return [...before, rest];
    }
  }
  return [];
}

/**
 * Joins `net flix` and cuts `spotifyusa`, where that gives words that are known.
 *
 * @param {Index} index
 * @param {string[]} words
 */
function mended(index, words) {
  /** @type {string[]} */
  const result = [];
  for (let place = 0; place < words.length; place++) {
    const word = words[place];
    const next = words[place + 1];
    const joined = word + next;
    if (next && joined.length > 3 && index.ids.has(joined) && !(index.ids.has(word) && index.ids.has(next))) {
      result.push(joined);
      place++;
    } else if (word.length > 3 && !isWord(index, word) && !NOISE.has(word) && !begins(index, word)) {
      const pieces = word.length > 5 || word.charCodeAt(0) > 0x2e80 ? cut(index, word.slice(0, 40)) : [];
      result.push(...(pieces.length ? pieces : [word]));
    } else result.push(word);
  }
  return [...new Set(result)];
}

/**
 * Finds the words of the index that a word can be, written by ear or with typing errors.
 *
 * @param {Index} index
 * @param {string} text
 * @param {(id: number, quality: number) => void} note
 */
function guess({ ids, words, letters: bits, byLength, bySound }, text, note) {
  const { length } = text;
  if (length > 3) {
    const heard = sound(text);
    for (const id of [ids.get(heard) ?? [], bySound.get(heard) ?? []].flat()) note(id, SURE.sound);
  }
  const own = letters(text);
  for (const id of members(byLength, Math.max(3, length - 2), length + 2)) {
    const word = words[id];
    const most = bound(Math.max(length, word.length));
    if (count(own & ~bits[id]) > most || count(bits[id] & ~own) > most) continue;
    const wrong = errors(text, word, most);
    if (wrong > most || !isNear(text, word, wrong)) continue;
    const near = wrong < 2 ? SURE.oneError : SURE.twoErrors;
    // With more behind it a name is another one: `slingo`.
    note(
      id,
      near - (Math.min(length, word.length) < 5 ? SURE.shortWord : 0) - (text.startsWith(word) ? SURE.longer : 0),
    );
  }
}

/**
 * @param {Index} index
 * @param {string} text
 * @param {boolean} isLast whether it may be unfinished
 * @returns {Word}
 */
function look(index, text, isLast) {
  const name = isLast ? `${text}…` : text;
  const before = index.seen.get(name);
  if (before) return { ...before };
  const { words, weights, ids: known } = index;
  /** @type {Map<number, number>} */
  const ids = new Map();
  /** @param {number} id @param {number} quality */
  const note = (id, quality) => {
    if (quality > (ids.get(id) ?? 0)) ids.set(id, quality);
  };
  const exact = known.get(text);
  if (exact !== undefined) note(exact, 1);
  const long = known.get(SHORT.get(text) ?? "");
  if (long !== undefined) note(long, SURE.short);
  const isNoise = NOISE.has(text);
  const isCutOff = !isLast && exact === undefined && text.length > 4;
  if (isLast || isCutOff) {
    for (let id = lowest(words, text); words[id]?.startsWith(text); id++)
      note(id, isCutOff ? SURE.cut : SURE.beginning + (1 - SURE.beginning) * (text.length / words[id].length));
  }
  const isBeginning = isLast && ids.size > 0 && text.length < 5;
  const isAsItIs = isBeginning || isNoise || COMMON.has(text) || exact !== undefined || long !== undefined;
  if (!isAsItIs && text.length > 2 && !/^\d+$/.test(text)) guess(index, text, note);
  let weight = 0;
  for (const [id, quality] of ids) weight = Math.max(weight, weights[id] * (quality > 0.9 ? 1 : quality));
  const word = {
    text,
    stem: stem(text),
    isNoise,
    isCollector: COLLECTORS.has(text),
    isKnown: ids.size > 0,
    weight,
    factor: 1,
    loss: 0,
    ids,
  };
  if (index.seen.size > 500) index.seen.clear();
  index.seen.set(name, word);
  return { ...word };
}

/**
 * Whether a text looks like the line of a statement rather than like a name.
 *
 * @param {string} text
 */
const looksLikeLine = (text) =>
  /[*#]|\d{4}|\S\s.*\b(?=\w*\d)(?=\w*[A-Za-z])\w{5,}\b|\d[.,/]\d\d\b|\b(SEPA|EREF|MREF|SVWZ|ACH|POS|DES|DEBIT|CHKCARD|PURCHASE|LASTSCHRIFT)\b|\s(IRL|GBR|NLD|LUX|SWE|DEU|FRA|USA|CAN|AUS)$/.test(
    text,
  ) ||
  /\.(com|net|org|co)\b/i.test(text) ||
  (/^[^a-z]+$/.test(text) && /[A-Z]/.test(text) && text.trim().length > 7 && /\S\s+\S/.test(text.trim()));

/** What banks write before a name, and people in questions: beside a name it is a line, however it is written. */
const BANK =
  /\b(xfer|sepa|lastschrift|einzug|kartenzahlung|direct debit|dd|ach|pos|chkcard|checkcard|(debit|card) (purchase|payment)|recurring payment|pymt|pmt|prlv|prelevement|incasso|addebito|recibo)\b/i;

/** Words that stand in questions, and never on a line. */
const ASKS = /\b(i|my|me|how|what|who|why|when|can|get|want|is|the|a)\b/i;

/**
 * @param {Index} index
 * @param {string} text
 * @returns {Query}
 */
export function read(index, text) {
  const short = text.slice(0, LONGEST);
  const isLine =
    looksLikeLine(short) ||
    (BANK.test(short) &&
      !ASKS.test(short) &&
      split(short).some((word) => index.ids.has(word) && ![NOISE, COMMON, COLLECTORS].some((list) => list.has(word))));
  /** @type {string[]} */
  const phones = [];
  const plain = fold(
    short
      // The marks of the fields of a SEPA transfer end with a sign that is a word elsewhere.
      .replace(/\b(EREF|MREF|CRED|DEBT|SVWZ|KREF|ABWA|ABWE|IBAN|BIC)\+/gi, "$1 ")
      .replace(/\+?\(?\d[\d\s().-]{6,}\d/g, (found) => {
        const digits = found.replace(/\D/g, "");
        if (digits.length > PHONE && digits.length < 14) phones.push(digits.slice(-PHONE));
        return digits.length >= 7 ? " " : found;
      }),
  );
  let all = split(
    isLine
      ? PLACES.reduce(
          (rest, place) => rest.replace(place, (_, before) => (typeof before === "string" ? before : " ")),
          plain,
        )
      : plain,
  ).slice(0, MOST_WORDS);
  let collector = "";
  while (all.length > 1 && CODES.has(all[0])) {
    collector ||= COLLECTORS.get(all[0]) ?? "";
    all = all.slice(1);
  }
  const last = /[\s*]$/.test(short) ? "" : (all[all.length - 1] ?? "");
  const better = mended(index, all);
  // References are digits, or letters with digits, that no name has.
  const isSum = isLine && !/[a-z]/i.test(short);
  const told = better.filter(
    (word) =>
      !/^\d+$/.test(word) || (!isSum && (index.ids.has(word) || (!isLine && SHORT.has(word)) || better.length === 1)),
  );
  const words = told.map((word, place) =>
    look(index, word, place === told.length - 1 && (!isLine || told.length === 1)),
  );
  if (!isLine && words.every((word) => word.isNoise)) for (const word of words) word.isNoise = false;

  const telling = words.filter((word) => !word.isNoise);
  const isNamed = telling.some((word) => word.isKnown && !word.isCollector);
  for (const word of words) {
    if (word.isNoise) {
      word.factor = NOISE_SHARE;
      word.weight = NOISE_SHARE * 0.1 + 0.01;
      word.loss = word.weight;
      continue;
    }
    const share = isLine ? STRANGE.line : word.text.length < 3 ? STRANGE.short : STRANGE.name;
    word.loss = COMMON.has(word.text) ? share / 2 : share;
    if (!word.isKnown) word.weight = word.loss;
    else if (word.isCollector && isNamed) {
      word.factor = COLLECTOR_SHARE;
      word.weight *= COLLECTOR_SHARE;
      word.loss *= COLLECTOR_SHARE;
      collector ||= COLLECTORS.get(word.text) ?? "";
    }
  }

  /** @type {Map<string, number>} */
  const pieces = new Map();
  /** @param {string[]} some @param {number} cost */
  const add = (some, cost) => {
    const piece = some.join("");
    if (piece && !pieces.has(piece)) pieces.set(piece, cost);
  };
  add(all, 0);
  const [texts, longs] = [
    (/** @type {Word} */ word) => word.text,
    (/** @type {Word} */ word) => SHORT.get(word.text) ?? word.text,
  ];
  add(telling.map(longs), 0.06);
  if (isNamed) add(telling.filter((word) => !word.isCollector && (word.isKnown || !isLine)).map(texts), 0.07);
  // Square and Toast are tills of shops; and what follows a star is what was bought: `UBER *TRIP`.
  const [, bought = ""] = plain.match(/\*\s*([a-z]{4,})/) ?? [];
  const isOfOthers =
    TILLS.has(collector) || words.some(({ text, isKnown, isNoise }) => text === bought && !isKnown && !isNoise);
  return { words, pieces, phones, stems: stems(short), last, collector, isLine, isOfOthers };
}
