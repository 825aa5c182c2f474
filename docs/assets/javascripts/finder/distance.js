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
      let cost = Math.min(
        previous[column - 1] + (letter === other ? 0 : 1),
        previous[column] + 1,
        current[column - 1] + 1,
      );
      if (column > 1 && other === last && letter === word.charCodeAt(column - 2))
        cost = Math.min(cost, before[column - 2] + 1);
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

/** @param {string} word */
const consonants = (word) => word.replace(/[aeiouy]/g, "");

/**
 * The place of the first word of a sorted list that is not before `text`.
 *
 * @param {string[]} words
 * @param {string} text
 */
export function lowest(words, text) {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle] < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * @param {string[]} words sorted
 * @param {string} text
 */
export const begins = (words, text) => words[lowest(words, text)]?.startsWith(text) ?? false;

/**
 * Finds the words that a text can be, with typing errors. With another first letter it is another word, unless both
 * letters sound the same.
 *
 * @param {{words: string[], bits: Int32Array}} all sorted, with the letters of each
 * @param {string} text
 * @param {(place: number, errors: number) => void} note
 */
export function near({ words, bits }, text, note) {
  const { length } = text;
  const own = letters(text);
  for (const first of /[ckq]/.test(text[0]) ? "ckq" : text[0]) {
    for (let at = lowest(words, first); at < words.length && words[at][0] === first; at++) {
      const word = words[at];
      const most = bound(Math.max(length, word.length));
      if (
        word.length < 3 ||
        Math.abs(length - word.length) > most ||
        count(own & ~bits[at]) > most ||
        count(bits[at] & ~own) > most
      )
        continue;
      const wrong = errors(text, word, most);
      // With more behind it a name is another one: `slingo`.
      if (wrong > most || (text.startsWith(word) && !/[s\d]$|(.)\1$/.test(text))) continue;
      // Vowels are misspelt; with two errors in its consonants it is another word (`everlane`, for `everand`), and one in
      // the place of another makes it less sure (`equinor`, for `equinox`).
      const [some, others] = [consonants(text), consonants(word)];
      if (wrong > 1 && errors(some, others, 1) > 1) continue;
      const isReplaced = length > 4 && length === word.length && own !== bits[at] && some !== others;
      note(at, isReplaced ? wrong + 0.5 : wrong);
    }
  }
}
