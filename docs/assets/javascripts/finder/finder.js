/**
 * All that answers a reader who uses the finder: published, it is one file beside the one that waits for that reader.
 */

export { Combobox } from "./combobox.js";
export { name } from "./known.js";
export { answerer } from "./prepare.js";
export { near, results } from "./results.js";
