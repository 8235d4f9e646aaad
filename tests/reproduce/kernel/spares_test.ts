import assert from "node:assert/strict";
import { startTime } from "../../../scripts/reproduce/kernel/process_table.ts";
import { SpareKernels } from "../../../scripts/reproduce/kernel/spares.ts";

const cwd = Deno.makeTempDirSync({ prefix: "rederive-test-" });

Deno.test("SpareKernels gives the kernel that waits, once, and only where it fits", async () => {
  await using spares = new SpareKernels();
  spares.prepare({ cwd, env: { LP_NUM_THREADS: "1", MESA_X: "2" } });
  const other = await spares.take({ cwd });
  await using _other = other.kernel;
  assert.equal(other.spare, false);
  const first = await spares.take({ cwd, env: { MESA_X: "2", LP_NUM_THREADS: "1" } });
  await using _first = first.kernel;
  assert.equal(first.spare, true);
  const { outputs, answer } = first.kernel.run("Deno.env.get('MESA_X')");
  await answer;
  assert.deepEqual(outputs.map(({ content }) => content.data), [{ "text/plain": '"2"' }]);
  const second = await spares.take({ cwd, env: { LP_NUM_THREADS: "1", MESA_X: "2" } });
  await using _second = second.kernel;
  assert.equal(second.spare, false);
});

Deno.test("SpareKernels replaces a spare that died or never came up", async () => {
  await using spares = new SpareKernels();
  spares.prepare({ cwd });
  const { kernel } = await spares.take({ cwd });
  await kernel.stop();
  spares.prepare({ cwd: `${cwd}/made later` });
  await new Promise((resolve) => setTimeout(resolve, 50));
  Deno.mkdirSync(`${cwd}/made later`);
  const later = await spares.take({ cwd: `${cwd}/made later` });
  assert.deepEqual([later.spare, later.kernel.alive], [false, true]);
  await later.kernel[Symbol.asyncDispose]();
  await kernel[Symbol.asyncDispose]();
});

Deno.test("SpareKernels ends the kernels nobody took", async () => {
  const spares = new SpareKernels();
  spares.prepare({ cwd });
  spares.prepare({ cwd });
  const { kernel } = await spares.take({ cwd });
  await spares[Symbol.asyncDispose]();
  assert.notEqual(startTime(kernel.pid), null, "one that was taken is not ours to end");
  await kernel[Symbol.asyncDispose]();
});
