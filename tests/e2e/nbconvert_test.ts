/**
 * A person's Jupyter: the stock `jupyter nbconvert --execute`, which stops reading a cell at `idle`.
 * The drain guard of lib/show must keep all outputs, each in its own cell. On the notes with most
 * outputs: they are the ones that lose some.
 */
import { fileURLToPath } from "node:url";
import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { kernelFile } from "../../scripts/jupyter/data_dir.ts";
import { KERNEL_NAME, kernelspec } from "../../scripts/jupyter/kernelspec.ts";
import { setGpuEnvironment } from "../../scripts/preflight/gpu_environment.ts";
import { compareOutputs } from "../../scripts/reproduce/compare/compare.ts";
import { findNotebooks } from "../../scripts/reproduce/notebook/find.ts";
import { readNotebook } from "../../scripts/reproduce/notebook/read.ts";
import { jupyterVenv } from "./jupyter_venv.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const MOST = 2;

const notes = await Promise.all(
  (await findNotebooks([], { root })).map(async (found) => {
    const { cells } = await readNotebook(found.path, { root });
    return { ...found, cells, outputs: cells.flatMap(({ outputs }) => outputs).length };
  }),
);

setGpuEnvironment();
for (const { id, path, cells } of notes.sort((a, b) => b.outputs - a.outputs).slice(0, MOST)) {
  Deno.test(`jupyter nbconvert --execute loses nothing of ${id}`, async () => {
    const { bin } = await jupyterVenv();
    const folder = await Deno.makeTempDir({ prefix: "rederive-nbconvert-" });
    try {
      const spec = kernelspec({ deno: Deno.execPath(), os: Deno.build.os });
      const file = kernelFile(folder, KERNEL_NAME);
      await Deno.mkdir(file.replace(/\/[^/]*$/, ""), { recursive: true });
      await Deno.writeTextFile(file, JSON.stringify(spec));
      // beside the note, so that imports of its modules resolve
      const { success, stderr } = await new Deno.Command(`${bin}/jupyter`, {
        args: ["nbconvert", "--to", "notebook", "--execute", "--output-dir", folder, path],
        env: { JUPYTER_PATH: folder },
        stdin: "null",
        stdout: "null",
        stderr: "piped",
      }).output();
      equal(success, true, new TextDecoder().decode(stderr));
      const seen = await readNotebook(`${folder}/${path.split("/").at(-1)}`);
      const kinds = (of: typeof cells) =>
        of.map(({ outputs }) => outputs.map(({ output_type }) => output_type));
      deepEqual(kinds(seen.cells), kinds(cells));
      const runs = seen.cells.map((cell) => ({ ...cell, status: "ok" as const, ms: 0 }));
      deepEqual(await compareOutputs(cells, runs), []);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}
