import { join } from "node:path";
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
  const name = `${notebook.id.replace(/\.ipynb$/, "").replace(/^(\.*\/)+/, "")}.ipynb`;
  await writeNotebook(join(folder, name), withOutputs(notebook, found.cells));
}
