/** Checks the cells of every note, warnings included: what `reproduce` lets pass, CI does not. */
import { checkNotebooks } from "./reproduce/check/check.ts";
import { describeDiagnostic } from "./reproduce/check/diagnostic.ts";
import { findNotebooks } from "./reproduce/notebook/find.ts";
import { readNotebook } from "./reproduce/notebook/read.ts";

if (import.meta.main) {
  const root = import.meta.dirname!.replace(/[/\\]scripts$/, "");
  const found = await findNotebooks([], { root });
  const notebooks = await Promise.all(found.map(({ path }) => readNotebook(path, { root })));
  const diagnostics = await checkNotebooks(notebooks);
  for (const diagnostic of diagnostics) console.error(describeDiagnostic(diagnostic));
  Deno.exit(diagnostics.length ? 1 : 0);
}
