import assert from "node:assert/strict";
import { test } from "node:test";
import { answerer, prepare } from "../../docs/assets/javascripts/finder/prepare.js";
import { rowsOf } from "../../docs/assets/javascripts/finder/rows.js";
import { answer, KNOWN, NAMES, places, withoutKnown } from "./sample.js";

test("the order is: the name, its beginning, another name", () => {
  const found = places("lumen");
  assert.equal(found[0], "guides/lumen");
  assert.ok(found.indexOf("guides/lumen-plus") < found.indexOf("guides/bright"));
  assert.ok(found.indexOf("guides/lumen-plus") > 0);
});

test("a typing error is forgiven, and a short word with two is another one", () => {
  assert.equal(places("lumne")[0], "guides/lumen");
  assert.deepEqual(places("notion", withoutKnown), []);
});

test("a name without a guide is found as what it is", () => {
  assert.equal(places("notion")[0], "services/notion");
  assert.equal(places("notoin")[0], "services/notion");
  assert.equal(places("NOTION LABS, INC.")[0], "services/notion");
  assert.equal(answer("notion").matches[0].item.note, "Work");
});

test("nothing is found inside of a word", () => {
  assert.deepEqual(places("porta fit"), []);
  assert.deepEqual(places("tafit"), []);
});

test("a common word of two is no hit beside a word that is not there", () => {
  assert.deepEqual(
    places("24 hour studio").filter((place) => place.startsWith("guides/")),
    [],
  );
});

test("only what is sure is chosen", () => {
  assert.equal(answer("lumen").isSure, true);
  assert.equal(answer("norton").isSure, true);
  assert.equal(answer("norton rose").isSure, false);
  assert.equal(answer("lumen and lumen").isSure, false);
  assert.equal(answer("lumen & rose").isSure, false);
  assert.equal(answer("lumen and cancel").isSure, true);
  assert.equal(answer("l").isSure, false);
  assert.equal(answer("qqzzxw").isSure, false);
});

test("pages about problems are found by their words, and never by words that are only near", () => {
  assert.equal(places("I was charged twice this month")[0], "help/money");
  assert.equal(places("my father died")[0], "help/death");
  assert.equal(places("refnud").length, 0);
  assert.equal(places("gym")[0], "categories/fitness");
});

test("a name beside a problem comes first", () => {
  assert.equal(places("lumen refund")[0], "guides/lumen");
});

for (const line of [
  "PAYPAL INST XFER LUMEN",
  "PAYPAL INST XFER 260312 LUMEN.EXAMPLE WEB ID: PAYPALSI77",
  "PAYPAL *LUMEN 4029357733 GB",
  "PP*LUMEN",
  "SQ *LUMEN BROOKLYN NY 12.99",
  "SEPA LASTSCHRIFT LUMEN GMBH MREF+1029 EREF+77",
  "DIRECT DEBIT LUMEN REF 20391 03/11",
  "LUMEN 800-555-0199 CA",
  "POS PURCHASE 11/03 LUMENUSA NEW YORK NY",
]) {
  test(`the service comes first on the line ${line}`, () => {
    const { matches, query } = answer(line);
    assert.equal(matches[0].item.slug, "lumen");
    assert.equal(query.isLine, true);
  });
}

for (const line of ["paypal inst xfer lumen", "lastschrift lumen", "Pos Purchase Lumen", "recurring payment lumen"]) {
  test(`what only banks write says nothing beside a name: ${line}`, () =>
    assert.equal(places(line)[0], "guides/lumen"));
}

test("a till of shops and what follows a star make a line unsure", () => {
  assert.equal(answer("LUMEN NEW YORK NY 12.99").isSure, true);
  assert.equal(answer("SQ *LUMEN THE BARBER").isSure, false);
  assert.equal(answer("LUMEN *TRIP HELP.LUMEN.EXAMPLE").isSure, false);
});

test("a sum alone is no name with a number in it", () => {
  assert.deepEqual(places("360,00"), []);
});

test("what is said of all of its kind is no stranger to a name", () => {
  assert.equal(places("bright yoga app")[0], "guides/bright");
  assert.equal(answer("bright yoga app").isSure, true);
  assert.equal(answer("bright wine app").isSure, false);
});

test("a name is found as it sounds", () => {
  assert.equal(places("fonowerks")[0], undefined);
  assert.equal(places("fonoworcs")[0], "guides/phonoworks");
});

test("a word made of words of two names is neither of them", () => {
  assert.deepEqual(places("lumenstudio"), []);
  assert.equal(places("lumenplus")[0], "guides/lumen-plus");
  assert.equal(places("nortonusa")[0], "guides/norton");
});

test("a part of a name with another word is another name", () => {
  assert.equal(places("portafitness")[0], "guides/portafitness");
  assert.deepEqual(places("portafitness radio"), []);
});

test("another vowel is a typing error, another consonant may be another name", () => {
  assert.equal(answer("nortan").isSure, true);
  assert.equal(answer("nortom").isSure, false);
  assert.equal(places("nortom")[0], "guides/norton");
});

test("a reference stuck to a name on a line is left out", () => {
  assert.equal(places("PP*4471LUMEN")[0], "guides/lumen");
});

test("a year makes no line of a question", () => {
  assert.equal(answer("refund law 2027").query.isLine, false);
  assert.equal(answer("LUMEN 20271").query.isLine, true);
});

test("letters behind a name make it another one, which is not chosen", () => {
  assert.equal(answer("brightz").isSure, false);
  assert.equal(answer("brightt").isSure, true);
});

test("a question is answered whichever of its page's words it has", () => {
  assert.equal(places("money charged back twice")[0], "help/money");
  assert.equal(places("what is this charge")[0], "help/who");
  assert.equal(places("still charged")[0], "help/money");
  assert.equal(places("somebody took money twice in another town last week")[0], "help/money");
  assert.deepEqual(places("money for the taxi to the airport"), []);
});

test("a line says who passed the money on", () => {
  assert.equal(answer("PAYPAL *LUMEN").query.collector, "PayPal");
  assert.equal(answer("SQ *LUMEN").query.collector, "Square");
  assert.equal(answer("LUMEN 800-555-0199 CA").query.collector, "");
});

test("a line with nothing but who collects leads there, or to the page about such lines", () => {
  assert.equal(places("PAYPAL INST XFER 261118")[0], "billers/paypal");
  assert.deepEqual(places("SQ *"), ["help/who"]);
  assert.deepEqual(places("FS *"), ["help/who"]);
});

test("a phone number on a statement leads to the guide that declares it", () => {
  assert.equal(places("800-555-0123")[0], "guides/lumen");
  assert.equal(places("ACME 1 (800) 555-0123 CA")[0], "guides/lumen");
  assert.equal(answer("800-555-0123").matches[0].key.kind, "phone");
});

test("a name in another script is found, also with a word stuck to it", () => {
  assert.equal(places("ハローボックス")[0], "guides/hellobox");
  assert.equal(places("ハローボックス解約")[0], "guides/hellobox");
  assert.equal(answer("ハローボックス サブスク 解約").query.isLine, false);
});

test("ten thousand letters cost no more than two hundred", () => {
  assert.deepEqual(places("lumenx".repeat(2000)), places("lumenx".repeat(2000).slice(0, 200)));
});

test("an index of another format is refused", async () => {
  await assert.rejects(answerer({ ...NAMES, format: 3 }), /format 3/);
});

test("the entry for scripts answers with matches, and does without names that have no guide", async () => {
  const match = await prepare(NAMES);
  assert.deepEqual(
    match("lumen plus", 1).map(({ item, score }) => [item.slug, score]),
    [["lumen-plus", 1]],
  );
  assert.equal((await prepare(NAMES, KNOWN))("notion")[0].item.slug, "notion");
});

test("words around a name are known misspelt, and short ones only as they are written", () => {
  assert.equal(answer("lumen cancle").isSure, true);
  assert.equal(answer("lumen susbcription").isSure, true);
  assert.equal(answer("lumen trains").isSure, false);
});

test("a word beside its short form counts once", () => {
  const { words } = answer("MICROSOFT*LUMEN MSBILL.INFO").query;
  assert.deepEqual(
    words.map(({ text }) => text),
    ["microsoft", "lumen", "info"],
  );
});

test("a short form is known in two words", () => {
  assert.equal(answer("twenty four lumen").query.words[0].text, "twentyfour");
});

test("a small word of a question is nobody's name, and is one alone", () => {
  assert.equal(places("which app is charging me")[0], "help/who");
  assert.equal(places("which")[0], "services/which");
});

test("at the till of a shop more words make another name", () => {
  assert.deepEqual(places("SQ *NORTON ROSE FLORISTS OAKHAM"), ["help/who"]);
  assert.equal(places("DEBIT NORTON ROSE FLORISTS OAKHAM")[0], "guides/norton");
});

test("a page with a list is found by its words", () =>
  assert.equal(places("hardest subscription")[0], "browse/difficulty"));

test("a word of everyday speech beside a strange word is the name of others, and beside one of a problem it is not", () => {
  assert.deepEqual(places("tidal cyber"), []);
  assert.equal(places("bright cyber")[0], "guides/bright");
  assert.equal(places("tidal back")[0], "guides/tidal");
  assert.equal(answer("tidal back").isSure, false);
});

test("what is said of a problem is no stranger to a name", () => {
  assert.equal(answer("bright twice father").isSure, true);
  assert.equal(answer("bright thrice cousin").isSure, false);
});

test("a whole name beside what is asked of it is shown, whatever else there is, and is not chosen", () => {
  assert.equal(places("cancel phonoworks blorp quux zork")[0], "guides/phonoworks");
  assert.equal(answer("cancel phonoworks blorp quux zork").isSure, false);
  assert.equal(places("lumen plus blorp quux zork fee")[0], "guides/lumen-plus");
  assert.deepEqual(places("phonoworks blorp quux zork"), []);
  // A part of a name is not one, nor is the company behind it.
  assert.deepEqual(places("cancel portafitness blorp quux zork"), []);
  assert.ok(!places("cancel lumen works blorp quux zork").includes("guides/bright"));
});

test("one of what a name has several of is known", () => {
  assert.equal(places("phonowork cancel")[0], "guides/phonoworks");
});

test("the end of a word is spelt as it is heard", () => {
  assert.equal(places("tidle")[0], "guides/tidal");
});

test("a plus sign belongs to a name, and alone it is that of a sum", () => {
  assert.equal(places("lumen+")[0], "guides/lumen-plus");
  assert.deepEqual(places("8 + 5 ="), []);
});

test("an address and a domain that are not written are those that the name tells", () => {
  const items = [
    { name: "AMC+", domains: ["", "amc.example"] },
    { at: "help/money", name: "Money" },
  ];
  const [service, page] = rowsOf({ format: 5, items: /** @type {any} */ (items) });
  assert.deepEqual(service, { at: "guides/amc-plus", name: "AMC+", domains: ["amcplus.com", "amc.example"] });
  assert.deepEqual(page, { at: "help/money", name: "Money", domains: [] });
});
