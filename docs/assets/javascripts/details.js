/**
 * Opens the folded steps that a link leads to.
 *
 * The theme opens a folded box that contains the target of a link, and all of them before printing.
 * Links such as "Apple bills you" lead to a heading, with the boxes below it.
 */

/** Opens the first steps below the heading that the address names, up to the next heading. */
function openBelowTarget() {
  const target = document.getElementById(location.hash.slice(1));
  if (!target?.matches("h2, h3, h4")) return;
  for (let next = target.nextElementSibling; next && !next.matches("h2, h3, h4"); next = next.nextElementSibling) {
    if (next instanceof HTMLDetailsElement && next.matches(".steps")) {
      next.open = true;
      return;
    }
  }
}

addEventListener("hashchange", openBelowTarget);
openBelowTarget();
