import { rowsOf } from "./rows.js";

/**
 * The page for all services without a guide: puts the name of one into it. The name comes from our
 * own list, by the slug in the address; nothing that an address says is printed.
 *
 * @param {HTMLElement} place
 * @param {string} slug
 * @param {import("./rows.js").IndexFile} known
 */
export function name(place, slug, known) {
  const row = rowsOf(known).find(({ at }) => at === `services/${slug}`);
  if (!row) return;
  const heading = document.querySelector("h1");
  const title = `No guide for ${row.name} yet`;
  if (heading) heading.textContent = title;
  document.title = title;
  const category = known.categories?.[row.category ?? ""];
  place.textContent = `We know ${row.name}${category ? ` (${category})` : ""} by name only. These six steps end nearly any subscription.`;
  for (const link of document.querySelectorAll("a[data-write]")) {
    link.setAttribute("href", `${link.getAttribute("href")}?service=${encodeURIComponent(row.name)}`);
  }
  for (const link of document.querySelectorAll("a[data-request]")) {
    link.setAttribute("href", (link.getAttribute("href") ?? "") + encodeURIComponent(row.name));
  }
}
