/**
 * The finder without a page: files of the index in, a function that answers out. This is the one
 * stable entry for tests and scripts.
 *
 * @typedef {import("./rank.js").Answer} Answer
 * @typedef {import("./rank.js").Match} Match
 * @typedef {object} Finder
 * @property {(text: string, most?: number) => Answer} answer
 * @property {{at: string, name: string}[]} offered pages for readers who know no name
 */

import { index } from "./index.js";
import { ranker } from "./rank.js";

/** At thousands of guides all of the work at once would hold up a slow phone for as long as it takes to type a letter. */
export const pause = () => new Promise((/** @type {(value: void) => void} */ resolve) => setTimeout(resolve));

/**
 * @param {...(import("./rows.js").IndexFile | undefined)} files the index, and the names without a guide
 * @returns {Promise<(text: string, most?: number) => Answer>}
 */
export async function answerer(...files) {
  return ranker(await index(/** @type {import("./rows.js").IndexFile[]} */ (files.filter(Boolean)), pause));
}

/**
 * @param {import("./rows.js").IndexFile} names
 * @param {import("./rows.js").IndexFile} [known] names without a guide
 * @returns {Promise<(text: string, most?: number) => Match[]>}
 */
export async function prepare(names, known) {
  const answer = await answerer(names, known);
  return (text, most) => answer(text, most).matches;
}
