/**
 * What the menu of every page needs: the colours of the page, as the system has them, or light, or
 * dark, as chosen on this device; and a way to leave that nobody comes back from.
 *
 * A classic script in the head, so that nothing is painted in the wrong ones first.
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

  addEventListener("DOMContentLoaded", () => {
    /** @type {HTMLAnchorElement | null} */
    const leave = document.querySelector(".leave a");
    leave?.addEventListener("click", (event) => {
      event.preventDefault();
      location.replace(leave.href);
    });
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
