/**
 * Makes a guide fit the reader: who bills them comes first and open, with its own deadline and refunds above.
 *
 * Without it every choice is a link to a part of the page that opens by a press. What only some readers
 * use (their date, a letter, ticks, an answer to us) is loaded when they do.
 */

/** @type {NodeListOf<HTMLAnchorElement>} */
const links = document.querySelectorAll(".who li a[href^='#']");
/** @type {HTMLElement | null} */
const own = document.querySelector(".ways.own");
/** @type {HTMLElement | null} */
const billers = document.querySelector(".ways.billers");
/** @type {HTMLDetailsElement[]} */
const payers = Array.from(document.querySelectorAll(".billers > .payer"));
const heading = document.getElementById("other-billers");
const facts = document.querySelector(".facts");
const go = document.querySelector("a.go");
/** Where the chosen payer stands, and later the service's own ways again. */
const place = document.createElement("div");
place.className = "ways chosen";

/** Says whose the ways are that stand below those of the chosen payer. */
const whose = document.createElement("p");
whose.className = "whose";
whose.textContent = `If ${links[0]?.firstChild?.textContent?.trim()} bills you:`;

/** The ways of each payer, in the page's own order, with what stands before them. */
const ways = new Map(
  [own, ...payers].flatMap((box) => {
    const found = /** @type {HTMLDetailsElement[]} */ (Array.from(box?.querySelectorAll(":scope > .way") ?? []));
    return box ? [/** @type {const} */ ([box, { found, lead: found[0]?.previousElementSibling }])] : [];
  }),
);

/** The anchor of what is chosen now; empty as long as nothing is. */
let chosen = "";

/** Names for this device in the anchors of ways, the best first. */
function devices() {
  const agent = navigator.userAgent;
  const isPad = agent.includes("Macintosh") && navigator.maxTouchPoints > 1;
  const device = /iP(hone|ad|od)/.test(agent) || isPad ? "iphone" : (/Android|Macintosh/.exec(agent)?.[0] ?? "");
  return [device === "Macintosh" ? "mac" : device.toLowerCase(), "web", "website"];
}

/**
 * The way that fits this device; one that nobody confirmed never comes before one that is.
 * @param {HTMLDetailsElement[]} all
 */
function fitting(all) {
  const confirmed = all.filter((way) => !way.matches(".reported"));
  const pool = confirmed.length ? confirmed : all;
  for (const device of devices()) {
    const fit = pool.find((way) => way.id.split("-").includes(device));
    if (fit) return fit;
  }
  return pool[0];
}

/**
 * Opens one way of a payer, puts it first, and closes the others.
 * @param {HTMLElement} box
 * @param {HTMLDetailsElement | undefined} way
 */
function arrange(box, way) {
  const { found, lead } = ways.get(box) ?? { found: [] };
  const order = way ? [way, ...found.filter((other) => other !== way)] : found;
  const now = box.querySelectorAll(":scope > .way");
  if (order.some((other, index) => other !== now[index])) {
    if (lead) lead.after(...order);
    else if (whose.parentElement === box) whose.after(...order);
    else box.prepend(...order);
  }
  for (const other of found) other.open = other === way;
}

/** @param {Element} row */
function label(row) {
  const text = row.querySelector("dt")?.textContent ?? "";
  // What a biller says of a cancelled trial takes the place of what the service says of its trial.
  return text === "A cancelled trial" ? "Free trial" : text;
}

/**
 * Puts a payer's own answers in the place of the service's.
 * @param {HTMLElement | undefined} payer
 */
function answer(payer) {
  if (!facts) return;
  for (const theirs of facts.querySelectorAll(".theirs")) theirs.remove();
  /** @type {HTMLElement[]} */
  const rows = Array.from(facts.querySelectorAll(":scope > div"));
  for (const row of rows) row.hidden = false;
  for (const theirs of payer?.querySelectorAll(":scope > .facts > div") ?? []) {
    const copy = /** @type {HTMLElement} */ (theirs.cloneNode(true));
    copy.classList.add("theirs");
    const same = rows.find((row) => label(row) === label(theirs));
    if (same) same.after(copy);
    else facts.append(copy);
    if (same) same.hidden = true;
  }
}

/**
 * Shows one payer's ways first and open, and marks the choice. Neither of both is the page as it came.
 * @param {HTMLDetailsElement | undefined} payer one of the other billers; without it the service itself
 * @param {HTMLDetailsElement | undefined} way
 */
function show(payer, way) {
  const first = own ?? heading;
  if (billers && first) {
    if (!place.isConnected) first.before(place);
    const rest = payers.filter((other) => other !== payer);
    if (payer) place.append(payer);
    billers.append(...rest);
    // The service's own ways give way to the chosen one, and come back.
    if (own) payer ? heading?.after(own) : place.after(own);
    if (own && payer) own.prepend(whose);
    else whose.remove();
    if (heading) heading.hidden = !rest.length && !own;
  }
  for (const other of payers) {
    other.open = other === payer;
    arrange(other, other === payer ? (way ?? fitting(ways.get(other)?.found ?? [])) : undefined);
  }
  if (own) arrange(own, payer ? undefined : (way ?? ways.get(own)?.found[0]));
  const button = go?.parentElement;
  if (button) button.hidden = Boolean(payer);
  answer(payer);
}

/**
 * What a choice is between: a payer, the service's own ways together, or each way where there is no other payer.
 * @param {Element | null | undefined} element
 */
function choiceOf(element) {
  return element?.closest(".payer") ?? element?.closest(billers ? ".own" : ".way");
}

/** @param {unknown} anchor */
function named(anchor) {
  return typeof anchor === "string" && anchor ? document.getElementById(anchor) : null;
}

/** The part of the page that the address names. */
function target() {
  try {
    return named(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null;
  }
}

/**
 * Makes the page fit its address. Links to other parts of the page keep the choice, in the state of the address.
 * @param {boolean} [again] whether to arrange the page even if it shows what the address names
 */
function follow(again = false) {
  const goal = target();
  const isWay = Boolean(goal?.closest(".way, .payer"));
  const inherited = location.hash ? (history.state?.choice ?? chosen) : "";
  const choice = isWay ? goal : named(inherited);
  const way = choice?.closest(".way") ?? undefined;
  const payer = choice?.closest(".payer") ?? undefined;
  if (!isWay && choice) history.replaceState({ ...history.state, choice: choice.id }, "");
  // Pressing the number of a step that is open already moves nothing.
  const isShown = isWay ? goal?.matches("tr") && choiceOf(goal) === choiceOf(named(chosen)) : choice?.id === chosen;
  if (again || (!isShown && (choice || chosen))) {
    show(/** @type {HTMLDetailsElement} */ (payer), /** @type {HTMLDetailsElement} */ (way));
  }
  chosen = choice?.id ?? "";
  for (const link of links) {
    const isCurrent = choice && choiceOf(named(link.hash.slice(1))) === choiceOf(choice);
    if (isCurrent) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  for (let fold = goal?.closest("details"); fold; fold = fold.parentElement?.closest("details")) fold.open = true;
  document.dispatchEvent(new CustomEvent("guides:choice"));
}

/**
 * Brings the chosen route into view, if it can be together with the choice and the answers above it. Nothing moves
 * when it begins in the upper part of the window already.
 */
function bring() {
  const route = choiceOf(named(chosen));
  const choices = links[0]?.closest("nav");
  if (!route || !choices) return;
  const { top } = route.getBoundingClientRect();
  const start = choices.getBoundingClientRect().top;
  if (start >= 0 && top < innerHeight * 0.6) return;
  (top - start < innerHeight * 0.75 ? choices : route).scrollIntoView();
}

for (const link of links) {
  link.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (link.hash !== location.hash) history.pushState(null, "", link.hash);
    follow(true);
    bring();
  });
}
addEventListener("hashchange", () => {
  const before = chosen;
  follow();
  const goal = target();
  if (goal?.matches("tr")) goal.scrollIntoView({ block: "nearest" });
  else if (goal && chosen !== before) choiceOf(goal) ? bring() : goal.scrollIntoView();
});
// A page that somebody comes back to is scrolled by the browser to where it was.
const arrival = /** @type {PerformanceNavigationTiming | undefined} */ (performance.getEntriesByType("navigation")[0]);
follow();
if (chosen && arrival?.type === "navigate" && !target()?.matches("tr")) {
  bring();
  // A browser may go to the target once more when all is there.
  addEventListener("load", () => requestAnimationFrame(bring), { once: true });
}

// The theme opens every box before printing; what the reader left closed is marked, to stay off the paper.
/** @type {NodeListOf<HTMLDetailsElement>} */
const boxes = document.querySelectorAll(".md-typeset details");
let isPrinting = false;
function mark() {
  if (isPrinting || matchMedia("print").matches) return;
  for (const box of boxes) box.toggleAttribute("data-shut", !box.open);
}
document.addEventListener("toggle", mark, true);
addEventListener("beforeprint", () => (isPrinting = true));
addEventListener("afterprint", () => (isPrinting = false));
mark();

// By the reader's clock: a page does not know when it is read. Dates are written `2026-11-23`.
const today = new Date().toLocaleDateString("sv");
for (const banner of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".stale[data-due]"))) {
  banner.hidden = today <= (banner.dataset.due ?? "");
}

/**
 * Loads what a box needs when it is opened.
 * @param {string} anchor
 * @param {() => Promise<unknown>} load
 */
function whenOpen(anchor, load) {
  const box = document.getElementById(anchor)?.closest("details");
  box?.addEventListener("toggle", () => box.open && !isPrinting && !matchMedia("print").matches && load());
  if (box?.open) load();
}
whenOpen("my-date", () => import("./my-date.js"));
whenOpen("letter", () => import("./letter.js"));

/** Whether this browser keeps ticks, because the reader once asked for them. */
function isTicking() {
  try {
    return localStorage.getItem("guides:ticking") !== null;
  } catch {
    return false;
  }
}

/** @type {NodeListOf<HTMLButtonElement>} */
const offers = document.querySelectorAll("button.offer");
if (offers.length && isTicking()) import("./keep.js");
else for (const offer of offers) offer.addEventListener("click", () => import("./keep.js"));

const feedback = document.querySelector(".feedback");
if (feedback) {
  new IntersectionObserver(([entry], watch) => {
    if (!entry.isIntersecting) return;
    watch.disconnect();
    import("./feedback.js");
  }).observe(feedback);
}
