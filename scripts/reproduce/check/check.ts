import type { Notebook } from "../types.ts";
import { checkClaims } from "./claims.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { checkFormat } from "./format.ts";
import { lint } from "./lint.ts";
import { type Mirror, withMirrors } from "./mirror.ts";
import { parseCells } from "./parse.ts";
import { typecheck } from "./typecheck.ts";
import { loadTypeScript } from "./typescript.ts";

/**
 * Everything that can be said of notebooks before they run: syntax, claims, types, lint, format.
 * One `deno check`, one `deno lint` and one `deno fmt` for all notebooks of a configuration, at
 * once. A notebook with a syntax error gets no further than that.
 */
export async function checkNotebooks(notebooks: readonly Notebook[]): Promise<Diagnostic[]> {
  const ts = await loadTypeScript();
  const parsed = notebooks.map((notebook) => parseCells(ts, notebook));
  const whole = parsed.filter(({ errors }) => errors.length === 0);
  const found = parsed.flatMap(({ errors }) => errors);
  found.push(...whole.flatMap((notebook) => checkClaims(ts, notebook)));
  if (whole.length > 0) {
    found.push(
      ...await withMirrors(ts, whole, async (mirrors) => (
        (await Promise.all(mirrors.map(checkMirror))).flat()
      )),
    );
  }
  return found.sort(byPlace);
}

async function checkMirror(mirror: Mirror): Promise<Diagnostic[]> {
  return (await Promise.all([typecheck(mirror), lint(mirror), checkFormat(mirror)])).flat();
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return a.notebook < b.notebook ? -1 : a.notebook > b.notebook
    ? 1 // by id, then by place
    : a.cell - b.cell || a.line - b.line || a.column - b.column;
}
