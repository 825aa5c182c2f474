/** A guide's file as text and as data. Whatever is changed in the data changes no other line of the text. */
import { isMap, isSeq, parseDocument, Scalar } from "yaml";

const FRONT = /^(---\r?\n)([\s\S]*?)(^---[ \t]*(?:\r?\n|$))/m;
const WRITTEN = { lineWidth: 0, flowCollectionPadding: false };

/** Takes a file apart; `doc` is missing where the data cannot be read. */
export function read(text) {
  const match = FRONT.exec(text);
  if (match?.index !== 0) return { before: "", data: "", after: text, doc: null, start: 0 };
  const [, open, data, close] = match;
  const doc = parseDocument(data, { schema: "failsafe" });
  const isSound = doc.errors.length === 0 && isMap(doc.contents);
  const after = text.slice(open.length + data.length + close.length);
  return { before: open, data, close, after, doc: isSound ? doc : null, start: open.length };
}

export function write(file) {
  return file.before + file.doc.toString(WRITTEN) + file.close + file.after;
}

const LOOKS_LIKE_MORE = /^(-?(0|[1-9][0-9]*)|~|null|true|false|)$/;

function scalar(value, isText) {
  const made = new Scalar(String(value));
  if (isText && LOOKS_LIKE_MORE.test(String(value))) made.type = Scalar.QUOTE_DOUBLE;
  return made;
}

/** Puts a value at a path; an empty one removes the field. */
export function set(text, path, value, isText = true) {
  const file = read(text);
  if (!file.doc) return text;
  if (value === "" || value === null) {
    if (typeof path.at(-1) === "number") file.doc.setIn(path, scalar("", true));
    else remove_from(file.doc, path);
  } else {
    const old = file.doc.getIn(path, true);
    if (old instanceof Scalar && !(isText && LOOKS_LIKE_MORE.test(String(value)))) old.value = String(value);
    else file.doc.setIn(path, scalar(value, isText));
  }
  return write(file);
}

function remove_from(doc, path) {
  if (doc.hasIn(path)) doc.deleteIn(path);
}

/** Adds a row to a list, or a group of fields; gives the text and the path of what is new. */
export function add(text, path, value, isRow) {
  const file = read(text);
  const made = file.doc.createNode(value);
  if (!isRow) {
    file.doc.setIn(path, made);
    return { text: write(file), path };
  }
  const list = file.doc.getIn(path, true);
  if (!isSeq(list)) {
    file.doc.setIn(path, file.doc.createNode([value]));
    return { text: write(file), path: [...path, 0] };
  }
  list.items.push(made);
  return { text: write(file), path: [...path, list.items.length - 1] };
}

export function remove(text, path) {
  const file = read(text);
  remove_from(file.doc, path);
  const parent = path.slice(0, -1);
  const list = file.doc.getIn(parent, true);
  if (isSeq(list) && list.items.length === 0) remove_from(file.doc, parent);
  return write(file);
}

export function move(text, path, by) {
  const file = read(text);
  const list = file.doc.getIn(path.slice(0, -1), true);
  const from = path.at(-1);
  const [row] = list.items.splice(from, 1);
  list.items.splice(from + by, 0, row);
  return write(file);
}

export function body(text, after) {
  const file = read(text);
  return file.before + file.data + (file.close ?? "") + after;
}

/** The path of the field at a place of the text, counted from its start. */
export function path_at(file, offset) {
  if (!file.doc) return [];
  const place = offset - file.start;
  const path = [];
  let node = file.doc.contents;
  for (;;) {
    if (isMap(node)) {
      const pair = node.items.findLast((item) => item.key.range[0] <= place);
      if (!pair) return path;
      path.push(pair.key.value);
      node = pair.value;
    } else if (isSeq(node)) {
      const index = node.items.findLastIndex((item) => item.range && item.range[0] <= place);
      if (index < 0) return path;
      path.push(index);
      node = node.items[index];
    } else return path;
  }
}
