import { findNotebooks } from "./reproduce/notebook/find.ts";
import { listPending, type Pending, type PendingPlace } from "./reproduce/judge/pending.ts";
import { BadInput } from "./reproduce/types.ts";

/** Where this repository keeps what waits for review. */
export const PLACE: PendingPlace = (() => {
  const root = import.meta.dirname!.replace(/[/\\]scripts$/, "");
  return { root, state: `${root}/.rederive` };
})();

/** Where the command was typed; `deno task` itself starts in the repository. */
export function typedIn(): string {
  return Deno.env.get("INIT_CWD") ?? Deno.cwd();
}

/** What is pending of the notes that `words` name; of all notes without words. */
export async function findPending(
  words: readonly string[],
  { place, cwd }: { place: PendingPlace; cwd: string },
): Promise<Pending[]> {
  const all = listPending(place);
  if (words.length === 0) return all;
  const found: Pending[] = [];
  for (const { id } of await findNotebooks(words, { root: place.root, cwd })) {
    const pending = all.find(({ note }) => note === id);
    // a pattern or a shelf names many notes, of which some wait
    if (pending) found.push(pending);
    else if (words.includes(id)) throw nothingPending(id);
  }
  if (found.length === 0) throw nothingPending(words.join(" "));
  return found;
}

function nothingPending(note: string): BadInput {
  return new BadInput(
    `Cannot find "${note}" among what waits: it is as accepted, or its last run did not end well`,
    `deno task reproduce ${note}`,
  );
}
