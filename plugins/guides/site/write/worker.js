/** The project's own Python, in a thread of its own: the checker and the pages. */
import { loadPyodide } from "./pyodide.mjs";

/* global PLATFORM */

/** No package comes from elsewhere. */
const LOCK = { info: PLATFORM, packages: {} };

const BEGIN = `
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, "/app")
from guides.cli.fix import mended
from guides.engines import browser

bench = browser.set_up(Path("/docs"), date.fromisoformat(today), mended)

def look(slug, text):
    return browser.look(bench, slug, text)

def compare(slug, text):
    return browser.compare(bench, slug, text)
`;

let python;

async function start({ today }) {
  python = await loadPyodide({ indexURL: new URL("./", import.meta.url).href, lockFileContents: JSON.stringify(LOCK) });
  for (const [name, folder] of [
    ["packages", "/app"],
    ["guides", "/app"],
    ["docs", "/docs"],
  ]) {
    const answer = await fetch(new URL(`./${name}.zip`, import.meta.url));
    if (!answer.ok) throw new Error(`${name}.zip did not arrive`);
    python.unpackArchive(await answer.arrayBuffer(), "zip", { extractDir: folder });
  }
  python.globals.set("today", today);
  python.runPython(BEGIN);
}

const ANSWERS = {
  start,
  look: ({ slug, text }) => JSON.parse(python.globals.get("look")(slug, text)),
  compare: ({ slug, text }) => JSON.parse(python.globals.get("compare")(slug, text)),
};

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ id: data.id, answer: await ANSWERS[data.kind](data) });
  } catch (error) {
    postMessage({ id: data.id, error: String(error) });
  }
});
