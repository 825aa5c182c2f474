import assert from "node:assert/strict";
import { test } from "node:test";
import { count, errors, letters, near } from "../../docs/assets/javascripts/finder/distance.js";
import * as words from "../../docs/assets/javascripts/finder/words.js";
import { lists } from "./sample.js";

const { fold, sound, split } = words;
const told = words.read(lists);
/** @param {string} text */
const stem = (text) => words.stem(text, told);
/** @param {string} text */
const stems = (text) => words.stems(text, told);

test("texts are compared without case, accents and signs", () => {
  assert.equal(fold("Nétflix"), "netflix");
  assert.equal(fold("ｎｅｔｆｌｉｘ"), "netflix");
  assert.equal(fold("Дисней"), "disnei");
  assert.deepEqual(split("Disney+ & Co."), ["disney", "plus", "co"]);
  assert.deepEqual(split("AT&T"), ["att"]);
  assert.deepEqual(split("Deezer S.a.r.l. et Cie, S.C.A."), ["deezer", "sarl", "et", "cie", "sca"]);
  assert.deepEqual(split("c.ai x.com"), ["c", "ai", "x", "com"]);
});

test("signs of other scripts stay whole", () => {
  assert.deepEqual(split("デジタル"), ["デジタル"]);
  assert.deepEqual(split("넷플릭스 해지"), ["넷플릭스", "해지"]);
  assert.deepEqual(split("नेटफ्लिक्स"), ["नेटफ्लिक्स"]);
});

test("typing errors are counted, and swapped neighbours are one", () => {
  assert.equal(errors("netlfix", "netflix", 2), 1);
  assert.equal(errors("netfl", "netflix", 2), 2);
  assert.equal(errors("hulu", "netflix", 2), 99);
});

/**
 * @param {string} text
 * @param {string[]} names
 */
function found(text, names) {
  const all = { words: [...names].sort(), bits: Int32Array.from([...names].sort(), letters) };
  /** @type {[string, number][]} */
  const around = [];
  near(all, text, (at, wrong) => around.push([all.words[at], wrong]));
  return around;
}

test("a word with typing errors is near, the more the longer it is", () => {
  assert.deepEqual(found("netlfix", ["hulu", "netflix", "netgear"]), [["netflix", 1]]);
  assert.deepEqual(found("hlu", ["hulu", "hugo"]), [["hulu", 1]]);
  assert.deepEqual(found("sptofiy", ["spotify"]), []);
  assert.deepEqual(found("paramonut pls", ["paramount plus"]), [["paramount plus", 2]]);
});

test("another first letter is another word, unless it sounds the same", () => {
  assert.deepEqual(found("pcloud", ["icloud"]), []);
  assert.deepEqual(found("lastpass", ["dashpass"]), []);
  assert.deepEqual(found("kalm", ["calm"]), [["calm", 1]]);
});

test("letters behind a name make it another one, but for an s and a letter that was hit twice", () => {
  assert.deepEqual(found("slingo", ["sling"]), []);
  assert.deepEqual(found("netflixs", ["netflix"]), [["netflix", 1]]);
  assert.deepEqual(found("slingg", ["sling"]), [["sling", 1]]);
});

test("letters of a word are bits", () => {
  assert.equal(count(letters("hulu")), 3);
  assert.equal(letters("abc") & ~letters("cab"), 0);
});

test("the words of a question lose their endings and stand for their synonyms", () => {
  assert.deepEqual(stems("They charged me twice!"), ["they", "charg", "me", "twic"]);
  assert.equal(stem("news"), "news");
  assert.equal(stem("cancelling"), stem("cancelled"));
  assert.equal(stem("cancelling"), "cancel");
  assert.equal(stem("billing"), stem("charges"));
  assert.equal(stem("recognised"), stem("recognise"));
});

test("words that sound alike are written alike", () => {
  assert.equal(sound("philo"), "filo");
  assert.equal(sound("netflicks"), sound("netflix"));
  assert.equal(sound("kalm"), sound("calm"));
  assert.equal(sound("spottify"), sound("spotify"));
  assert.equal(sound("deser"), sound("deezer"));
  assert.notEqual(sound("chegg"), sound("kegg"));
});
