/**
 * Ranks the pages that a text leads to: a name, a half of one, a typing error, a line of a bank
 * statement, or a problem. Pure: an index and a text in, a ranked list out.
 *
 * @typedef {import("./index.js").Index} Index
 * @typedef {import("./index.js").Item} Item
 * @typedef {import("./index.js").Kind} Kind
 * @typedef {import("./query.js").Query} Query
 *
 * @typedef {object} Match
 * @property {Item} item
 * @property {{kind: Kind | "words" | "phone", text: string}} key what matched best
 * @property {number} score how well the text and the page fit, from LEAST to 1
 *
 * @typedef {(owner: number, score: number, kind: Match["key"]["kind"], text: string) => void} Note
 *
 * @typedef {object} Answer
 * @property {Match[]} matches best first
 * @property {boolean} isSure whether the first of them may be opened unasked
 * @property {Query} query
 */

import { lowest, near } from "./distance.js";
import { MOST_HEADS } from "./index.js";
import { read } from "./query.js";

/** Below this nothing is shown: the page is likely of somebody else. */
export const LEAST = 0.56;
/** From here on the first result is chosen by itself. */
export const SURE = 0.8;

const MOST_IN_NAME = 6;
/** A word of fewer letters begins too many others. */
const FEW_LETTERS = 3;
/** A whole name beside what is asked of it, whatever else there is: `mcfit kündigen vorlage`; by a key that costs little. */
const NAMED = 0.67;
const LITTLE = 0.03;
/** What a name of several words weighs at least, whatever words it is made of. */
const WHOLE = 0.8;

// A score is 1 for a name as it is written. What takes from it:

/** A match by a key of some kind. */
const KIND = { name: 0, also: 0.01, former: 0.02, lines: 0.01, domains: 0.03, vendor: 0.22 };
/** A domain that several pages have says little. */
const SHARED = 0.1;
const SHORT = 10;
/** A page that is no guide, beside a guide that is as near. @type {Record<string, number>} */
const ROOM = { guides: 0, billers: 0.02, help: 0.04, law: 0.04, categories: 0.07 };
const OTHER_ROOM = 0.05;
/** Words of a key that the text has not, when the text is the beginning of a name ... */
const MISSING = 0.4;
/** ... and for each part of the text that the key has not. */
const BOTH = 2;
/** A part of a name with another word beside it. */
const REPLACED = 0.15;
/** Words that are there, in another order or with others between. */
const IN_WORDS = 0.05;
/** A name of several words that stands in the text as it is written. */
const IN_TEXT = 0.01;
/** Typing errors in all of the text, and each of them, as a share of its length. */
const ERRORS = 0.06;
const ERROR = 1.1;
const MOST_ERRORS = 0.15;
/** Errors in all of the text are looked for only where nothing better is found. */
const ENOUGH = 0.9;

/** How much a word of the text counts that stands in another key of the page. */
const ELSEWHERE = 0.85;
/** Of two names that are as near the longer one is meant. */
const LONGER = 0.04;
const PHONE = 0.95;
/** A name beside a phone number is nearer than the number. */
const PHONE_BESIDE = 0.75;

/** The words of a problem, and beside them the share of the text that they are. */
const TOPIC = 0.55;
const SHARE = 0.43;
/** What a word weighs that stands in no problem, and one that says nothing. */
const UNKNOWN = 0.6;
const SMALL = 0.1;
const UNFINISHED = 0.15;
/** The line of a collector. */
const LINE = 0.62;
/** Words of a page that stand in several of its problems; the rest of the text takes from it. */
const APART = 0.45;
const REST = 0.4;
const WEAK = 0.6;

/** A whole name has more than this, and others are sure when the next one is so far below. */
const EXACT = 0.92;
const AHEAD = 0.18;
/** Results far below the first say nothing. */
const FLOOR = 0.7;

/**
 * What a match by a key costs.
 *
 * @param {Index} index
 * @returns {Float32Array}
 */
const costs = ({ kinds, keysByPiece }) => {
  const found = Float32Array.from(kinds, (kind) => KIND[kind]);
  for (const keys of keysByPiece.values())
    if (keys.length > 1) for (const key of keys) if (kinds[key] === "domains") found[key] += SHARED;
  return found;
};

/**
 * @param {Index} index
 * @returns {(text: string, most?: number) => Answer}
 */
export function ranker(index) {
  const { lists, items, texts, kinds, owners, weights, keysOf, starts, totals, pieces, keysByPiece, bags } = index;
  const { topics, topicsOf, topicStems } = index;
  const cost = costs(index);
  // What was found of a text, for each key and each page: which of its words, and the weight of these. A page counts
  // a word once, by the best of the words that it can be.
  const [keyWords, itemWords] = [texts, items].map(({ length }) => new Int32Array(length));
  const [found, full, own, whole] = [1, 2, 3, 4].map(() => new Float32Array(texts.length));
  const ofItem = new Float32Array(items.length);

  /**
   * @param {Query} query
   * @param {(key: number, score: number) => void} hit
   */
  function byWords({ words, isLine, isAsked }, hit) {
    // Words around names, and letters that begin a hundred of them, find nothing beside others; they
    // count where those have found.
    const leading = words.filter((word) => !word.isNoise && word.isKnown && word.text.length >= FEW_LETTERS);
    const first = leading.length ? leading : words.filter((word) => !word.isNoise);
    const order = [...first, ...words.filter((word) => !first.includes(word))];
    /** @type {number[]} */
    const touched = [];
    for (const [place, { ids, factor }] of order.entries()) {
      const bit = 1 << place;
      // Alone a letter or two begin too many words.
      const some = place < first.length && order[place].text.length < FEW_LETTERS ? ids.slice(0, MOST_HEADS) : ids;
      for (const [id, quality] of some) {
        const most = weights[id] * factor;
        for (let at = starts[id]; at < starts[id + 1]; at++) {
          const key = keysOf[at];
          if (keyWords[key] & bit || (place >= first.length && !keyWords[key])) continue;
          if (!keyWords[key]) touched.push(key);
          keyWords[key] |= bit;
          found[key] += most * quality;
          full[key] += most;
          own[key] += weights[id] * quality;
          whole[key] += weights[id];
          const item = owners[key];
          if (itemWords[item] & bit) continue;
          itemWords[item] |= bit;
          ofItem[item] += most * quality;
        }
      }
    }
    for (const key of touched) {
      const owner = owners[key];
      const bag = bags.get(items[owner].category);
      // Words that stand in other keys of the same page, as its company does, are no strangers; nor is what is said of
      // all of its kind: `match dating site`.
      let elsewhere = ofItem[owner] - found[key];
      let rest = 0;
      let isOther = false;
      for (let place = 0; place < order.length; place++) {
        if (itemWords[owner] & (1 << place)) continue;
        if (!order[place].isNoise) isOther = true;
        if (bag?.has(order[place].stem)) elsewhere += order[place].loss;
        else rest += order[place].loss;
      }
      // A part of a name with another word is another name: `new york magazine`.
      const replaced = !isLine && isOther && whole[key] < totals[key] * 0.99 ? REPLACED : 0;
      // A short address is the beginning of many names: `snap.com`.
      if (kinds[key] === "domains" && rest && !isLine && texts[key].length < SHORT) continue;
      const ofText = (found[key] + elsewhere * ELSEWHERE) / (full[key] + elsewhere + rest);
      const lost = (1 - Math.min(1, own[key] / totals[key])) * (MISSING + BOTH * (1 - ofText));
      const isExact = found[key] > full[key] * 0.999 && own[key] > totals[key] * 0.99;
      const isNamed = isAsked && isExact && own[key] > WHOLE && cost[key] < LITTLE;
      const score = Math.max(ofText * (1 - lost) - IN_WORDS - replaced, isNamed ? NAMED : 0);
      // Of two names that are as near the longer one is meant.
      if (score >= LEAST) hit(key, score + LONGER * (found[key] / (1 + found[key])));
    }
    for (const key of touched)
      keyWords[key] = itemWords[owners[key]] = found[key] = full[key] = own[key] = whole[key] = ofItem[owners[key]] = 0;
  }

  /**
   * The text in one piece, or a part of it: a name as it is written, and with typing errors.
   *
   * @param {Query} query
   * @param {(key: number, score: number) => void} hit
   */
  function byPieces(query, hit) {
    const { words } = query;
    let isExact = false;
    for (const [piece, lost] of query.pieces) {
      for (const key of keysByPiece.get(piece) ?? []) {
        isExact = true;
        hit(key, 1 - lost);
      }
    }
    for (let start = 0; start < words.length && !isExact; start++) {
      let run = words[start].text;
      for (let end = start + 1; end < Math.min(words.length, start + MOST_IN_NAME); end++) {
        run += words[end].text;
        for (const key of keysByPiece.get(run) ?? []) {
          const bag = bags.get(items[owners[key]].category);
          let [named, other] = [0, 0];
          for (const [place, word] of words.entries()) {
            if (place >= start && place <= end) named += word.weight;
            else if (!lists.noise.has(word.text) && !bag?.has(word.stem)) other += word.loss;
          }
          named = Math.max(named, WHOLE);
          hit(key, Math.max(named / (named + other), query.isAsked ? NAMED : 0) - IN_TEXT);
        }
      }
    }
    return isExact;
  }

  /**
   * The text in one piece, with typing errors.
   *
   * @param {Query} query
   * @param {(key: number, score: number) => void} hit
   */
  function misspelt(query, hit) {
    for (const [piece, lost] of query.pieces) {
      if (piece.length < 5 || (query.isLine && lost)) continue;
      near(pieces, piece, (at, wrong) => {
        if (wrong > piece.length * MOST_ERRORS) return;
        const score = 1 - lost - ERRORS - wrong * (ERROR / piece.length);
        for (const key of keysByPiece.get(pieces.words[at]) ?? []) hit(key, score);
      });
    }
  }

  /**
   * Problems, by the words that stand in the pages about them. No typing errors here: a misspelt
   * name must not lead to a page that has nothing to do with it.
   *
   * @param {Query} query
   * @param {Note} note
   */
  function byTopics({ stems, last, isLine }, note) {
    // A word tells the more the fewer problems have it.
    /** @type {Map<string, number>} */
    const known = new Map();
    let total = 0;
    for (const stem of new Set(stems)) {
      const many = topicsOf.get(stem)?.length;
      const isSmall = lists.small.has(stem) || (!many && /^\d+$/.test(stem));
      const weight = isSmall ? SMALL : many ? 1 / (1 + Math.log(many)) : UNKNOWN;
      known.set(stem, weight);
      total += weight;
    }
    /** How many words of each problem are there. @type {Map<number, number>} */
    const there = new Map();
    for (const stem of known.keys())
      if (!lists.small.has(stem))
        for (const place of topicsOf.get(stem) ?? []) there.set(place, (there.get(place) ?? 0) + 1);
    const end = stems[stems.length - 1];
    /** @type {Set<number>} */
    const begun = new Set();
    if (last.length > 3 && !lists.common.has(last) && !topicsOf.has(end))
      for (let at = lowest(topicStems, end); topicStems[at]?.startsWith(end); at++)
        for (const place of topicsOf.get(topicStems[at]) ?? []) begun.add(place);
    for (const place of begun) there.set(place, (there.get(place) ?? 0) + 1);
    /** @type {Set<number>} */
    const near = new Set();
    for (const [place, many] of there) {
      const { item, text, stems: wanted, needed, isTitle } = topics[place];
      near.add(item);
      // On a line only the line of a collector is a problem, and any name comes before it.
      if (many < needed || (isLine && (isTitle || text !== text.toUpperCase()))) continue;
      let score = begun.has(place) ? UNKNOWN : 0;
      for (const stem of wanted) score += known.get(stem) ?? 0;
      score = TOPIC + SHARE * Math.min(1, score / total) - (begun.has(place) ? UNFINISHED : 0);
      note(item, isLine ? LINE : score, isTitle ? "name" : "words", text);
    }
    if (isLine) return;
    for (const item of near) {
      let [share, many] = [0, 0];
      for (const [stem, weight] of known) {
        if (!bags.get(item)?.has(stem)) continue;
        share += weight / total;
        if (!lists.small.has(stem)) many++;
      }
      // Of a question the page with most of its words is shown, where nothing else is.
      if (many < 2) continue;
      const score = Math.max(WEAK + share * 0.02, APART + SHARE * share - REST * (1 - share));
      note(item, score, "words", "");
    }
  }

  return function answer(text, most = 8) {
    const query = read(index, text);
    /** @type {Map<number, {owner: number, score: number, key: Match["key"]}>} */
    const best = new Map();
    /** @type {Note} */
    const note = (owner, score, kind, text) => {
      const rated = score - (ROOM[items[owner].room] ?? OTHER_ROOM);
      if (rated >= LEAST && rated > (best.get(owner)?.score ?? 0))
        best.set(owner, { owner, score: rated, key: { kind, text } });
    };
    let nearest = 0;
    /** @param {number} key @param {number} score */
    const hit = (key, score) => {
      if (score > nearest) nearest = score;
      note(owners[key], score - cost[key], kinds[key], texts[key]);
    };
    const isWhole = byPieces(query, hit);
    byWords(query, hit);
    if (!isWhole && nearest < ENOUGH) misspelt(query, hit);
    byTopics(query, note);
    const isPhoneAlone = !query.words.some(({ isKnown, isNoise }) => isKnown && !isNoise);
    for (const phone of query.phones)
      for (const item of index.phones.get(phone) ?? []) note(item, isPhoneAlone ? PHONE : PHONE_BESIDE, "phone", phone);
    // The order of the items, which is that of their names, decides between equals.
    const ranked = [...best.values()].sort((one, other) => other.score - one.score || one.owner - other.owner);
    const [first, second] = ranked;
    const matches = ranked
      .filter(({ score }) => score >= first.score * FLOOR)
      .slice(0, most)
      .map(({ owner, score, key }) => ({ item: items[owner], key, score }));
    // What is no whole name, and could as well be the beginning of another one, is not sure.
    const isAlone = !first || first.score > EXACT || !second || first.score - second.score > AHEAD;
    return { matches, isSure: (first?.score ?? 0) >= SURE && isAlone && !query.isOfOthers, query };
  };
}
