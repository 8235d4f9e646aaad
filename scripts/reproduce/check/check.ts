import type { Notebook } from "../types.ts";
import { checkClaims } from "./claims.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { checkFormat } from "./format.ts";
import { lint } from "./lint.ts";
import { type Mirror, withMirrors } from "./mirror.ts";
import { parseCells } from "./parse.ts";
import { reachOf } from "./reach.ts";
import { typecheck } from "./typecheck.ts";
import { loadTypeScript } from "./typescript.ts";

/** What the checks say of notebooks, and what they say it of. */
export interface Checked {
  found: Diagnostic[];
  /** Notebook id → absolute paths of the local modules it reaches; not of one with a syntax error. */
  reached: Map<string, string[]>;
}

/** What `checkWithReach` finds, to be shown. */
export async function checkNotebooks(notebooks: readonly Notebook[]): Promise<Diagnostic[]> {
  return (await checkWithReach(notebooks)).found;
}

/**
 * Everything that can be said of notebooks before they run: syntax, claims, types, lint, format.
 * One `deno check`, one `deno lint` and one `deno fmt` for all notebooks of a configuration, at
 * once. A notebook with a syntax error gets no further than that.
 */
export async function checkWithReach(notebooks: readonly Notebook[]): Promise<Checked> {
  const ts = await loadTypeScript();
  const parsed = notebooks.map((notebook) => parseCells(ts, notebook));
  const whole = parsed.filter(({ errors }) => errors.length === 0);
  const found = parsed.flatMap(({ errors }) => errors);
  found.push(...whole.flatMap((notebook) => checkClaims(ts, notebook)));
  const checked = whole.length === 0
    ? []
    : await withMirrors(ts, whole, (mirrors) => Promise.all(mirrors.map(checkMirror)));
  found.push(...checked.flatMap((one) => one.found));
  return {
    found: found.sort(byPlace),
    reached: new Map(checked.flatMap(({ reached }) => [...reached])),
  };
}

async function checkMirror(mirror: Mirror): Promise<Checked> {
  const [reached, ...found] = await Promise.all([
    reachOf(mirror),
    typecheck(mirror),
    lint(mirror),
    checkFormat(mirror),
  ]);
  return { found: found.flat(), reached };
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return a.notebook < b.notebook ? -1 : a.notebook > b.notebook
    ? 1 // by id, then by place
    : a.cell - b.cell || a.line - b.line || a.column - b.column;
}
