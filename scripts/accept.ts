/** `deno task accept <notes> --because "class: reason"`: keeps what a reviewed run changed. */
import { parseArgs } from "node:util";
import { runCli } from "./reproduce/cli/run_cli.ts";
import { relativeTo } from "./reproduce/cache/path.ts";
import { parseBecause } from "./reproduce/judge/because.ts";
import { promote } from "./reproduce/judge/promote.ts";
import { BadInput } from "./reproduce/types.ts";
import { findPending, PLACE, typedIn } from "./pending_places.ts";

const USAGE = 'deno task accept <note> --because "class: reason"';

export interface AcceptOptions {
  words: string[];
  because: string;
}

/** A machine never accepts, whatever it is asked: verdicts change by a person's decision. */
export function refuseInCi(ci: string | undefined): void {
  if (!ci || ci === "false" || ci === "0") return;
  throw new BadInput(
    `Cannot accept: this is CI (CI=${ci}), wanted a person who reviewed the run`,
    "deno task accept on your machine, then commit",
  );
}

/** Notes and reason of a command line; throws BadInput before anything is looked at. */
export function parseAccept(args: readonly string[]): AcceptOptions {
  const { tokens } = parseArgs({
    args: [...args],
    options: { because: { type: "string" } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const words: string[] = [];
  let because: string | undefined;
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind !== "option") continue;
    if (token.name !== "because") {
      throw new BadInput(
        `Cannot read the command line: there is no option ${token.rawName}`,
        USAGE,
      );
    }
    because = token.value ?? "";
  }
  if (because === undefined) {
    throw new BadInput("Cannot accept: no reason is given, wanted --because", USAGE);
  }
  parseBecause(because);
  if (words.length === 0) {
    throw new BadInput(
      "Cannot accept: no note is named, wanted those that were reviewed",
      "deno task review, then name them",
    );
  }
  return { words, because };
}

if (import.meta.main) {
  await runCli(async () => {
    refuseInCi(Deno.env.get("CI"));
    const { words, because } = parseAccept(Deno.args);
    const cwd = typedIn();
    for (const { note } of await findPending(words, { place: PLACE, cwd })) {
      const { path, claims } = await promote(note, { ...PLACE, because });
      console.log(`Accepted ${note}: ${relativeTo(path, cwd)}`);
      for (const [id, change] of Object.entries(claims)) console.log(`  ${id}: ${change}`);
    }
    console.log("Now: deno task list, then commit the notebooks, data/ and notebooks/README.md");
  });
}
