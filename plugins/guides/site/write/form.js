/** A form made from the model's JSON schema: labels, help and limits stand there and nowhere else. */
import { isMap, isSeq } from "yaml";
import { element, words } from "./parts.js";
import { plain as plain_of, values } from "./schema.js";

/** What is asked first, group by group; all else opens on request. */
const FIRST = {
  "": [
    "title",
    "description",
    "service",
    "routes",
    "deadline",
    "outcome",
    "save_first",
    "proof",
    "not_enough",
    "sources",
  ],
  Service: ["name", "category", "domains", "aliases", "statement"],
  Route: ["via", "url", "steps", "check"],
  Step: ["action", "where", "note"],
  Check: ["date", "how", "source"],
  Deadline: ["amount", "unit", "before"],
  Outcome: ["access", "money_back", "refunds"],
};
/** Set by the page itself, or for those who keep the site. */
const NEVER = new Set(["hide", "icon", "search", "status", "tags", "ignore", "retired", "disputed", "former_slugs"]);
const LONG = 300;
const BLANK = /^TODO ?/;
const ROW_NAMES = {
  aliases: "Alias",
  steps: "Step",
  routes: "Way to cancel",
  sources: "Source",
  refunds: "Rule",
  fees: "Fee",
  changes: "Change",
};

const id = (path) => `write-field-${path.join("-")}`;

function label_of(name, schema) {
  const text = (schema.title ?? name)
    .replaceAll("_", " ")
    .toLowerCase()
    .replace(/\b(url|id)\b/g, (word) => word.toUpperCase());
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const row_name = (name) => ROW_NAMES[name] ?? label_of(name.replace(/s$/, ""), {});

export function form(place, schema, known, act) {
  let doc = null;
  const opened = new Set();

  const plain = (given) => plain_of(schema, given);
  const valued = (path) => doc.getIn(path);
  const has = (path) => doc.hasIn(path);

  /** What a guide begins with is asked of everybody, whether the schema could do without it or not. */
  const optional = (path, isRequired) =>
    isRequired || has(path) ? null : element("span", { class: "optional" }, " optional");

  function described(path, shape, control, name, isRequired) {
    const box = id(path);
    control.id = box;
    // Where the names themselves are shown, nobody has to know in which file they stand.
    const isNamed = path.at(-1) === "category";
    const help =
      shape.description && !isNamed
        ? element("small", { id: `${box}-help`, class: "help" }, ...words(shape.description))
        : null;
    const wrong = element("span", { id: `${box}-wrong`, class: "wrong" });
    control.setAttribute("aria-describedby", `${help ? `${box}-help ` : ""}${box}-wrong`);
    if (isRequired) control.setAttribute("aria-required", "true");
    return element(
      "p",
      { class: "field" },
      element("label", { for: box }, name, optional(path, isRequired)),
      help,
      control,
      wrong,
    );
  }

  function control_for(path, shape) {
    const value = has(path) ? String(valued(path) ?? "") : "";
    const options = values(path, shape, known);
    let control;
    if (options) {
      control = element("select", {}, element("option", { value: "" }, "Choose …"));
      const own = value && !BLANK.test(value) && !(value in options) ? { [value]: value } : {};
      for (const [option, name] of Object.entries({ ...options, ...own }))
        control.append(element("option", { value: option, selected: option === value }, name));
    } else {
      const isLong = (shape.maxLength ?? 0) >= LONG && !/url|source|domain/.test(String(path.at(-1)));
      control = isLong
        ? element("textarea", { rows: "2" })
        : element("input", {
            type: shape.format === "date" ? "date" : "text",
            inputmode: shape.type === "integer" ? "numeric" : null,
          });
      if (shape.maxLength) control.maxLength = shape.maxLength;
      if (BLANK.test(value)) control.placeholder = value.replace(BLANK, "");
      else control.value = value;
    }
    const isText = shape.type === "string" && !shape.format;
    const told = () => act.set(path, control.value.trim().replace(/\s*\n\s*/g, " "), isText);
    control.addEventListener(options ? "change" : "input", told);
    control.spellcheck = shape.maxLength >= LONG;
    return control;
  }

  function button(text, label, action, isOff = false) {
    const made = element("button", { type: "button", class: "small", "aria-label": label, disabled: isOff }, text);
    made.addEventListener("click", action);
    return made;
  }

  function rows(path, shape, name, isRequired) {
    const items = plain(shape.items);
    const list = has(path) ? doc.getIn(path, true) : null;
    const count = isSeq(list) ? list.items.length : 0;
    const box = element(
      "fieldset",
      { class: "rows", id: id(path) },
      element("legend", {}, name, optional(path, isRequired)),
    );
    if (shape.description) box.append(element("small", { class: "help" }, ...words(shape.description)));
    box.append(element("span", { id: `${id(path)}-wrong`, class: "wrong" }));
    const one = row_name(String(path.at(-1)));
    for (let index = 0; index < count; index += 1) {
      const inner = [...path, index];
      const title = `${one} ${index + 1}`;
      const tools = element(
        "span",
        { class: "tools" },
        button("↑", `Move ${title} up`, () => act.move(inner, -1), index === 0),
        button("↓", `Move ${title} down`, () => act.move(inner, 1), index === count - 1),
        button("Remove", `Remove ${title}`, () => act.remove(inner)),
      );
      if (items.type === "object") {
        box.append(
          element(
            "fieldset",
            { class: "entry", id: id(inner) },
            element("legend", {}, title),
            tools,
            ...group(inner, items),
          ),
        );
      } else {
        const control = control_for(inner, items);
        control.id = id(inner);
        control.setAttribute("aria-label", title);
        control.setAttribute("aria-describedby", `${id(inner)}-wrong`);
        box.append(
          element(
            "p",
            { class: "entry text" },
            control,
            tools,
            element("span", { id: `${id(inner)}-wrong`, class: "wrong" }),
          ),
        );
      }
    }
    if (!shape.maxItems || count < shape.maxItems) {
      box.append(button(`Add: ${one.toLowerCase()}`, null, () => act.add(path, fresh(items), true)));
    }
    return box;
  }

  /** What a new row or group has: its required fields, empty. */
  function fresh(shape) {
    if (shape.type !== "object") return "";
    const made = {};
    for (const name of shape.required ?? []) {
      const inner = plain(shape.properties[name]);
      made[name] = inner.type === "object" ? fresh(inner) : inner.type === "array" ? [fresh(plain(inner.items))] : "";
    }
    if (shape.kind === "Route") return { via: "", steps: [{ action: "" }], check: { date: known.today, how: "" } };
    if (shape.kind === "Change" || shape.kind === "Check") return { ...made, date: known.today };
    return Object.keys(made).length ? made : {};
  }

  function field(path, given, isRequired) {
    const shape = plain(given);
    const name = label_of(String(path.at(-1)), shape.kind ? { title: String(path.at(-1)) } : shape);
    if (shape.type === "array") return rows(path, shape, name, isRequired);
    if (shape.type !== "object") return described(path, shape, control_for(path, shape), name, isRequired);
    const help = shape.description ? element("small", { class: "help" }, ...words(shape.description)) : null;
    if (!has(path)) {
      return element(
        "fieldset",
        { class: "group", id: id(path) },
        element("legend", {}, name, element("span", { class: "optional" }, " optional")),
        help,
        button(`Add: ${name.toLowerCase()}`, null, () => act.add(path, fresh(shape), false)),
      );
    }
    const tools = isRequired
      ? null
      : element(
          "span",
          { class: "tools" },
          button("Remove", `Remove ${name}`, () => act.remove(path)),
        );
    return element(
      "fieldset",
      { class: "group", id: id(path) },
      element("legend", {}, name),
      tools,
      help,
      element("span", { id: `${id(path)}-wrong`, class: "wrong" }),
      ...group(path, shape),
    );
  }

  function group(path, shape) {
    const required = new Set(shape.required ?? []);
    const names = Object.keys(shape.properties).filter((name) => path.length || !NEVER.has(name));
    const first = FIRST[shape.kind ?? path.join(".")] ?? (names.length <= 4 ? names : []);
    const rank = (name) => (first.includes(name) ? first.indexOf(name) : first.length);
    const shown = names
      .filter((name) => first.includes(name) || required.has(name) || has([...path, name]))
      .sort((a, b) => rank(a) - rank(b));
    const rest = names.filter((name) => !shown.includes(name));
    const made = shown.map((name) => field([...path, name], shape.properties[name], required.has(name)));
    if (rest.length) {
      const key = id(path);
      const more = element(
        "details",
        { open: opened.has(key) },
        element("summary", {}, path.length ? "More fields" : "More about this service"),
      );
      const fill = () => {
        if (more.open && more.childElementCount === 1)
          more.append(...rest.map((name) => field([...path, name], shape.properties[name], false)));
        if (more.open) opened.add(key);
        else opened.delete(key);
      };
      more.addEventListener("toggle", fill);
      fill();
      made.push(more);
    }
    return made;
  }

  return {
    /** Draws the form anew; the focus stays at its field, or goes to the one named. */
    draw(file, focus = document.activeElement?.id) {
      doc = file.doc;
      if (!doc || !isMap(doc.contents)) {
        place.replaceChildren(
          element(
            "p",
            { class: "wrong", role: "status" },
            "The data cannot be read as they stand. Mend them in the file; the form comes back by itself.",
          ),
        );
        return;
      }
      const text = element("textarea", { id: "write-body", rows: "10", spellcheck: "true" });
      text.value = file.after;
      text.addEventListener("input", () => act.body(text.value));
      place.replaceChildren(
        ...group([], { ...schema, kind: undefined }),
        element(
          "p",
          { class: "field" },
          element("label", { for: "write-body" }, "Text"),
          element("small", { class: "help" }, "What else a reader needs, in Markdown, from ## down."),
          text,
        ),
      );
      if (focus) document.getElementById(focus)?.focus({ preventScroll: false });
    },
    id,
    /** Writes findings below the fields that they are about. */
    mark(findings) {
      for (const old of place.querySelectorAll(".wrong:not([role])")) old.textContent = "";
      for (const old of place.querySelectorAll("[aria-invalid]")) old.removeAttribute("aria-invalid");
      for (const { path, text, isError, isBlank } of findings) {
        for (let end = path.length; end > 0; end -= 1) {
          const box = document.getElementById(`${id(path.slice(0, end))}-wrong`);
          if (!box) continue;
          // What belongs here stands above the field already.
          box.append(...(isBlank ? ["Still to be written."] : words(`${text.trim()} `)));
          box.classList.toggle("blank", isBlank);
          if (isError && !isBlank)
            document.getElementById(id(path.slice(0, end)))?.setAttribute?.("aria-invalid", "true");
          break;
        }
      }
    },
  };
}
