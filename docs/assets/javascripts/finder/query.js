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
 * @property {[number, number][]} ids words of the index that it can be, the best one first, with how surely: 1 is the word itself
 *
 * @typedef {object} Query
 * @property {Word[]} words
 * @property {Map<string, number>} pieces the text without spaces, from all of it to its core, with what a match of it costs
 * @property {string[]} phones ends of phone numbers
 * @property {string[]} stems for the words of problems
 * @property {string} last what may be an unfinished word
 * @property {string} collector who passes the money on: `PayPal`
 * @property {boolean} isLine whether it looks like the line of a statement
 * @property {boolean} isOfOthers whether the text likely is of a company that nobody knows
 * @property {boolean} isAsked whether it asks for something beside a name: `cancel`, `fee`
 */

import { begins, lowest, near } from "./distance.js";
import { PHONE } from "./index.js";
import { fold, sound, split, stem, stems } from "./words.js";

/** As long as a text may be that a person types; longer ones are cut. */
export const LONGEST = 200;
const MOST_WORDS = 24;

// How sure a word of the index is meant, by how it is near.
const SHORTENED = 0.97;
const SOUND = 0.93;
/** Each typing error takes this from it. */
const ERROR = 0.1;
/** Less, when a word of four letters or fewer has an error. */
const SHORT_WORD = 0.12;
/** Shorter words around names are too near to others: `trains`, to `trans`. */
const SHORTEST_NOISE = 5;
/** A word that a statement cut off. */
const CUT_OFF = 0.85;
/** The beginning of a word, and up to 1, the more of it is there. */
const BEGINNING = 0.7;

/** How much a word counts that the name has not; lines have many such words. */
const STRANGE = 0.45;
const STRANGE_IN_LINE = 0.06;
const STRANGE_AT_TILL = 0.25;
/** More beside a name that is a word of everyday speech, and less, if it is said of problems. */
const BESIDE_ORDINARY = 3;
const OF_PROBLEM = 0.25;
const TILLS = /Square|Toast/;
const NOISE_SHARE = 0.1;
const COLLECTOR_SHARE = 0.3;
/** Places on the lines of statements, whose words are parts of names too. */
const PLACES = /(\w.*)\bnew (york|hampshire|jersey|mexico)(?=,? n[yhjm]\b|\W*$)/g;

/**
 * The pages that have a word, or one that begins so.
 *
 * @param {Index} index
 * @param {string} text
 */
function ownersOf({ lists, ids, keysOf, starts, owners, words }, text) {
  const word = lists.short.get(text) ?? text;
  let id = lowest(words, word);
  /** @type {Set<number>} */
  const found = new Set();
  for (; ids.has(word) ? words[id] === word : words[id]?.startsWith(word); id++)
    for (let at = starts[id]; at < starts[id + 1]; at++) found.add(owners[keysOf[at]]);
  return found;
}

/**
 * Cuts `spotifyusa` into words that are known; nothing when it cannot be cut.
 *
 * @param {Index} index
 * @param {string} text
 * @returns {string[]}
 */
function cut(index, text) {
  const { ids, lists, words, pieces } = index;
  /** @param {string} word */
  const isWord = (word) => ids.has(word) || lists.short.has(word);
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
      const isCutOff = end === text.length && start > 3 && piece.length > 3 && begins(words, piece);
      // Two letters are a word by chance too often.
      const isKnown = piece.length < long - 2 ? lists.common.has(piece) : isWord(piece) || lists.noise.has(piece);
      if (!isKnown && !isCutOff) continue;
      if (!best[end] || before.length + 1 < /** @type {string[]} */ (best[end]).length) best[end] = [...before, piece];
    }
  }
  /** @param {string} piece */
  const tells = (piece) => piece.length >= Math.min(long, 4) && isWord(piece) && !lists.common.has(piece);
  const whole = best[text.length];
  // Words of two names are another name: `snapfish`, `zoominfo`.
  const named = (whole ?? []).filter((piece) => !lists.noise.has(piece) && !lists.collectors.has(piece));
  const owners = named.map((piece) => ownersOf(index, piece));
  const isOne = named.length < 2 || [...owners[0]].some((owner) => owners.every((some) => some.has(owner)));
  if (whole && ((isOne && whole.some(tells)) || pieces.words.some((piece) => piece.includes(text)))) return whole;
  // A name with a reference stuck to it: `disneyplus8x2k`; after a long one whatever else: `amznprimeukmbrshp`.
  for (let end = text.length - 1; end >= long; end--) {
    const before = best[end];
    const rest = text.slice(end);
    const isRest = /\d/.test(rest) || end > 7 || long === 2;
    if (before && isRest && before.some((piece) => piece.length >= long && isWord(piece))) return [...before, rest];
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
  const { ids, lists } = index;
  /** @type {string[]} */
  const result = [];
  for (let place = 0; place < words.length; place++) {
    const word = words[place];
    const next = words[place + 1];
    const joined = word + next;
    const isKnown = ids.has(word) || lists.short.has(word) || lists.noise.has(word) || begins(index.words, word);
    if (
      next &&
      joined.length > 3 &&
      (ids.has(joined) || lists.short.has(joined)) &&
      !(ids.has(word) && ids.has(next))
    ) {
      result.push(joined);
      place++;
    } else if (!isKnown && (word.length > 5 || (word.length > 3 && word.charCodeAt(0) > 0x2e80))) {
      const pieces = cut(index, word.slice(0, 40));
      result.push(...(pieces.length ? pieces : [word]));
    } else result.push(word);
  }
  // A word beside its short form says the same twice: `MICROSOFT*GAME PASS MSBILL.INFO`.
  return [...new Set(result)].filter((word) => !result.includes(lists.short.get(word) ?? ""));
}

/**
 * @param {Index} index
 * @param {string} text
 * @param {number} open 1 when it may be unfinished, and 2 when it is alone besides
 * @returns {Word}
 */
function look(index, text, open) {
  const name = text + "…".repeat(open);
  const before = index.seen.get(name);
  if (before) return { ...before };
  const { lists, words, weights, ids: known } = index;
  const { length } = text;
  /** @type {Map<number, number>} */
  const found = new Map();
  /** @param {number | undefined} id @param {number} quality */
  const note = (id, quality) => {
    if (id !== undefined && quality > (found.get(id) ?? 0)) found.set(id, quality);
  };
  const exact = known.get(text);
  const long = known.get(lists.short.get(text) ?? "");
  note(exact, 1);
  note(long, SHORTENED);
  // One of several, or several of one: `prime video channel`.
  if (length > 3) note(known.get(text.endsWith("s") ? text.slice(0, -1) : `${text}s`), SOUND);
  let isNoise = lists.noise.has(text);
  const isCutOff = !open && exact === undefined && length > 4;
  /** @param {number} id */
  const begun = (id) => note(id, isCutOff ? CUT_OFF : BEGINNING + (1 - BEGINNING) * (length / words[id].length));
  if (open > 1 && length < 3) index.heads.get(text)?.forEach(begun);
  else if (open || isCutOff) for (let id = lowest(words, text); words[id]?.startsWith(text); id++) begun(id);
  const isBeginning = open && found.size > 0 && length < 5;
  const isAsItIs = isBeginning || isNoise || lists.common.has(text) || exact !== undefined || long !== undefined;
  if (!isAsItIs && length > 2 && !/^\d+$/.test(text)) {
    const heard = sound(text);
    if (length > 3) for (const id of [known.get(heard), ...(index.bySound.get(heard) ?? [])]) note(id, SOUND);
    near(index, text, (id, wrong) => {
      const least = Math.min(length, words[id].length);
      if (!lists.noise.has(words[id])) note(id, 1 - wrong * ERROR - (least < 5 ? SHORT_WORD : 0));
    });
    // Words around names are misspelt as well: `cancle`.
    if (!found.size && length > SHORTEST_NOISE)
      near(index.noise, text, (place, wrong) => {
        isNoise ||= wrong < 2 && index.noise.words[place].length > SHORTEST_NOISE;
      });
  }
  let weight = 0;
  for (const [id, quality] of found) weight = Math.max(weight, weights[id] * (quality > 0.9 ? 1 : quality));
  const word = {
    ...{ text, isNoise, weight, stem: stem(text, lists), isCollector: lists.collectors.has(text) },
    ...{ isKnown: found.size > 0, factor: 1, loss: 0 },
    ids: [...found].sort((one, other) => weights[other[0]] * other[1] - weights[one[0]] * one[1]),
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
  /[*#]|(?!20[23]\d(?!\d))\d{4}|\S\s.*\b(?=\w*\d)(?=\w*[A-Za-z])\w{5,}\b|\d[.,/]\d\d\b|\b(SEPA|ACH|POS|DES|DEBIT|CHKCARD|PURCHASE|LASTSCHRIFT)\b|\s(IRL|GBR|NLD|LUX|SWE|DEU|FRA|USA|CAN|AUS)$|\.(com|net|org|co|COM|NET|ORG|CO)\b/.test(
    text,
  ) ||
  (/^[^a-z]*[A-Z][^a-z]*$/.test(text) && /\S\s+\S/.test(text) && text.trim().length > 7);

/**
 * @param {Index} index
 * @param {string} text
 * @returns {Query}
 */
export function read(index, text) {
  const { lists, ids, items, topics, topicsOf } = index;
  const { common, codes, ordinary, collectors, short: shorter } = lists;
  const short = text.slice(0, LONGEST);
  const isLine = looksLikeLine(short);
  /** @type {string[]} */
  const phones = [];
  let plain = fold(
    short
      // The marks of the fields of a SEPA transfer end with a sign that is a word elsewhere.
      .replace(/\b(EREF|MREF|CRED|DEBT|SVWZ|KREF|ABWA|ABWE|IBAN|BIC)\+/gi, "$1 ")
      .replace(/\+?\(?\d[\d\s().-]{6,}\d/g, (found) => {
        const digits = found.replace(/\D/g, "");
        if (digits.length > PHONE && digits.length < 14) phones.push(digits.slice(-PHONE));
        return digits.length >= 7 ? " " : found;
      }),
  );
  // A reference may be stuck to a name: `4471PLAYSTATION`.
  if (isLine) plain = plain.replace(PLACES, "$1").replace(/\b\d{3,}(?=[a-z]{4})/g, " ");
  let all = split(plain).slice(0, MOST_WORDS);
  let collector = "";
  while (all.length > 1 && codes.has(all[0])) {
    collector ||= collectors.get(all[0]) ?? "";
    all = all.slice(1);
  }
  const last = /[\s*]$/.test(short) ? "" : (all[all.length - 1] ?? "");
  const better = mended(index, all);
  // References are digits, or letters with digits, that no name has.
  const isSum = isLine && !/[a-z]/i.test(short);
  const told = better
    .filter(
      (word) =>
        !/^\d+$/.test(word) || (!isSum && (ids.has(word) || (!isLine && shorter.has(word)) || better.length === 1)),
    )
    .slice(0, MOST_WORDS);
  const words = told.map((word, place) =>
    look(index, word, told.length === 1 ? 2 : place === told.length - 1 && !isLine ? 1 : 0),
  );
  if (!isLine && words.every((word) => word.isNoise)) for (const word of words) word.isNoise = false;

  // A line is full of what says nothing; but at the till of a shop any word is part of the shop's name.
  const isFull = isLine && !TILLS.test(collector);
  const telling = words.filter((word) => !word.isNoise);
  const isNamed = telling.some((word) => word.isKnown && !word.isCollector && !lists.small.has(word.text));
  const isTold = telling.some((word) => word.isKnown && !common.has(word.text));
  const isOrdinary = telling.some(({ text }) => ordinary.has(text));
  // What is said of a problem is no stranger to any name.
  /** @param {Word} word */
  const isOfProblem = ({ stem }) =>
    isTold && topicsOf.get(stem)?.some((place) => items[topics[place].item].room === "help");
  for (const word of words) {
    if (word.isNoise) {
      word.factor = NOISE_SHARE;
      word.loss = word.weight = NOISE_SHARE * 0.1 + 0.01;
      continue;
    }
    const share = isFull ? STRANGE_IN_LINE : isLine ? STRANGE_AT_TILL : STRANGE;
    const isCommon = common.has(word.text) || lists.small.has(word.text);
    word.loss = share * (isCommon ? 0.5 : isOfProblem(word) ? OF_PROBLEM : isOrdinary ? BESIDE_ORDINARY : 1);
    if (!word.isKnown) word.weight = word.loss;
    else if (word.isCollector && isNamed) {
      word.factor = COLLECTOR_SHARE;
      word.weight *= COLLECTOR_SHARE;
      word.loss *= COLLECTOR_SHARE;
      collector ||= collectors.get(word.text) ?? "";
    }
  }

  const pieces = new Map([[all.join(""), 0]]);
  const core = telling.filter((word) => !word.isCollector && (word.isKnown || !isFull));
  const piece = core.map((word) => word.text).join("");
  if (isNamed && !pieces.has(piece)) pieces.set(piece, 0.07);
  // Square and Toast are tills of shops; and what follows a star is what was bought: `UBER *TRIP`.
  const [, bought = ""] = plain.match(/\*\s*([a-z]{4,})/) ?? [];
  // A name joined to another word is another name: `bumble and bumble`.
  const [, joined = ""] = (!isLine && short.match(/\S (?:and|&) (\S+)/i)) || [];
  const isSaid = [lists.noise, common].some((list) => list.has(fold(joined)));
  const isJoined = joined !== "" && !isSaid && !index.keysByPiece.has(all.join(""));
  const isOfOthers =
    isJoined ||
    TILLS.test(collector) ||
    words.some(({ text, isKnown, isNoise }) => (isOrdinary || text === bought) && !isKnown && !isNoise);
  const isAsked = !isLine && !isOfOthers && words.some(({ text, isNoise }) => isNoise && text.length > 2);
  return { words, pieces, phones, stems: stems(short, lists), last, collector, isLine, isOfOthers, isAsked };
}
