/** Every kernel of lib, compiled: what one compiler takes, another may refuse. Hardly any is run. */
import { type Family, openGpu } from "@rederive/lib/gpu";
import { entries } from "../kernels/entries.ts";

for (const { op, part, run } of entries) {
  for (const family of ["cpu", "gpu"] satisfies Family[]) {
    Deno.test(`${op} of ${part} compiles, ${family} shapes`, async () => {
      using gpu = await openGpu({ family });
      await run(gpu);
    });
  }
}
