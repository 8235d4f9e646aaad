import { BadInput } from "../types.ts";

/** A JSON file of the repository, null when it is missing; BadInput when it is no JSON. */
export function readDataFile(root: string, name: string): unknown {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(Deno.readFileSync(`${root}/${name}`));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw new BadInput(
      `Cannot read ${name}: ${(error as Error).message}`,
      `git checkout -- ${name}`,
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadInput(
      `Cannot read ${name}: it is not JSON (${(error as Error).message})`,
      `git checkout -- ${name}`,
    );
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Throws what `refuse` makes of the first key that nothing would read. */
export function refuseKeys(
  value: Record<string, unknown>,
  known: readonly string[],
  refuse: (key: string) => Error,
): void {
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined) throw refuse(unknown);
}
