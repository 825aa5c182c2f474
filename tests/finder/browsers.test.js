/**
 * The oldest browsers that guides and finder are written for: Safari 15, Chrome 100, Firefox 100. One
 * expression that is newer kills a script without a word.
 */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import { parse, tokenizer } from "acorn";

const FOLDER = new URL("../../docs/assets/javascripts/", import.meta.url);
/** What all three know; class fields and top-level await, of 2022, are left out for simplicity. */
const LEVEL = 2021;
/** Methods that one of them has not, which no parser sees. */
const NEWER =
  /\.(at|findLast|findLastIndex|toSorted|toReversed|toSpliced|with|requestSubmit|groupBy|hasOwn|isWellFormed|showPicker)\(|\b(structuredClone|Promise\.withResolvers)\b/;

/** @param {string} source */
function problems(source) {
  /** @type {string[]} */
  const found = [];
  try {
    parse(source, { ecmaVersion: LEVEL, sourceType: "module" });
  } catch (error) {
    return [String(error)];
  }
  for (const token of tokenizer(source, { ecmaVersion: LEVEL, sourceType: "module" })) {
    if (token.type.label !== "regexp") continue;
    const { pattern, flags } = /** @type {{pattern: string, flags: string}} */ (/** @type {unknown} */ (token.value));
    if (/[vd]/.test(flags)) found.push(`flags ${flags}`);
    const tree = new RegExpParser({ ecmaVersion: LEVEL }).parsePattern(
      pattern,
      undefined,
      undefined,
      flags.includes("u"),
    );
    visitRegExpAST(tree, {
      onAssertionEnter: (node) => void (node.kind === "lookbehind" && found.push(`lookbehind ${node.raw}`)),
    });
  }
  if (/new RegExp\(|RegExp\(["'`]/.test(source)) found.push("a RegExp made of a text, which is not checked");
  const newer = source.match(NEWER);
  if (newer) found.push(newer[0]);
  return found;
}

const files = readdirSync(FOLDER, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith(".js"));

test("there are scripts", () => assert.ok(files.length > 10));
for (const name of files) {
  test(`${name} is understood by the oldest browsers`, () => {
    assert.deepEqual(problems(readFileSync(new URL(name, FOLDER), "utf8")), []);
  });
}

for (const [source, told] of [
  ["export const one = /(?<=a)b/;", "lookbehind"],
  ["export const one = /(?<!a)b/.test('b');", "lookbehind"],
  ["class A { static { } }", "SyntaxError"],
  ["class A { #one = 1; }", "SyntaxError"],
  ["export const one = /a/v;", "SyntaxError"],
  ["export const one = [1].at(-1);", ".at("],
  ["export const one = new RegExp('(?<=a)b');", "RegExp"],
]) {
  test(`what is newer is found: ${source}`, () =>
    assert.match(problems(source).join(), new RegExp(told.replace(/[.(]/g, "\\$&"))));
}
