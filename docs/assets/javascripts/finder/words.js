/**
 * Texts as the finder compares them, and the words that say nothing about a service.
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
    .replace(/[\p{M}'’`´&]/gu, "")
    .toLowerCase()
    .replace(/[\u0430-\u044f]/g, (letter) => LATIN[letter.charCodeAt(0) - 0x430])
    .replaceAll("+", " plus ");

/**
 * @param {string} text
 * @returns {string[]}
 */
export const split = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * Splits many lines at once; the ends of lines stay where they are.
 *
 * @param {string} text
 * @returns {string[]}
 */
export const wordsAndLines = (text) => fold(text).match(/[\p{L}\p{N}]+|\n/gu) ?? [];

/** @param {string} text */
const list = (text) => new Set(text.trim().split(/\s+/));

/** Words around a name: on a statement, in an address, or in a question. */
export const NOISE = list(`
  com www http https net org co uk html io app bill billing help helppay helpay g
  inc llc ltd gmbh sa ab bv corp limited plc ag sarl pty srl intl international europe emea
  usa us gb ie lu nl de se eu fr
  al ak az ar ca ct dc fl ga hi id il ks ky la md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx
  ut vt va wa wv wi wy
  payment payments pmt pymt purchase recurring recur subscription subscriptions subscr subscrip subs sub
  membership member mbrshp monthly month annual annually yearly year renewal auto autopay fee
  pos debit credit card visa mastercard mc amex checkcard chkcard chk ach ppd eft dd sepa crd txn trans transaction auth
  authorized on ref reference no nr nbr num number web online internet tel ph phone cust customer svc svcs services dig
  digital merchant invoice order store storefront pending preauthorized intl pur via from for
  jan feb mar apr may jun jul aug sep sept oct nov dec
  san francisco los gatos seattle cupertino mountain view luxembourg amsterdam dublin london stockholm
  cancel cancelling canceling cancellation unsubscribe stop end quit how do i to my me a an the of and with in account
  delete refund charge charged charges trial free plan abo
`);

/** Short forms of who only passes the money on, in front of the name. */
export const CODES = list("pp sq sqc tst sp spi py fs");

/** Who passes the money on, but has subscriptions too; the name after it counts. */
export const CARRIERS = list("paypal paddle stripe klarna google apple itunes roku amazon mktp xsolla");

/** How statements and people shorten names. */
export const SHORT = new Map(
  Object.entries({
    wmt: "walmart", amz: "amazon", amzn: "amazon", amazn: "amazon", msft: "microsoft", ms: "microsoft", msbill: "microsoft",
    yt: "youtube", utube: "youtube", goog: "google", appl: "apple", hlu: "hulu", dsny: "disney", nflx: "netflix", sqsp: "squarespace",
    nyt: "nytimes", ps: "playstation", psn: "playstation", dbx: "dropbox", lnkd: "linkedin", gh: "github",
    gpt: "chatgpt", prem: "premium", prm: "premium", hf: "hellofresh", cld: "cloud", wbd: "hbo", ww: "weightwatchers",
  }),
);
