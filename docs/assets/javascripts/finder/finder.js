/**
 * All that answers a reader who uses the finder: published, it is one file beside the one that waits for that reader.
 */

export { combobox } from "./combobox.js";
export { element } from "./element.js";
export { answerer } from "./prepare.js";
export { groups, lineGroups, link, notHere, row } from "./render.js";
