/**
 * Typing errors between two words: insertions, deletions, substitutions and swaps of neighbours
 * (optimal string alignment).
 */

const LONGEST = 40;
const MANY = 99;
let [before, previous, current] = [0, 1, 2].map(() => new Uint8Array(LONGEST + 2));

/**
 * Counts the errors between what was typed and a word. Gives up, with a large number, above `most`.
 *
 * @param {string} typed
 * @param {string} word
 * @param {number} most
 */
export function errors(typed, word, most) {
  const rows = Math.min(typed.length, LONGEST);
  const columns = Math.min(word.length, LONGEST);
  for (let column = 0; column <= columns; column++) previous[column] = column;
  for (let row = 1; row <= rows; row++) {
    const letter = typed.charCodeAt(row - 1);
    const last = row > 1 ? typed.charCodeAt(row - 2) : -1;
    // Farther from the diagonal than `most` there are more errors than that.
    const from = row > most ? row - most : 1;
    const to = Math.min(columns, row + most);
    let least = from === 1 ? row : MANY;
    current[from - 1] = least;
    for (let column = from; column <= to; column++) {
      const other = word.charCodeAt(column - 1);
      let cost = previous[column - 1] + (letter === other ? 0 : 1);
      if (previous[column] + 1 < cost) cost = previous[column] + 1;
      if (current[column - 1] + 1 < cost) cost = current[column - 1] + 1;
      if (column > 1 && other === last && letter === word.charCodeAt(column - 2) && before[column - 2] + 1 < cost) {
        cost = before[column - 2] + 1;
      }
      current[column] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return MANY;
    current[to + 1] = MANY;
    [before, previous, current] = [previous, current, before];
  }
  return Math.abs(rows - columns) > most ? MANY : previous[columns];
}

/**
 * How many errors a word of some length may have and still be meant.
 *
 * @param {number} length
 */
export const bound = (length) => (length < 3 ? 0 : length < 8 ? 1 : length < 13 ? 2 : 3);

/**
 * The letters of a word as bits, so that most words are ruled out without looking at their order.
 *
 * @param {string} word
 */
export function letters(word) {
  let bits = 0;
  for (let index = 0; index < word.length; index++) {
    const code = word.charCodeAt(index) - 97;
    bits |= code >= 0 && code < 26 ? 1 << code : 1 << (26 + (word.charCodeAt(index) & 3));
  }
  return bits;
}

/** @param {number} bits */
export function count(bits) {
  bits -= (bits >>> 1) & 0x55555555;
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/**
 * Whether two words begin with the same sound.
 *
 * @param {string} one
 * @param {string} other
 */
const isAlike = (one, other) => one[0] === other[0] || (/^[ckq]/.test(one) && /^[ckq]/.test(other));

/**
 * Whether two words with so many errors between them can be the same one: with another first
 * letter they are two, unless that letter is lost or swapped, or the word is a long one.
 *
 * @param {string} typed
 * @param {string} word
 * @param {number} errors
 */
export const isNear = (typed, word, errors) =>
  isAlike(typed, word) ||
  (errors < 2 &&
    (typed.length > 7 ||
      typed === word.slice(1) ||
      word === typed.slice(1) ||
      (typed[0] === word[1] && typed[1] === word[0])));
