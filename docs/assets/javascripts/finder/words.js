/**
 * Texts as the finder compares them. Its lists of words come with the index: who wants a better answer adds a word
 * there (`plugins/guides/site/outputs/finder_words.toml`), or a name to a guide, before touching the code that ranks.
 *
 * @typedef {import("./rows.js").Written} Written
 * @typedef {object} Lists
 * @property {Set<string>} noise words around a name
 * @property {Set<string>} common words that stand in many names
 * @property {Set<string>} ordinary names that are words of everyday speech
 * @property {Set<string>} small words that carry no meaning in a question
 * @property {Set<string>} codes beginnings that are no name of anything
 * @property {Map<string, string>} collectors who passes the money on
 * @property {Map<string, string>} short how names are shortened
 * @property {Map<string, string>} same one word for several that mean the same in a question
 */

/** Latin letters for the Cyrillic ones from а to я, as names are spelt by ear. */
const LATIN = "a b v g d e zh z i i k l m n o p r s t u f h ts ch sh sch  y  e yu ya".split(" ");

/**
 * Without case, accents, apostrophes and `&`; a `+` is the word `plus`.
 *
 * @param {string} text
 */
export const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'’`´&]/g, "")
    // Korean and Japanese signs fall apart into pieces that are compared as whole ones.
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\u0430-\u044f]/g, (letter) => LATIN[letter.charCodeAt(0) - 0x430])
    // Letters of a legal form are one word: `S.a.r.l.`.
    .replace(/\b([a-z])\.(?=[a-z]\b)/g, "$1")
    // Alone it is the sign of a sum.
    .replace(/(\S)\+/g, "$1 plus ");

/**
 * @param {string} text
 * @returns {string[]}
 */
export const split = (text) => fold(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/**
 * @param {Written} written
 * @returns {Lists}
 */
export const read = (written) =>
  /** @type {any} */ (
    Object.fromEntries(
      Object.entries(written).map(([name, list]) => [
        name,
        typeof list === "string" ? new Set(list.split(" ")) : new Map(Object.entries(list)),
      ]),
    )
  );

/**
 * A word without the ending that changes with its place in a sentence, and by its commoner synonym.
 *
 * @param {string} word
 * @param {Lists} lists
 */
export function stem(word, { same }) {
  const bare = word.length < 5 ? word.replace(/([^sw])s$/, "$1") : word.replace(/(ing|ed|es|e|s)$/, "");
  const one = bare.length > 5 ? bare.replace(/ll$/, "l") : bare;
  return same.get(one) ?? one;
}

/**
 * @param {string} text
 * @param {Lists} lists
 */
export const stems = (text, lists) => split(text).map((word) => (lists.small.has(word) ? word : stem(word, lists)));

/**
 * How a word is heard, for those who write it by ear: `filo`, `netflicks`, `deser`, `tidle`, `spottify`.
 *
 * @param {string} word
 */
export const sound = (word) =>
  word
    .replace(/c?ks|cs/g, "x")
    .replace(/ph/g, "f")
    .replace(/z/g, "s")
    .replace(/[ae]l$|le$/, "l")
    .replace(/c?k|q|c(?![ehiy])/g, "c")
    .replace(/([a-z])\1/g, "$1");
