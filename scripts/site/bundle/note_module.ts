import { extract } from "../../reproduce/check/extract.ts";
import { parseCells } from "../../reproduce/check/parse.ts";
import type { TypeScript } from "../../reproduce/check/typescript.ts";
import type { Notebook } from "../../reproduce/types.ts";

/** Where a cell's word that it begins goes. */
const PORT = "__rederive";

/** In front of the cells: what a note displays, and where it is, goes to the page. */
const HEAD = `
import { setDisplaySink as __sink } from "@rederive/lib/show";
globalThis[Symbol.for("rederive.runner")] = { session: "page" };
const ${PORT} = (message) => globalThis.postMessage(JSON.parse(JSON.stringify(message)));
__sink((bundle) => ${PORT}({ type: "shown", record: bundle["application/vnd.rederive.claim+json"] }));
`;

/** A notebook's cells as one module to run in a worker: the same source, told cell by cell. */
export function noteModule(ts: TypeScript, notebook: Notebook): string {
  const { text, locate } = extract(ts, parseCells(ts, notebook));
  let cell = 0;
  const lines = text.split("\n").map((line, i) => {
    const found = locate(i + 1, 1).cell;
    if (found === cell || /^export \{\};/.test(line)) return line;
    cell = found;
    return `${PORT}({ type: "cell", ordinal: ${found} });\n${line}`;
  });
  return `${HEAD}${lines.join("\n")}\n${PORT}({ type: "done" });\n`;
}
