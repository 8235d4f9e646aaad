import { join, normalize } from "node:path";
import { absoluteFrom } from "./cache/path.ts";
import { withOutputs } from "./notebook/with_outputs.ts";
import { writeNotebook } from "./notebook/write.ts";
import { BadInput, type Execution, type Notebook } from "./types.ts";

/** Makes the folder of `--out`, and finds out now rather than at the end whether it can be written. */
export async function requireOutFolder(typed: string, cwd: string): Promise<void> {
  const folder = absoluteFrom(typed, cwd);
  try {
    await Deno.mkdir(folder, { recursive: true });
    const probe = await Deno.makeTempFile({ dir: folder, prefix: ".rederive-" });
    await Deno.remove(probe);
  } catch (error) {
    throw new BadInput(
      `Cannot write to "${typed}": ${(error as Error).message.replace(/ \(os error.*/s, "")}, ` +
        "wanted a folder that can be written",
      "--out with another folder",
    );
  }
}

/** Writes the notebook with what its run left, however it ended, below `folder`. */
export async function writeExecuted(
  folder: string,
  notebook: Notebook,
  execution: () => Promise<Execution | null>,
): Promise<void> {
  const found = await execution();
  if (found === null) return;
  await writeNotebook(executedPath(folder, notebook), withOutputs(notebook, found.cells));
}

/** A run never changes a notebook, not even when told to write its outputs to where it lies. */
export function requireOtherFolder(typed: string, cwd: string, notebooks: readonly Notebook[]) {
  const folder = absoluteFrom(typed, cwd);
  const own = notebooks.find((notebook) => executedPath(folder, notebook) === notebook.path);
  if (!own) return;
  throw new BadInput(
    `Cannot write to "${typed}": there lies "${own.id}" itself, and a run changes no notebook`,
    "--out with another folder; deno task accept keeps outputs in the notebook",
  );
}

/** Below the folder, wherever the notebook came from. */
function executedPath(folder: string, { id }: Notebook): string {
  const name = normalize(id).replace(/\.ipynb$/, "").replace(/^([A-Za-z]:)?(\.*[/\\])+/, "");
  return join(folder, `${name}.ipynb`);
}
