/**
 * Loads the discussion of a guide from giscus.app, after a click and not before.
 *
 * @typedef {{repo: string, repo_id: string, category: string, category_id: string}} Giscus
 */

/**
 * Puts the discussion in the place of the button.
 * @param {HTMLButtonElement} button
 */
function show(button) {
  const settings = /** @type {Giscus} */ (JSON.parse(button.dataset.giscus ?? "{}"));
  const script = document.createElement("script");
  script.src = "https://giscus.app/client.js";
  script.async = true;
  script.crossOrigin = "anonymous";
  const dark =
    (document.documentElement.dataset.colours ??
      (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  Object.assign(script.dataset, {
    repo: settings.repo,
    repoId: settings.repo_id,
    category: settings.category,
    categoryId: settings.category_id,
    mapping: "pathname",
    strict: "1",
    inputPosition: "top",
    theme: dark ? "dark" : "light",
    lang: "en",
  });
  button.replaceWith(script);
}

const button = document.querySelector("button[data-giscus]");
if (button instanceof HTMLButtonElement) button.addEventListener("click", () => show(button), { once: true });
