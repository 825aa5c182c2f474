// Writes of a stylesheet only what pages use: node theme_css.mjs SITE STYLESHEET > theme.css
//
// The pages are those of a built site, of every kind; states, media and print stay as they are.
import { readFileSync } from "node:fs";
import { PurgeCSS } from "purgecss";
import fromHtml from "purgecss-from-html";

// What an author may write any day: a new guide must not need new styles.
const AUTHORS = [
  ...["h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td"],
  ...["blockquote", "pre", "code", "kbd", "hr", "br", "img", "strong", "em", "small", "details", "summary"],
  ...["admonition", "admonition-title", "note", "tip", "warning", "headerlink"],
];

// The theme sets whatever comes after a table lower. A browser that knows a rule for *whatever* comes after something
// looks at all of the finder's results whenever one comes or goes: so it is a rule for what can come after a table.
const WHATEVER = "table:not([class])+*{";
const AFTER_TABLES = "h2,h3,h4,h5,h6,p,ul,ol,dl,table,blockquote,pre,hr,details,.admonition";

const [site, stylesheet] = process.argv.slice(2);
const raw = readFileSync(stylesheet, "utf8").replace(/\/\*#.*?\*\//g, "").replace('@charset "UTF-8";', "");
const [{ css }] = await new PurgeCSS().purge({
  content: [`${site}/**/*.html`],
  css: [{ raw }],
  // Elements, classes and attributes only: a word of a text is no reason to keep a rule.
  extractors: [{ extractor: fromHtml, extensions: ["html"] }],
  safelist: AUTHORS,
  variables: true,
  keyframes: true,
  fontFace: true,
});
if (!css.includes(WHATEVER)) throw new Error(`the theme has no rule for ${WHATEVER}`);
process.stdout.write(`/* Written by \`make theme-css\` from Material for MkDocs, of which only what pages use is here.
   Copyright (c) 2016-2025 Martin Donath, MIT licence. */
${css.replace(WHATEVER, WHATEVER.replace("*", `:where(${AFTER_TABLES})`)).trim()}
`);
