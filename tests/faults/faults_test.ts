import { strictEqual as equal } from "node:assert/strict";
import { applyFault } from "../../scripts/faults/seed.ts";
import { faults } from "./faults.ts";

const root = new URL("../../", import.meta.url);

for (const fault of faults) {
  // `deno task faults` sees them caught; here only that each still has its place.
  Deno.test(`fault "${fault.what}" can be seeded`, async () => {
    const sound = await Deno.readTextFile(new URL(fault.file, root));
    equal(applyFault(sound, fault) !== sound, true);
    equal((await Deno.stat(new URL(fault.test, root))).isFile, true);
  });
}

Deno.test("every kernel has a fault", async () => {
  const kernels: string[] = [];
  for await (const folder of Deno.readDir(new URL("lib", root))) {
    if (!folder.isDirectory) continue;
    for await (const { name } of Deno.readDir(new URL(`lib/${folder.name}`, root))) {
      if (name.endsWith(".wgsl")) kernels.push(`lib/${folder.name}/${name}`);
    }
  }
  const broken = new Set(faults.map((fault) => fault.file));
  const whole = kernels.filter((kernel) => !broken.has(kernel));
  equal(whole.length, 0, `add a fault under tests/faults for ${whole.join(", ")}`);
});

Deno.test("descriptions of faults are unlike each other", () => {
  equal(new Set(faults.map((fault) => fault.what)).size, faults.length);
});
