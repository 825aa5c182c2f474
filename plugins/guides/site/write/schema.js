/** What the model's JSON schema says of a field: its shape, and the values that it may have. */

/** Gives the shape itself, where the schema only names it or lets it be absent; `kind` is the name. */
export function plain(schema, given) {
  const { $ref, anyOf, ...own } = given;
  if ($ref) {
    const kind = $ref.split("/").at(-1);
    return { ...schema.$defs[kind], ...own, kind };
  }
  if (anyOf)
    return {
      ...plain(
        schema,
        anyOf.find((one) => one.type !== "null"),
      ),
      ...own,
    };
  return given;
}

/** Gives the values of a field and how each is called, or nothing where it is free. */
export function values(path, shape, known) {
  const same = (names) => Object.fromEntries(names.map((name) => [name, name]));
  if (shape.enum) return same(shape.enum);
  if (shape.const) return same([shape.const]);
  if (shape.type === "boolean") return same(["true", "false"]);
  if (path.at(-1) === "category") return known.categories;
  // A schema cannot know them: they stand in a file of their own.
  return path.at(-2) === "authors" ? known.authors : null;
}
