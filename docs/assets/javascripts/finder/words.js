/**
 * Texts as the finder compares them, and its lists of words. Who wants a better answer adds a word
 * here, or a name to a guide, before touching the code that ranks.
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
    .replaceAll("+", " plus ");

/**
 * @param {string} text
 * @returns {string[]}
 */
export const split = (text) => fold(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** @param {string} text */
const list = (text) => text.trim().split(/\s+/);

/** Words around a name: on a statement, in an address, or in a question. */
export const NOISE = new Set(
  list(`
  com www http https net org co uk html io bill billing billed help helppay helpay g link
  inc llc ltd gmbh sa ab bv corp limited plc inter interactive technologies holdings ag sarl pty srl intl international europe emea se
  usa us gb ie lu nl de eu fr
  al ak az ar ca ct dc fl ga hi id il ks ky la md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx
  ut vt va wa wv wi wy swe gbr lux irl deu nld
  payment payments paid pmt pymt pay purchase recurring recur subscription subscriptions subscr subscrip subs sub
  membership memberships member mbrshp monthly month months annual annually yearly year renewal renews auto autopay fee fees
  pos debit credit card cards visa mastercard mc amex checkcard chkcard chk ach ppd eft dd crd cr dr txn trans transaction auth
  authorized on ref reference no nr nbr num number web online internet tel ph phone cust customer svc svcs services dig
  digital merchant invoice order store storefront pending preauthorized pur via from for bank statement direct
  inst xfer des indn transfer bill payment entry value date epay
  sepa lastschrift basislastschrift einzug mandat mandatsref glaeubiger eref mref cred svwz kref abwa kartenzahlung folgelastschrift
  prelevement achat carte recibo domiciliacion incasso addebito paiement cb
  san francisco los gatos seattle cupertino mountain view luxembourg amsterdam dublin london stockholm
  cancel cancelling canceling cancelled canceled cancellation unsubscribe stop stopping end quit leave delete remove
  ireland england scotland canada australia germany deutschland austria switzerland france spain italy sweden denmark norway finland
  netherlands belgium poland india brazil mexico japan kingdom states zealand singapore america
  kuendigung kundigung kundbar beenden stornieren cancelar anular suscripcion resilier desabonner annuler abonnement
  disdire abbonamento annullare opzeggen stopzetten otmenit otmena podpisku podpiska
  解約 退会 解除 キャンセル サブスク 取消 解约 订阅 訂閱 해지 구독 취소 탈퇴 إلغاء اشتراك ביטול מנוי
  close turn off how do i to my me a an the of and with in at by is it this was did what where can want need get please
  account app login log password refund refunds charge charged charges charging trial free plan plans abo kuendigen kundigen twice again
`),
);

/**
 * Words that stand in many names: one of them alone, beside a word that is not there, is no hit.
 */
export const COMMON = new Set(
  list(`
  plus premium pro max tv music video play studio fitness gym club fit box games game pass live news radio app one
  all access online family home health yoga sports sport service network cloud drive storage security basic
  standard business studio digital media group international store kids world food fresh meal meals daily times
  journal magazine book books learning academy school dating travel car pet wine coffee tea beauty style fashion
  first smart super my go now us extra ultimate unlimited student individual personal professional team teams
  photo photos email mail web site website websites hosting domain domains ai bot vpn antivirus total protection planet
  american national city star sky blue red green black white gold silver express prime bundle membership new york
  east west north south channel channels stream movies anime map maps card free open big little mr dr the friend
`),
);

/** Who passes the money on, by the beginning of a line. The name after it counts. */
export const COLLECTORS = new Map(
  Object.entries({
    pp: "PayPal",
    paypal: "PayPal",
    ppl: "PayPal",
    pypl: "PayPal",
    sq: "Square",
    sqc: "Square",
    gosq: "Square",
    tst: "Toast",
    sp: "Shopify",
    spi: "",
    py: "",
    fs: "FastSpring",
    fsprg: "FastSpring",
    "2co": "2Checkout",
    "2checkout": "2Checkout",
    paddle: "Paddle",
    stripe: "Stripe",
    klarna: "Klarna",
    xsolla: "Xsolla",
    cleverbridge: "Cleverbridge",
    epoch: "Epoch",
    dri: "Digital River",
    google: "Google",
    apple: "Apple",
    itunes: "Apple",
    roku: "Roku",
    amazon: "Amazon",
    mktp: "Amazon",
    amzn: "Amazon",
    amz: "Amazon",
  }),
);

/** Beginnings that are no name of anything else: they are left out before a name. */
export const CODES = new Set(list("pp ppl pypl sq sqc gosq tst sp spi py fs fsprg 2co 2checkout dri"));

/** How statements and people shorten names. */
export const SHORT = new Map(
  Object.entries({
    wmt: "walmart",
    amz: "amazon",
    amzn: "amazon",
    amazn: "amazon",
    msft: "microsoft",
    ms: "microsoft",
    msbill: "microsoft",
    yt: "youtube",
    utube: "youtube",
    yutub: "youtube",
    goog: "google",
    appl: "apple",
    hlu: "hulu",
    dsny: "disney",
    nflx: "netflix",
    sqsp: "squarespace",
    nyt: "nytimes",
    ps: "playstation",
    psn: "playstation",
    playstatn: "playstation",
    dbx: "dropbox",
    lnkd: "linkedin",
    gh: "github",
    gpt: "chatgpt",
    prem: "premium",
    prm: "premium",
    hf: "hellofresh",
    cld: "cloud",
    wbd: "hbo",
    ww: "weightwatchers",
    plnt: "planet",
    plyus: "plus",
    st: "street",
    mbrshp: "membership",
    fit: "fitness",
    nordsec: "nord",
    1: "one",
  }),
);

/** Places on the lines of statements, whose words are parts of names too. */
export const PLACES = [
  /\bone apple park way\b/g,
  /\b1 infinite loop\b/g,
  /(\w.*)\bnew (york|hampshire|jersey|mexico)(?=,? n[yhjm]\b|\W*$)/g,
];

/** Words that carry no meaning in a question. */
export const SMALL = new Set(
  list(`
  a an the i im my me we our you your he his she her it its they their to of in on at by for from with and or but if is am are was were
  be been do does did done has have had can could cant how what why when where who which this that there some any
  get got please want need about after into as so just not no dont doesnt
`),
);

/** One word for several that mean the same in a question; without their endings, as `stem` leaves them. */
export const SYNONYMS = new Map(
  Object.entries({
    bill: "charg",
    transaction: "payment",
    debt: "debit",
    dead: "died",
    death: "died",
    deceas: "died",
    cash: "money",
  }),
);
