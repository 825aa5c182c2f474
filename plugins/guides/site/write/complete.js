/** What may stand at the cursor in a guide's data: the fields that its place has, or the values of a field. */
import { isMap, isPair, isScalar, isSeq, parseDocument, visit } from "yaml";
import { element, words } from "./parts.js";
import { plain, values } from "./schema.js";

/** Stands for the word at the cursor while the data are read; no guide has it. */
const MARK = "the-cursor-is-here";
const FRONT = /^---\r?\n/;
const END = /^---[ \t]*\r?$/m;
const WORD = /[\w-]*$/;
const REQUIRED = 2;

/** Gives the path to the mark, and the group of fields in which it stands as a key. */
function place_of(doc) {
  let found = null;
  visit(doc, {
    Scalar(key, node, ancestors) {
      if (node.value !== MARK) return undefined;
      const path = [];
      const nodes = [...ancestors, node];
      nodes.forEach((one, index) => {
        const next = nodes[index + 1];
        if (isPair(one) && next === one.value) path.push(one.key.value);
        else if (isSeq(one)) path.push(one.items.indexOf(next));
      });
      found = { path, group: key === "key" ? ancestors.findLast(isMap) : null };
      return visit.BREAK;
    },
  });
  return found;
}

function shape_at(schema, path) {
  let shape = { ...schema, kind: "Guide" };
  for (const key of path) {
    const inner = typeof key === "number" ? shape?.items : shape?.properties?.[key];
    shape = inner && plain(schema, inner);
  }
  return shape;
}

const explained = (text) => (text ? () => element("div", {}, ...words(text)) : undefined);

/** Gives what comes behind a new key: a value beside it, or a row or group below it. */
function behind(shape, indent, isInline) {
  if (isInline || !["array", "object"].includes(shape.type)) return ": ";
  return `:\n${" ".repeat(indent + 2)}${shape.type === "array" ? "- " : ""}`;
}

/**
 * Gives what may stand at a place of the text, counted from its start, or nothing.
 * @returns {{from: number, options: {label: string, apply: string, detail?: string, info?: Function}[]} | null}
 */
export function fitting(text, offset, schema, known) {
  const open = FRONT.exec(text)?.[0].length ?? 0;
  const data = text.slice(open);
  const length = END.exec(data)?.index ?? data.length;
  const at = offset - open;
  if (!open || at < 0 || at > length) return null;
  const line = data.slice(data.lastIndexOf("\n", at - 1) + 1, at);
  // A row's dash needs its space; what stands behind a mark of a comment is nobody's field.
  if (/(^|\s)#/.test(line) || /^\s*-$/.test(line)) return null;
  const from = at - WORD.exec(line)[0].length;
  const rest = data.slice(at, length);
  const tail = /^[\w-]*/.exec(rest)[0];
  const isKeyAlready = /^\s*:/.test(rest.slice(tail.length));
  const read_with = (word) => {
    const marked = `${data.slice(0, from)}${word}${rest.slice(tail.length)}`;
    return place_of(parseDocument(marked, { schema: "failsafe", uniqueKeys: false }));
  };
  // A word without its colon yet runs together with the next line.
  const place = read_with(MARK) ?? read_with(`${MARK}:`);
  if (!place) return null;
  const shape = shape_at(schema, place.path);
  if (!shape) return null;
  const allowed = place.group ? null : values(place.path, shape, known);
  if (allowed) {
    const info = explained(shape.description);
    const options = Object.entries(allowed).map(([value, name]) => ({
      label: value,
      detail: name === value ? undefined : name,
      info,
      apply: value,
    }));
    return { from: open + from, options };
  }
  if (shape.type !== "object") return null;
  const there = new Set(place.group?.items.map((pair) => (isScalar(pair.key) ? pair.key.value : "")));
  const indent = line.length - WORD.exec(line)[0].length;
  const isInline = /[^\s-]/.test(line.slice(0, indent));
  const options = Object.entries(shape.properties)
    .filter(([name]) => !there.has(name))
    .map(([name, given]) => {
      const inner = plain(schema, given);
      const isRequired = shape.required?.includes(name);
      return {
        label: name,
        detail: isRequired ? "required" : undefined,
        boost: isRequired ? REQUIRED : 0,
        info: explained(inner.description),
        apply: isKeyAlready ? name : `${name}${behind(inner, indent, isInline)}`,
      };
    });
  return { from: open + from, options };
}
