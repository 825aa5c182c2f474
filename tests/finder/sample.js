/** A small index with the site's words, so that a test says all else that its answer depends on. */

import { readFileSync } from "node:fs";
import { answerer } from "../../docs/assets/javascripts/finder/prepare.js";

export const { lists } = JSON.parse(readFileSync(`${process.env.FINDER_INDEX}/finder.json`, "utf8"));
export const NAMES = {
  format: 5,
  lists,
  levels: ["not rated", "easy"],
  items: [
    {
      at: "guides/lumen",
      name: "Lumen",
      level: 1,
      domains: ["lumen.example"],
      lines: ["LMN*LUMEN"],
      phones: ["18005550123"],
    },
    { at: "guides/lumen-plus", name: "Lumen Plus", level: 1 },
    { at: "guides/bright", name: "Bright", category: "fitness", also: ["Lumen One"], vendor: ["Lumen Works"] },
    { at: "guides/phonoworks", name: "Phonoworks" },
    { at: "guides/portafitness", name: "Portafitness Studio" },
    { at: "guides/tidal", name: "Tidal" },
    { at: "guides/norton", name: "Norton", also: ["Norton 360"] },
    { at: "guides/hellobox", name: "HelloBox", also: ["ハローボックス"] },
    { at: "billers/paypal", name: "PayPal", lines: ["PAYPAL *", "PAYPAL INST XFER"], domains: ["paypal.com"] },
    {
      at: "help/money",
      name: "Charged after cancelling",
      words: ["charged twice", "still charged", "money back", "refund"],
    },
    { at: "help/who", name: "Who bills me?", words: ["unknown charge", "what is this charge", "SQ", "FS"] },
    { at: "help/death", name: "After a death", words: ["my father died"] },
    { at: "browse/difficulty", name: "By difficulty", words: ["hardest"] },
    { at: "categories/fitness", name: "Fitness", words: ["gym", "fitness", "yoga app"] },
    { at: "categories/work", name: "Work" },
  ],
};
export const KNOWN = {
  format: 5,
  categories: { work: "Work" },
  services: { work: [["Notion", "Notion Plus"], ["Which?"]] },
};

/** @param {unknown[]} files */
export const answer = await answerer(NAMES, KNOWN);
export const withoutKnown = await answerer(NAMES);

/** @param {string} text */
export const places = (text, finder = answer) => finder(text).matches.map(({ item }) => `${item.room}/${item.slug}`);
