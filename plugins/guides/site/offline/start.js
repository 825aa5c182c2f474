/**
 * Lets the pages that were read, the finder and the billers' guides open without a network.
 *
 * The finder's script loads this a few seconds after a page is there, so that a first visit is none the
 * heavier. Under Save-Data nothing is fetched in advance: only what the page had anyway is kept.
 */

/** @type {(run: () => void) => void} */
const whenIdle = globalThis.requestIdleCallback ?? setTimeout;

async function start() {
  await navigator.serviceWorker.register(new URL("../sw.js", import.meta.url));
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const { saveData = false } = /** @type {{connection?: {saveData: boolean}}} */ (navigator).connection ?? {};
  active?.postMessage({ had: [location.href, ...loaded], fill: !saveData });
}

whenIdle(() => {
  // A browser that keeps nothing, as in a private window, refuses; the page works the same.
  start().catch(() => {});
});
