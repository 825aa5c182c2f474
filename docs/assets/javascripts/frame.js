/**
 * What the frame around every page does: its colours (as the system has them, or as chosen on this device), the
 * contents of a long page on a phone, and the way out on a shared one.
 *
 * A classic script in the head, so that nothing is painted in the wrong colours first.
 */
(() => {
  const KEY = "guides:colours";
  const NAMES = { system: "as the system", light: "light", dark: "dark" };
  const root = document.documentElement;
  root.classList.remove("no-js");

  /** @returns {keyof typeof NAMES} what was chosen; storage may be blocked */
  function stored() {
    try {
      const value = localStorage.getItem(KEY);
      return value === "light" || value === "dark" ? value : "system";
    } catch {
      return "system";
    }
  }

  /** @param {keyof typeof NAMES} colours what to paint with, here and on the next page */
  function choose(colours) {
    if (colours === "system") delete root.dataset.colours;
    else root.dataset.colours = colours;
    try {
      if (colours === "system") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, colours);
    } catch {
      // It holds for this page at least.
    }
  }

  let current = stored();
  if (current !== "system") root.dataset.colours = current;

  /** Takes the contents away when they have led somewhere; on a wide window they are no popover. */
  function closing() {
    const contents = document.getElementById("contents");
    contents?.addEventListener("click", (event) => {
      const isLink = event.target instanceof Element && event.target.closest("a");
      if (isLink && contents.matches(":popover-open")) contents.hidePopover();
    });
  }

  /** Leaves without a way back to this page. */
  function leaving() {
    /** @type {HTMLAnchorElement | null} */
    const leave = document.querySelector(".leave a");
    leave?.addEventListener("click", (event) => {
      event.preventDefault();
      location.replace(leave.href);
    });
  }

  addEventListener("DOMContentLoaded", () => {
    closing();
    leaving();
    const button = document.querySelector(".colours");
    if (!button) return;
    const label = button.querySelector("span");
    /** Says what is chosen. */
    function say() {
      if (label) label.textContent = `Colours: ${NAMES[current]}`;
    }
    button.addEventListener("click", () => {
      const order = /** @type {(keyof typeof NAMES)[]} */ (Object.keys(NAMES));
      current = order[(order.indexOf(current) + 1) % order.length] ?? "system";
      choose(current);
      say();
    });
    say();
  });
})();
