/** The file in an editor, with the findings at their lines. It lies in a shadow root, where its styles pass the policy. */
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yamlFrontmatter } from "@codemirror/lang-yaml";
import { defaultHighlightStyle, HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { Annotation, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";

/** The text below the data, without colours. */
const prose = StreamLanguage.define({
  token(stream) {
    stream.skipToEnd();
    return null;
  },
});
const ROOM = 240;
const WIDEST = 360;
const byForm = Annotation.define();

const look = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "0.8rem", height: "100%" },
  ".cm-content": { fontFamily: "ui-monospace, monospace", caretColor: "var(--ink)" },
  ".cm-gutters": { color: "var(--soft)", backgroundColor: "var(--wash)", border: "0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused": { outline: "0.15rem solid var(--go)" },
  ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--wash)", border: "1px solid var(--line)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", minWidth: "10rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.2rem 0.4rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { color: "var(--go-ink)", background: "var(--go)" },
  ".cm-completionDetail": { color: "var(--soft)" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-tooltip.cm-completionInfo": { padding: "0.4rem 0.6rem", boxSizing: "border-box" },
  ".cm-selectionBackground": { background: "var(--line) !important" },
  ".cm-diagnosticAction": { color: "var(--go-ink)", backgroundColor: "var(--go)" },
});

/** Lays what is said of a choice beside the list, or below it where a phone has no room. */
function beside(_view, list, option, info, space) {
  const room = Math.max(space.right - list.right, list.left - space.left);
  if (room < ROOM) return { style: `left: 0; top: 100%; width: ${list.width}px` };
  const side = space.right - list.right >= ROOM ? "left" : "right";
  const top = Math.min(option.top - list.top, Math.max(0, space.bottom - list.top - (info.bottom - info.top)));
  return { style: `${side}: 100%; top: ${top}px; max-width: ${Math.min(room, WIDEST)}px` };
}

/** `fitting` gives what may stand at a place of the text. */
export function editor(place, text, fitting, changed) {
  const root = place.attachShadow({ mode: "open" });
  const complete = ({ state, pos, explicit }) => {
    const found = fitting(state.doc.toString(), pos);
    // Unasked it helps with words that were begun, and stays away where nothing was typed.
    const isBegun = found && (explicit || found.from < pos || state.sliceDoc(pos - 2, pos) === ": ");
    return isBegun ? { ...found, validFor: /^[\w-]*$/ } : null;
  };
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        lintGutter(),
        autocompletion({
          override: [complete],
          defaultKeymap: false,
          activateOnCompletion: ({ apply }) => apply.endsWith(" "),
          icons: false,
          positionInfo: beside,
        }),
        EditorView.lineWrapping,
        yamlFrontmatter({ content: prose }),
        syntaxHighlighting(
          HighlightStyle.define(
            defaultHighlightStyle.specs.map(({ color, ...rest }) => (color ? { ...rest, color: "var(--go)" } : rest)),
          ),
        ),
        keymap.of([...completionKeymap, ...lintKeymap, ...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ "aria-label": "The file of the guide", tabindex: "0", spellcheck: "true" }),
        look,
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !update.transactions.some((one) => one.annotation(byForm)))
            changed(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    /** Puts another text in, by changing only what differs, so that the cursor and the history stay. */
    show(next) {
      const now = view.state.doc.toString();
      if (now === next) return;
      let from = 0;
      while (from < now.length && now[from] === next[from]) from += 1;
      let end = 0;
      while (end < Math.min(now.length, next.length) - from && now.at(-1 - end) === next.at(-1 - end)) end += 1;
      view.dispatch({
        changes: { from, to: now.length - end, insert: next.slice(from, next.length - end) },
        annotations: byForm.of(true),
      });
    },
    mark(findings, mended, mend) {
      const doc = view.state.doc;
      const better = mended?.split("\n");
      const marks = findings.map((one) => {
        const line = doc.line(Math.min(Math.max(one.line, 1), doc.lines));
        const from = Math.min(line.from + one.column - 1, line.to);
        const isMendable = better?.length === doc.lines && better[line.number - 1] !== line.text;
        const actions = isMendable
          ? [{ name: "Mend this line", apply: () => mend(line.number, better[line.number - 1]) }]
          : [];
        return {
          from,
          to: line.to,
          severity: one.severity,
          message: `${one.message} ${one.fix ?? ""}`,
          source: one.rule,
          actions,
        };
      });
      view.dispatch(setDiagnostics(view.state, marks));
    },
    go(line) {
      const at = view.state.doc.line(Math.min(line, view.state.doc.lines));
      view.dispatch({ selection: { anchor: at.from }, effects: EditorView.scrollIntoView(at.from, { y: "center" }) });
      view.focus();
    },
    offset: (line, column) => {
      const at = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
      return Math.min(at.from + column - 1, at.to);
    },
  };
}
