import type { Fault } from "../../tests/faults/fault.ts";
import { BadInput } from "../reproduce/types.ts";

/** Faults whose description and file together hold all the words: all without words. */
export function chooseFaults(all: readonly Fault[], words: readonly string[]): Fault[] {
  const chosen = all.filter(({ what, file }) =>
    words.every((word) => `${what} ${file}`.includes(word))
  );
  if (chosen.length > 0) return chosen;
  throw new BadInput(
    `Cannot seed a fault: none of ${all.length} has ${
      words.map((word) => JSON.stringify(word)).join(" and ")
    } in its description or file`,
    "deno task faults --list",
  );
}
