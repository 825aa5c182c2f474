/**
 * What the forms of a guide share: making elements, copying, printing, and what the browser keeps.
 */

/** What this site keeps in the browser has a name that begins so: ticks, colours, copies of pages. */
const PREFIX = "guides:";
/** How all names begin: guides that somebody writes, and the finder's setting, are named apart. */
const OURS = [PREFIX, "guide-draft:", "finder-"];

/**
 * Makes an element with its properties and what is inside.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} [properties]
 * @param {...(Node | string)} inside
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, properties = {}, ...inside) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside);
  return element;
}

/**
 * A field with its label above.
 * @param {string} label
 * @param {HTMLElement} field
 */
export function labelled(label, field) {
  return make("label", {}, make("span", {}, label), field);
}

/**
 * A list to choose from.
 * @param {[string, string][]} options value and text of each
 */
export function choices(options) {
  return make("select", {}, ...options.map(([value, text]) => make("option", { value }, text)));
}

/**
 * @param {string} label
 * @param {() => void} press
 */
export function button(label, press) {
  const made = make("button", { type: "button" }, label);
  made.addEventListener("click", press);
  return made;
}

/**
 * Copies a text; a browser that refuses shows it selected, so that it can be copied by hand.
 * @param {string} text
 * @returns {Promise<boolean>}
 */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = make("textarea", { value: text, readOnly: true });
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

/**
 * A button that copies a text, and says whether that worked.
 * @param {() => string} text
 */
export function copyButton(text) {
  const made = button("Copy", async () => {
    made.textContent = (await copy(text())) ? "Copied" : "Please copy it by hand";
    setTimeout(() => (made.textContent = "Copy"), 3000);
  });
  made.setAttribute("aria-live", "polite");
  return made;
}

/**
 * A button that prints a text alone, without the page around.
 * @param {() => string} text
 */
export function printButton(text) {
  return button("Print", () => {
    const sheet = make("pre", { className: "sheet" }, text());
    document.body.append(sheet);
    document.body.classList.add("sheet-only");
    addEventListener(
      "afterprint",
      () => {
        sheet.remove();
        document.body.classList.remove("sheet-only");
      },
      { once: true },
    );
    print();
  });
}

/**
 * What the browser keeps under a name; nothing where storage is blocked.
 * @param {string} name
 */
export function kept(name) {
  try {
    return localStorage.getItem(PREFIX + name) ?? "";
  } catch {
    return "";
  }
}

/**
 * Keeps a text in this browser, and tells whether it does.
 * @param {string} name
 * @param {string} text
 */
export function keep(name, text) {
  try {
    localStorage.setItem(PREFIX + name, text);
    return true;
  } catch {
    return false;
  }
}

/** Takes away all that this site has kept in the browser: ticks, choices, drafts, and copies of pages. */
export async function clearEverything() {
  try {
    for (const key of Object.keys(localStorage)) {
      if (OURS.some((name) => key.startsWith(name))) localStorage.removeItem(key);
    }
    const kept = (await globalThis.caches?.keys()) ?? [];
    await Promise.all(kept.filter((name) => name.startsWith(PREFIX)).map((name) => caches.delete(name)));
  } catch {
    // Where nothing can be kept, there is nothing to take away.
  }
}
