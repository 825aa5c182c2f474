/**
 * Makes the finder ready, in pieces between which the browser can answer its reader: at thousands
 * of guides all of it at once would hold up a slow phone for as long as it takes to type a letter.
 *
 * @typedef {import("./match.js").Match} Match
 */

import { gather, lexicon } from "./lexicon.js";
import { matcher } from "./match.js";
import { unpack } from "./unpack.js";

const pause = () => new Promise((resolve) => setTimeout(resolve));

/**
 * @param {import("./unpack.js").Packed} packed
 * @returns {Promise<(text: string, most?: number) => Match[]>}
 */
export async function prepare(packed) {
  const items = unpack(packed);
  await pause();
  const gathered = gather(items);
  await pause();
  const match = matcher(lexicon(gathered));
  void warm(match);
  return match;
}

/**
 * The first searches are slow, since the browser has yet to compile them; the reader's follow.
 *
 * @param {(text: string) => unknown} match
 */
async function warm(match) {
  for (const text of ["n", "netlfix", "PAYPAL *SPOTIFY"]) {
    await pause();
    match(text);
  }
}
