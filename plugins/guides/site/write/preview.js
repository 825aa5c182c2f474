/** The page as a reader gets it, as wide as a phone, in a frame that runs no script. */

export function preview(place, title) {
  const frame = document.createElement("iframe");
  frame.title = title;
  frame.setAttribute("sandbox", "allow-same-origin");
  const styles = [...document.querySelectorAll('link[rel="stylesheet"]')].filter(
    (link) => !link.href.includes("write.css"),
  );
  const links = styles.map((link) => `<link rel="stylesheet" href="${link.href}">`).join("");
  frame.srcdoc = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">${links}<title>Preview</title></head><body><main class="md-main"><div class="md-main__inner md-grid"><div class="md-content"><article class="md-content__inner md-typeset"></article></div></div></main></body></html>`;
  place.append(frame);
  let waiting = null;
  let isReady = false;
  const put = ({ html, address }) => {
    const article = frame.contentDocument.querySelector("article");
    article.innerHTML = html;
    for (const [name, attribute] of [
      ["a", "href"],
      ["img", "src"],
    ]) {
      for (const one of article.querySelectorAll(`${name}[${attribute}]`)) {
        const target = one.getAttribute(attribute);
        if (!target.startsWith("#")) one.setAttribute(attribute, new URL(target, address).href);
      }
    }
  };
  frame.addEventListener("load", () => {
    isReady = true;
    for (const { name, value } of document.body.attributes) frame.contentDocument.body.setAttribute(name, value);
    const { colours } = document.documentElement.dataset;
    if (colours) frame.contentDocument.documentElement.dataset.colours = colours;
    // The frame is for looking: no link leads out of it.
    frame.contentDocument.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (link && !link.getAttribute("href")?.startsWith("#")) event.preventDefault();
    });
    if (waiting) put(waiting);
  });
  return {
    show(html, address) {
      waiting = { html, address };
      if (isReady) put(waiting);
    },
  };
}
