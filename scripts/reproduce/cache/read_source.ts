import type { CellSource } from "./facts.ts";

/** Reads a cell's source with the parser, which is loaded only now: a warm run never comes here. */
export async function readSource(source: string): Promise<CellSource> {
  const [{ normalise }, { tolerancesOf, withoutTolerances }, { importsOf }] = await Promise.all([
    import("../check/normalise.ts"),
    import("../check/tolerances.ts"),
    import("./imports.ts"),
  ]);
  const tolerances = await tolerancesOf(source);
  return {
    code: await normalise(await withoutTolerances(source), "ts"),
    tolerances: JSON.stringify(tolerances.map(({ claim, part, value }) => [claim, part, value])),
    imports: await importsOf(source),
  };
}

/** Source files as the text that counts; see `files.ts`. */
export async function normaliseFile(source: string, extension: string): Promise<string> {
  const { normalise } = await import("../check/normalise.ts");
  return await normalise(source, extension === "wgsl" ? "wgsl" : "ts");
}
