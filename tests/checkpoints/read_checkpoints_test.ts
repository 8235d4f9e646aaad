import { deepStrictEqual as deepEqual, rejects, throws } from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { readCheckpoints } from "@rederive/lib/checkpoints";
import { Linear } from "@rederive/lib/nn";
import { writeSafetensors } from "@rederive/lib/safetensors";
import { readMany } from "@rederive/lib/tensor";
import { sha256 } from "../../lib/claim/sha256.ts";
import { gpuTest } from "../gpu/with_gpu.ts";

/** A folder like data/, of files that hold runs: the numbers of each are its parameters and losses. */
async function folderOf(files: Record<string, Record<string, number[]>>): Promise<URL> {
  const folder = await Deno.makeTempDir();
  const listed: Record<string, unknown> = {};
  for (const [name, runs] of Object.entries(files)) {
    const tensors = Object.entries(runs).map(([run, values]) =>
      [
        run,
        { shape: [values.length], values: Float32Array.from(values) },
      ] as const
    );
    const metadata = Object.fromEntries(
      Object.entries(runs).map(([run, values]) => [run, values.map((x) => x / 2).join(" ")]),
    );
    const bytes = writeSafetensors(tensors, { metadata });
    await Deno.writeFile(`${folder}/${name}`, bytes);
    listed[name] = {
      sha256: await sha256(bytes),
      source: "a test",
      licence: "MIT",
      made_with: "a test",
    };
  }
  await Deno.writeTextFile(`${folder}/MANIFEST.json`, JSON.stringify({ files: listed }));
  return pathToFileURL(`${folder}/`);
}

const FILES = {
  "a.safetensors": { first: [1, 2, 3], second: [4, 5, 6] },
  "b.safetensors": { third: [7, 8, 9] },
};

gpuTest(
  "readCheckpoints() finds parameters and losses of a run, whichever file has them",
  async (gpu) => {
    const folder = await folderOf(FILES);
    const kept = await readCheckpoints(["a.safetensors", "b.safetensors"], { folder });
    using linear = new Linear(gpu, { inputs: 2, outputs: 1 });
    for (const [run, numbers] of [["first", [1, 2, 3]], ["third", [7, 8, 9]]] as const) {
      await kept.load(run, linear);
      deepEqual((await readMany(linear.parameters())).flatMap((all) => [...all]), numbers);
      deepEqual(kept.losses(run), numbers.map((x) => x / 2));
    }
    await rejects(kept.load("fourth", linear), {
      name: "RangeError",
      message:
        'Cannot read checkpoints: no parameters of "fourth" in a.safetensors and b.safetensors',
    });
    throws(() => kept.losses("fourth"), { name: "RangeError", message: /no losses of "fourth"/ });
    await Deno.remove(folder, { recursive: true });
  },
);

Deno.test("readCheckpoints() refuses a run that two files have", async () => {
  const folder = await folderOf({ ...FILES, "c.safetensors": { first: [0] } });
  await rejects(readCheckpoints(["a.safetensors", "c.safetensors"], { folder }), {
    name: "RangeError",
    message: 'Cannot read data/c.safetensors: run "first" is in another file, too',
  });
  await Deno.remove(folder, { recursive: true });
});
