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
 * @typedef {object} Answer
 * @property {Match[]} matches best first
 * @property {boolean} isSure whether the first of them may be opened unasked
 * @property {Query} query
 */

import { bound, count, errors, isNear, letters } from "./distance.js";
import { members } from "./index.js";
import { read } from "./query.js";
import { COMMON, NOISE, SMALL } from "./words.js";

/** Below this nothing is shown: the page is likely of somebody else. */
export const LEAST = 0.56;
/** From here on the first result is chosen by itself. */
export const SURE = 0.8;

const MOST_IN_NAME = 6;
/** A word of fewer letters begins too many others. */
const FEW_LETTERS = 3;
/** So many words are a question. */
const LONG = 4;
/** What a name of several words weighs at least, whatever words it is made of. */
const WHOLE = 0.8;

/** Everything that makes a score, which is 1 for a name as it is written. */
const POINTS = {
  /** What a match by a key of some kind costs. */
  kind: { name: 0, also: 0.01, former: 0.02, lines: 0.01, domains: 0.03, vendor: 0.22 },
  /** A domain that several pages have says little. */
  shared: 0.1,
  /** A page that is no guide, beside a guide that is as near. */
  room: { guides: 0, billers: 0.02, services: 0.05, help: 0.04, law: 0.04, categories: 0.04 },
  /** Words of a key that the text has not, when the text is the beginning of a name ... */
  missing: 0.4,
  /** ... and for each part of the text that the key has not. */
  both: 2,
  /** How much a word of the text counts that stands in another key of the page. */
  elsewhere: 0.85,
  /** Words that are there, in another order or with others between. */
  words: 0.05,
  longer: 0.04,
  /** A name of several words that stands in the text as it is written. */
  phrase: 0.01,
  /** Each typing error in all of the text, as a share of its length. */
  error: 1.1,
  mostErrors: 0.15,
  /** Errors in all of the text are looked for only where nothing better is found. */
  enough: 0.9,
  errorAtAll: 0.06,
  phone: 0.95,
  topic: {
    all: 0.55,
    share: 0.43,
    unfinished: 0.06,
    unknown: 0.6,
    line: 0.62,
    apart: 0.1,
    small: 0.1,
    most: 0.6,
    lost: 0.4,
    weak: 0.02,
  },
  /** A whole name has more than this, and others are sure when the next one is so far below. */
  exact: 0.92,
  apart: 0.18,
  /** Results far below the first say nothing. */
  floor: 0.7,
};

/**
 * What was found of a text, for each key or each page. A place counts a word once, by the best of
 * the words that it can be.
 *
 * @typedef {object} Tallies
 * @property {number[]} touched places that have anything
 * @property {Int32Array} by the word that was counted last, -1 where nothing was
 * @property {Float32Array} found weight of the words of the text that were found, as sure as they are
 * @property {Float32Array} full the same, as if all of them were the very words
 * @property {Float32Array} loss what these words would have counted against the place
 * @property {Float32Array} own weight of the words of the key that were found
 * @property {Float32Array} lastFound what the last word added
 * @property {Float32Array} lastFull
 * @property {Float32Array} lastOwn
 *
 * @param {number} size
 * @returns {Tallies}
 */
function tallies(size) {
  const list = () => new Float32Array(size);
  const by = new Int32Array(size).fill(-1);
  return {
    touched: [],
    by,
    found: list(),
    full: list(),
    loss: list(),
    own: list(),
    lastFound: list(),
    lastFull: list(),
    lastOwn: list(),
  };
}

/** @param {Tallies} all */
function clear(all) {
  for (const at of all.touched) {
    all.by[at] = -1;
    all.found[at] = all.full[at] = all.loss[at] = all.own[at] = 0;
  }
  all.touched.length = 0;
}

/**
 * @param {Tallies} all
 * @param {number} at
 * @param {number} by
 * @param {number} loss
 * @param {number} found
 * @param {number} full
 * @param {number} own
 */
function tally(all, at, by, loss, found, full, own) {
  if (all.by[at] === by) {
    if (found <= all.lastFound[at]) return;
    all.found[at] -= all.lastFound[at];
    all.full[at] -= all.lastFull[at];
    all.own[at] -= all.lastOwn[at];
  } else {
    if (all.by[at] < 0) all.touched.push(at);
    all.by[at] = by;
    all.loss[at] += loss;
  }
  all.found[at] += found;
  all.full[at] += full;
  all.own[at] += own;
  all.lastFound[at] = found;
  all.lastFull[at] = full;
  all.lastOwn[at] = own;
}

/**
 * What a match by a key costs.
 *
 * @param {Index} index
 * @param {number} key
 */
function cost({ kinds, pieces, keysByPiece }, key) {
  const isShared = kinds[key] === "domains" && (keysByPiece.get(pieces[key])?.length ?? 0) > 1;
  return POINTS.kind[kinds[key]] + (isShared ? POINTS.shared : 0);
}

/**
 * @param {Index} index
 * @param {{keys: Tallies, items: Tallies}} counted
 * @param {Query} query
 * @param {(key: number, score: number) => void} hit
 */
function byWords(index, { keys, items }, { words }, hit) {
  const { keysOf, weights, totals, owners, bags, itemsOf } = index;
  clear(keys);
  clear(items);
  // Words around names, and letters that begin a hundred of them, find nothing beside others; they
  // count where those have found.
  const leading = words.filter((word) => !word.isNoise && word.isKnown && word.text.length >= FEW_LETTERS);
  const first = leading.length ? leading : words.filter((word) => !word.isNoise);
  [...first, ...words.filter((word) => !first.includes(word))].forEach((word, place) => {
    const isFollowing = place >= first.length;
    for (const [id, quality] of word.ids) {
      const full = weights[id] * word.factor;
      for (const key of members(keysOf, id)) {
        if (isFollowing && keys.by[key] < 0) continue;
        tally(keys, key, place, word.loss, full * quality, full, weights[id] * quality);
        tally(items, owners[key], place, word.loss, full * quality, full, 0);
      }
    }
    // What is said of all of its kind is no stranger to a name: `match dating site`.
    for (const [category, bag] of bags) {
      if (!bag.has(word.stem)) continue;
      for (const item of itemsOf.get(category) ?? []) tally(items, item, place, word.loss, word.loss, word.loss, 0);
    }
  });
  const losses = words.reduce((sum, word) => sum + word.loss, 0);
  for (const key of keys.touched) {
    const own = owners[key];
    const found = keys.found[key];
    const ofKey = Math.min(1, keys.own[key] / totals[key]);
    // Words that stand in other keys of the same page, as its company does, are no strangers.
    const elsewhere = Math.max(0, items.found[own] - found);
    const rest = Math.max(0, losses - items.loss[own]);
    const ofText = (found + elsewhere * POINTS.elsewhere) / (keys.full[key] + elsewhere + rest);
    const lost = (1 - ofKey) * (POINTS.missing + POINTS.both * (1 - ofText));
    const score = ofText * (1 - lost) - POINTS.words;
    if (score < LEAST) continue;
    // Of two names that are as near the longer one is meant.
    const longer = POINTS.longer * (found / (1 + found));
    hit(key, score + longer);
  }
}

/**
 * The text in one piece, or a part of it: a name as it is written.
 *
 * @param {Index} index
 * @param {Query} query
 * @param {(key: number, score: number) => void} hit
 * @returns {boolean} whether one of them is a whole name
 */
function byPieces({ keysByPiece }, { pieces, words }, hit) {
  let isExact = false;
  for (const [piece, lost] of pieces) {
    for (const key of keysByPiece.get(piece) ?? []) {
      isExact = true;
      hit(key, 1 - lost);
    }
  }
  if (isExact) return true;
  for (let start = 0; start < words.length; start++) {
    let run = words[start].text;
    for (let end = start + 1; end < Math.min(words.length, start + MOST_IN_NAME); end++) {
      run += words[end].text;
      const found = keysByPiece.get(run);
      if (!found) continue;
      const rest = words.filter((word, place) => (place < start || place > end) && !NOISE.has(word.text));
      const own = words.slice(start, end + 1).reduce((sum, word) => sum + word.weight, 0);
      const other = rest.reduce((sum, word) => sum + word.loss, 0);
      for (const key of found) hit(key, Math.max(own, WHOLE) / (Math.max(own, WHOLE) + other) - POINTS.phrase);
    }
  }
  return false;
}

/**
 * The text in one piece, with typing errors.
 *
 * @param {Index} index
 * @param {Query} query
 * @param {(key: number, score: number) => void} hit
 */
function misspelt({ piecesByLength, pieceLetters, pieces: all }, { pieces, isLine }, hit) {
  for (const [piece, lost] of pieces) {
    if (piece.length < 5 || (isLine && lost > 0.06)) continue;
    const own = letters(piece);
    const most = bound(piece.length);
    for (const key of members(piecesByLength, piece.length - most, piece.length + most)) {
      if (count(own & ~pieceLetters[key]) > most || count(pieceLetters[key] & ~own) > most) continue;
      const whole = errors(piece, all[key], most);
      const other = all[key];
      if (whole > most || whole > piece.length * POINTS.mostErrors || !isNear(piece, other, whole)) continue;
      const swapped = piece[0] === other[0] ? 0 : POINTS.errorAtAll;
      hit(key, 1 - lost - POINTS.errorAtAll - swapped - whole * (POINTS.error / piece.length));
    }
  }
}

/**
 * Problems, by the words that stand in the pages about them. No typing errors here: a misspelt
 * name must not lead to a page that has nothing to do with it.
 *
 * @param {Index} index
 * @param {Query} query
 * @param {(owner: number, score: number, key: Match["key"]) => void} note
 */
function byTopics({ topics, topicsOf, bags }, { stems, last, isLine }, note) {
  const { all, share: more, unfinished, unknown, apart, small } = POINTS.topic;
  // A word tells the more the fewer problems have it.
  const known = new Map(
    stems.map((stem) => {
      const many = topicsOf.get(stem)?.length;
      if (SMALL.has(stem) || (!many && /^\d+$/.test(stem))) return [stem, small];
      return [stem, many ? 1 / (1 + Math.log(many)) : unknown];
    }),
  );
  let total = 0;
  for (const weight of known.values()) total += weight;
  const end = stems[stems.length - 1];
  const open = last.length > 3 && !COMMON.has(last) && !topicsOf.has(end) ? end : "";
  const begun = open ? [...topicsOf.keys()].filter((stem) => stem.startsWith(open)) : [];
  const near = [...known.keys(), ...begun].flatMap((stem) => (SMALL.has(stem) ? [] : (topicsOf.get(stem) ?? [])));
  for (const place of new Set(near)) {
    const { item, text, stems: wanted, isTitle } = topics[place];
    // On a line only the line of a collector is a problem, and any name comes before it.
    if (isLine && (isTitle || text !== text.toUpperCase())) continue;
    let [found, missing, isOpen] = [0, 0, false];
    for (const stem of wanted) {
      const weight = known.get(stem);
      if (weight) found += weight;
      else if (open && stem.startsWith(open)) [found, isOpen] = [found + unknown, true];
      else if (!SMALL.has(stem)) missing++;
    }
    if (missing) continue;
    const score = all + more * Math.min(1, found / total) - (isOpen ? unfinished : 0);
    note(item, isLine ? POINTS.topic.line : score, { kind: isTitle ? "name" : "words", text });
  }
  if (isLine) return;
  for (const item of new Set(near.map((place) => topics[place].item))) {
    const found = [...known].filter(([stem]) => bags.get(item)?.has(stem));
    const share = found.reduce((sum, [, weight]) => sum + weight, 0) / total;
    // Of a long question the page with most of its words is shown, where nothing else is.
    const isWeak = share <= POINTS.topic.most;
    if (found.filter(([stem]) => !SMALL.has(stem)).length < 2 || (isWeak && stems.length < LONG)) continue;
    const score = isWeak
      ? LEAST + POINTS.room.help + share * POINTS.topic.weak
      : all + more * share - apart - (1 - share) * POINTS.topic.lost;
    note(item, score, { kind: "words", text: "" });
  }
}

/**
 * @param {Index} index
 * @returns {(text: string, most?: number) => Answer}
 */
export function ranker(index) {
  const counted = { keys: tallies(index.texts.length), items: tallies(index.items.length) };
  const costs = Float32Array.from(index.texts, (_, key) => cost(index, key));
  return function answer(text, most = 8) {
    const query = read(index, text);
    /** @type {Map<number, {score: number, key: Match["key"]}>} */
    const found = new Map();
    /** @param {number} owner @param {number} score @param {Match["key"]} key */
    const note = (owner, score, key) => {
      const rated = score - POINTS.room[/** @type {keyof typeof POINTS.room} */ (index.items[owner].room)];
      const old = found.get(owner);
      if (!old) found.set(owner, { score: rated, key });
      else if (rated > old.score) [old.score, old.key] = [rated, key];
    };
    let best = 0;
    /** @param {number} key @param {number} score */
    const hit = (key, score) => {
      if (score > best) best = score;
      note(index.owners[key], score - costs[key], { kind: index.kinds[key], text: index.texts[key] });
    };
    const isWhole = byPieces(index, query, hit);
    byWords(index, counted, query, hit);
    if (!isWhole && best < POINTS.enough) misspelt(index, query, hit);
    byTopics(index, query, note);
    const isPhoneAlone = !query.words.some(({ isKnown, isNoise }) => isKnown && !isNoise);
    for (const phone of query.phones) {
      for (const item of index.phones.get(phone) ?? [])
        note(item, POINTS.phone - (isPhoneAlone ? 0 : 0.2), { kind: "phone", text: phone });
    }
    const ranked = [...found].map(([owner, { score, key }]) => ({ owner, score, key }));
    // The order of the items, which is that of their names, decides between equals.
    ranked.sort((one, other) => other.score - one.score || one.owner - other.owner);
    const floor = Math.max(LEAST, (ranked[0]?.score ?? 0) * POINTS.floor);
    const matches = ranked
      .filter(({ score }) => score >= floor)
      .slice(0, most)
      .map(({ owner, score, key }) => ({ item: index.items[owner], key, score }));
    const [first, second] = ranked;
    // What is no whole name, and could as well be the beginning of another one, is not sure.
    const isAlone = !first || first.score > POINTS.exact || !second || first.score - second.score > POINTS.apart;
    return { matches, isSure: (first?.score ?? 0) >= SURE && isAlone && !query.isOfOthers, query };
  };
}
