import assert from "node:assert/strict";
import { test } from "node:test";
import { count, errors, isNear, letters } from "../../docs/assets/javascripts/finder/distance.js";
import { sound, stem, stems } from "../../docs/assets/javascripts/finder/index.js";
import { fold, split } from "../../docs/assets/javascripts/finder/words.js";

test("texts are compared without case, accents and signs", () => {
  assert.equal(fold("Nétflix"), "netflix");
  assert.equal(fold("ｎｅｔｆｌｉｘ"), "netflix");
  assert.equal(fold("Дисней"), "disnei");
  assert.deepEqual(split("Disney+ & Co."), ["disney", "plus", "co"]);
  assert.deepEqual(split("AT&T"), ["att"]);
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

test("another first letter is another word, unless it is lost or swapped", () => {
  assert.equal(isNear("pcloud", "icloud", 1), false);
  assert.equal(isNear("etflix", "netflix", 1), true);
  assert.equal(isNear("entflix", "netflix", 1), true);
  assert.equal(isNear("lastpass", "dashpass", 2), false);
});

test("letters of a word are bits", () => {
  assert.equal(count(letters("hulu")), 3);
  assert.equal(letters("abc") & ~letters("cab"), 0);
});

test("the words of a question lose their endings and stand for their synonyms", () => {
  assert.deepEqual(stems("They charged me twice!"), ["they", "charg", "me", "twic"]);
  assert.equal(stem("cancellation"), "cancel");
  assert.equal(stem("news"), "news");
  assert.equal(stem("cancelling"), stem("cancelled"));
  assert.equal(stem("cancelling"), "cancel");
  assert.equal(stem("billing"), stem("charges"));
  assert.equal(stem("recognise"), stem("recognized"));
});

test("words that sound alike are written alike", () => {
  assert.equal(sound("philo"), "filo");
  assert.equal(sound("netflicks"), sound("netflix"));
  assert.equal(sound("kalm"), sound("calm"));
  assert.equal(sound("spottify"), sound("spotify"));
  assert.notEqual(sound("chegg"), sound("kegg"));
});
