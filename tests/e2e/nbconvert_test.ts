/**
 * A person's Jupyter: the stock `jupyter nbconvert --execute` on every note, which stops reading a cell
 * at `idle`. The drain guard of lib/show must keep all outputs, each in its own cell. Runs where Jupyter
 * is installed ($JUPYTER or `jupyter` on the path); the guard itself is tested everywhere by
 * tests/show/drain_guard_test.ts.
 */
import { fileURLToPath } from "node:url";
import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { hasNbconvert, jupyter } from "../../scripts/bench/reproduce/peers.ts";
import { kernelFile } from "../../scripts/jupyter/data_dir.ts";
import { KERNEL_NAME, kernelspec } from "../../scripts/jupyter/kernelspec.ts";
import { setGpuEnvironment } from "../../scripts/preflight/gpu_environment.ts";
import { compareOutputs } from "../../scripts/reproduce/compare/compare.ts";
import { findNotebooks } from "../../scripts/reproduce/notebook/find.ts";
import { readNotebook } from "../../scripts/reproduce/notebook/read.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const ignore = !(await hasNbconvert());

setGpuEnvironment();
for (const { id, path } of await findNotebooks([], { root })) {
  Deno.test({
    name: `jupyter nbconvert --execute loses nothing of ${id}`,
    ignore,
    fn: async () => {
      const folder = await Deno.makeTempDir({ prefix: "rederive-nbconvert-" });
      try {
        const spec = kernelspec({ deno: Deno.execPath(), os: Deno.build.os });
        const file = kernelFile(folder, KERNEL_NAME);
        await Deno.mkdir(file.replace(/\/[^/]*$/, ""), { recursive: true });
        await Deno.writeTextFile(file, JSON.stringify(spec));
        // beside the note, so that imports of its modules resolve
        const { success, stderr } = await new Deno.Command(jupyter(), {
          args: ["nbconvert", "--to", "notebook", "--execute", "--output-dir", folder, path],
          env: { JUPYTER_PATH: folder },
          stdin: "null",
          stdout: "null",
          stderr: "piped",
        }).output();
        equal(success, true, new TextDecoder().decode(stderr));
        const stored = await readNotebook(path, { root });
        const seen = await readNotebook(`${folder}/${path.split("/").at(-1)}`);
        const kinds = (cells: typeof stored.cells) =>
          cells.map(({ outputs }) => outputs.map(({ output_type }) => output_type));
        deepEqual(kinds(seen.cells), kinds(stored.cells));
        const runs = seen.cells.map((cell) => ({ ...cell, status: "ok" as const, ms: 0 }));
        deepEqual(await compareOutputs(stored.cells, runs), []);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}
