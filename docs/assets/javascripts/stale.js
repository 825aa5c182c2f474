/**
 * Shows that a check is old, by the reader's clock: a page does not know when it is read.
 */

/** Today where the reader is, written as in the data: `2026-11-23`. */
const today = new Date().toLocaleDateString("sv");

for (const banner of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".stale[data-due]"))) {
  banner.hidden = today <= (banner.dataset.due ?? "");
}
