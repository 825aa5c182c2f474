/**
 * Filters and sorts the list of all guides. The choices are kept in the address.
 *
 * @typedef {{line: HTMLElement, list: Element, name: string, category: string, level: number, vias: string[], date: string}} Row
 */

/** @param {Row} row */
const rated = (row) => row.level || 9;

/** @type {Record<string, (one: Row, other: Row) => number>} */
const ORDERS = {
  easiest: (one, other) => rated(one) - rated(other),
  hardest: (one, other) => other.level - one.level,
  newest: (one, other) => (one.date < other.date ? 1 : one.date > other.date ? -1 : 0),
  // Without a check comes first: nobody has looked at it for longest.
  oldest: (one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0),
};

/** @param {HTMLFormElement} form */
export function browse(form) {
  const rows = [...document.querySelectorAll(".rows li")].map((line) => {
    const [category, level, vias, date] = (line.querySelector("[data-f]")?.getAttribute("data-f") ?? "|0||").split("|");
    const list = /** @type {Element} */ (line.parentElement);
    const name = line.querySelector("a")?.textContent ?? "";
    return {
      line: /** @type {HTMLElement} */ (line),
      list,
      name,
      category,
      level: Number(level),
      vias: vias.split(" "),
      date,
    };
  });
  const boxes = [...document.querySelectorAll(".rows")].filter((box) => box instanceof HTMLElement);
  const letters = document.querySelector(".letters");
  const output = form.querySelector("output");
  const flat = document.createElement("div");
  flat.className = "rows";
  flat.append(document.createElement("ul"));
  form.after(flat);

  function apply() {
    const chosen = /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form)));
    const { category, channel, biller, difficulty, sort } = chosen;
    let shown = 0;
    for (const row of rows) {
      const isShown =
        (!category || row.category === category) &&
        (!difficulty || row.level === Number(difficulty)) &&
        [channel, biller].every((via) => !via || row.vias.includes(via));
      row.line.hidden = !isShown;
      if (isShown) shown++;
    }
    const order = ORDERS[sort];
    const target = /** @type {Element} */ (flat.firstElementChild);
    if (order) target.append(...[...rows].sort((one, other) => order(one, other)).map(({ line }) => line));
    else if (target.childElementCount) for (const { line, list } of rows) list.append(line);
    flat.hidden = !order;
    for (const box of boxes) {
      const isEmpty = order !== undefined || !box.querySelector("li:not([hidden])");
      box.hidden = isEmpty;
      const heading = box.previousElementSibling;
      if (heading instanceof HTMLHeadingElement) heading.hidden = isEmpty;
    }
    if (letters instanceof HTMLElement) letters.hidden = order !== undefined || shown < rows.length;
    if (output) output.textContent = shown === rows.length ? `${shown} guides` : `${shown} of ${rows.length} guides`;

    const url = new URL(location.href);
    for (const [name, value] of Object.entries(chosen)) {
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }

  for (const [name, value] of new URL(location.href).searchParams) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLSelectElement && [...field.options].some((option) => option.value === value))
      field.value = value;
  }
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => form.dispatchEvent(new Event("change"))));
  apply();
}
