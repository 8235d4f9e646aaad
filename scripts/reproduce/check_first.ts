/** The checks before a run: who is turned away, what is worth a word, and who need not be asked. */
import { type Checked, checkWithReach } from "./check/check.ts";
import { CheckedMemo } from "./check/checked_memo.ts";
import type { Diagnostic } from "./check/diagnostic.ts";
import { endingOfChecks } from "./endings_of_checks.ts";
import type { Item } from "./item.ts";
import type { Ending, Notebook } from "./types.ts";

export interface CheckedFirst {
  /** Note → how it ends without having run. */
  turnedAway: Map<string, Ending>;
  /** Note → what does not keep it from running. */
  warnings: Map<string, { cell: number; line: number; message: string }[]>;
}

/** Checks every notebook that was not found clean before, in exactly this state. */
export async function checkFirst(items: readonly Item[], state: string): Promise<CheckedFirst> {
  const memo = await CheckedMemo.open(state);
  const byId = new Map(items.map((item) => [item.notebook.id, item]));
  const asked: Item[] = [];
  for (const item of byId.values()) {
    if (!await memo.isClean(item.notebook, item.lookup.reached.configs)) asked.push(item);
  }
  const turnedAway: CheckedFirst["turnedAway"] = new Map();
  const warnings: CheckedFirst["warnings"] = new Map();
  if (asked.length === 0) return { turnedAway, warnings };
  const began = Date.now();
  const checked = await checkWithReach(asked.map(({ notebook }) => notebook));
  for (const { notebook, lookup } of asked) {
    const found = foundIn(notebook, checked);
    const ending = endingOfChecks(found);
    const mild = found.filter(({ severity }) => severity === "warning");
    if (mild.length > 0) warnings.set(notebook.id, mild.map(inOneLine));
    const reached = checked.reached.get(notebook.id);
    if (ending) turnedAway.set(notebook.id, ending);
    else if (found.length === 0 && reached) {
      await memo.remember(notebook, { configs: lookup.reached.configs, reached, began });
    }
  }
  memo.save();
  return { turnedAway, warnings };
}

function inOneLine({ cell, line, code, message, ...rest }: Diagnostic) {
  const fix = rest.try === undefined ? "" : `; try: ${rest.try}`;
  return { cell, line, message: `${code}: ${message}${fix}` };
}

/** A notebook's own faults, then those of modules that it reaches, or that nobody is known to. */
function foundIn({ id }: Notebook, { found, reached }: Checked): Diagnostic[] {
  const known = new Set([...reached.values()].flat());
  const own = found.filter(({ notebook, module }) => module === undefined && notebook === id);
  const elsewhere = found.filter(({ module }) =>
    module !== undefined && (reached.get(id)?.includes(module) || !known.has(module))
  );
  return [...own, ...elsewhere];
}
