// Answers in the network's place where there is none: with pages that were read, the finder and the billers'
// guides. A page comes from the network first; a copy is shown only without one, and says when it was saved.
// Only what has a name that changes with its bytes comes from the copy first.
//
// Above this stand the version and the list of what is fetched in advance; the build writes both.

const SCOPE = registration.scope;
const READ = `guides:read:${SCOPE}`;
const FILLED = `guides:filled:${SCOPE}`;
const MARK = `${SCOPE}.filled-with`;
const MOST_READ = 200;
const PATIENCE = 3000;
const SAVED_ON = "saved-on";
/** Data and feeds are for programs; the full text and the page for writing are too large to be kept. */
const LEFT_ALONE = /^(?:(?:api|feeds|pagefind|assets\/(?:write|pictures))\/|sw\.js)/;
const NEVER_CHANGES = /\.[0-9a-f]{8}\.|\?[0-9a-f]{8,}$/;

const bare = (address) => address.replace(/[?#].*$/, "");
const isOurs = (address) => address.startsWith(SCOPE) && !LEFT_ALONE.test(address.slice(SCOPE.length));
const isPage = (response) => response.headers.get("content-type")?.startsWith("text/html") ?? false;
/** Under which address a thing is kept: a page has one, whatever somebody searched for on it. */
const key = (address, response) => (isPage(response) ? bare(address) : address.replace(/#.*$/, ""));
const find = async (address) =>
  (await caches.match(address.replace(/#.*$/, ""))) ?? (await caches.match(bare(address)));

async function save(name, address, response) {
  if (!response.ok || response.redirected || response.type !== "basic") return;
  const headers = new Headers(response.headers);
  // What the browser itself had kept for a while is as old as its server says.
  headers.set(SAVED_ON, response.headers.get("date") ?? new Date().toUTCString());
  const cache = await caches.open(name);
  await cache.delete(key(address, response));
  await cache.put(key(address, response), new Response(await response.arrayBuffer(), { headers }));
}

/** Keeps what was read last. */
async function tidy() {
  const cache = await caches.open(READ);
  const kept = await cache.keys();
  for (const request of kept.slice(0, Math.max(0, kept.length - MOST_READ))) await cache.delete(request);
}

/** The answer of the network, if it comes while somebody would wait for it; without a copy there is no hurry. */
async function soon(answer, address) {
  const copy = await find(address);
  if (!copy) return answer;
  const late = new Promise((_, refuse) => setTimeout(() => refuse(new Error("late")), PATIENCE));
  return Promise.race([answer, late]);
}

/** A copy, headed with its day. */
async function copied(copy) {
  const saved = new Date(copy.headers.get(SAVED_ON) ?? 0);
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" }).format(saved);
  const line = `<strong>Saved on ${day}.</strong> The network does not answer; the page may have changed since.`;
  const told = `$&<p class="alert saved" role="status">${line}</p>`;
  return new Response((await copy.text()).replace(/<article\b[^>]*>/, told), { headers: copy.headers });
}

/** A page for what is not saved, with all that is; the page for wrong addresses lends its frame. */
async function instead() {
  const frame = await (await find(`${SCOPE}404.html`))?.text();
  const cache = await caches.open(READ);
  const links = [];
  for (const request of (await cache.keys()).reverse()) {
    const response = await cache.match(request);
    if (!response || !isPage(response)) continue;
    const title = /<title>([^<]*?)(?: – [^<]*)?<\/title>/.exec(await response.text())?.[1];
    if (title) links.push(`<li><a href="${request.url.replaceAll('"', "%22")}">${title}</a></li>`);
  }
  const said = `<h1>This page is not saved on this device</h1>
<p class="answer">There is no network, and you have not read this page before. Try it again when you are connected.</p>
<p><a href="${SCOPE}">The finder</a> and <a href="${SCOPE}billers/">the guides of those who bill for others</a> open without a network${links.length ? ", and so does what you have read:" : "."}</p>
<ul>${links.join("\n")}</ul>`;
  const html = frame ?? `<!doctype html><meta charset="utf-8"><title></title><article></article>`;
  return new Response(
    html
      .replace(/<title>[^<]*<\/title>/, "<title>Not saved on this device</title>")
      .replace(/(<article\b[^>]*>).*(<\/article>)/s, (_, start, end) => start + said + end),
    { status: 503, headers: { "content-type": "text/html; charset=utf-8" } },
  );
}

async function page(event, address) {
  try {
    const asked = Promise.resolve(event.preloadResponse).then((early) => early ?? fetch(event.request));
    const response = await soon(asked, bare(address));
    if (isPage(response)) event.waitUntil(save(READ, address, response.clone()).then(tidy));
    return response;
  } catch {
    const copy = await find(bare(address));
    return copy ? copied(copy) : instead();
  }
}

async function file(event, address) {
  if (NEVER_CHANGES.test(address)) {
    const copy = await caches.match(address);
    if (copy) return copy;
  }
  try {
    const response = await soon(fetch(event.request), address);
    event.waitUntil(save(READ, address, response.clone()));
    return response;
  } catch (error) {
    const copy = await find(address);
    if (copy) return copy;
    throw error;
  }
}

/** Keeps what the page had when it was loaded: the browser has it, so nothing is fetched. */
async function keep(had) {
  for (const address of had.filter(isOurs)) {
    const response = await fetch(address, { cache: "force-cache" }).catch(() => undefined);
    if (response) await save(READ, address, response);
  }
}

/** Fetches what everybody may need without a network, one after the other, once for each version of the site. */
async function fill() {
  const cache = await caches.open(FILLED);
  if ((await (await cache.match(MARK))?.text()) === VERSION) return;
  for (const path of FILES) {
    const response = await fetch(SCOPE + path, { cache: "no-cache" });
    await save(FILLED, SCOPE + path, response);
  }
  const listed = new Set(FILES.map((path) => SCOPE + path));
  for (const request of await cache.keys()) if (!listed.has(request.url)) await cache.delete(request);
  await cache.put(MARK, new Response(VERSION));
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([clients.claim(), registration.navigationPreload?.enable()]));
});
addEventListener("message", (event) => {
  const { had, fill: isWanted } = event.data;
  const done = keep(had).then(() => (isWanted ? fill() : undefined));
  // Without a network it goes on at the next visit.
  event.waitUntil(done.catch(() => {}));
});
addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  if (method !== "GET" || !isOurs(url)) return;
  event.respondWith(mode === "navigate" ? page(event, url) : file(event, url));
});
