import {
  deepStrictEqual as deepEqual,
  match,
  notStrictEqual as notEqual,
  rejects,
  strictEqual as equal,
} from "node:assert/strict";
import { gpuTest } from "./with_gpu.ts";

const fill = `override VALUE: u32 = 1;
override WIDTH: u32 = 4;
var<workgroup> shared_words: array<u32, WIDTH>;
@group(0) @binding(0) var<storage, read_write> y: array<u32>;
@compute @workgroup_size(WIDTH) fn fill(@builtin(local_invocation_index) i: u32) {
  shared_words[i] = VALUE + i;
  workgroupBarrier();
  y[i] = shared_words[WIDTH - 1u - i];
}`;

gpuTest("kernel() points at the line and column of invalid WGSL", async (gpu) => {
  await rejects(
    gpu.kernel({ code: "\nfn f() {\n  let x: f32 = 1u;\n}", label: "bad" }),
    (error) => {
      const { name, message } = error as Error;
      equal(name, "SyntaxError");
      const [first, source, caret] = message.split("\n");
      match(first!, /^Cannot compile "bad": .*f32.*u32.* at line 3, column 7$/);
      equal(source, "  let x: f32 = 1u;");
      equal(caret, "      ^");
      return true;
    },
  );
});

gpuTest("kernel() says when WGSL does not even parse", async (gpu) => {
  await rejects(gpu.kernel({ code: "this is no WGSL", label: "noise" }), /Cannot compile "noise"/);
});

gpuTest("kernel() names an entry point that is not there", async (gpu) => {
  await rejects(gpu.kernel({ code: fill, entry: "drain" }), /Cannot build "drain"/);
});

gpuTest("kernel() names an override that is not there", async (gpu) => {
  await rejects(
    gpu.kernel({ code: fill, entry: "fill", overrides: { DEPTH: 1 } }),
    /Cannot build "fill": .*DEPTH/s,
  );
});

gpuTest("kernel() refuses a workgroup larger than the device allows", async (gpu) => {
  await rejects(
    gpu.kernel({ code: fill, entry: "fill", overrides: { WIDTH: 1 << 16 } }),
    /Cannot build "fill"/,
  );
});

gpuTest("kernel() sets overrides, of workgroup arrays too", async (gpu) => {
  const kernel = await gpu.kernel({ code: fill, entry: "fill", overrides: { VALUE: 7, WIDTH: 3 } });
  using y = gpu.zeros("u32", 3);
  gpu.run(kernel, [y], 1);
  deepEqual([...await gpu.read(y)], [9, 8, 7]);
});

gpuTest("kernel() compiles the same source once and other overrides anew", async (gpu) => {
  const first = await gpu.kernel({ code: fill, entry: "fill", overrides: { VALUE: 1, WIDTH: 2 } });
  const again = await gpu.kernel({ code: fill, entry: "fill", overrides: { WIDTH: 2, VALUE: 1 } });
  const other = await gpu.kernel({ code: fill, entry: "fill", overrides: { VALUE: 2, WIDTH: 2 } });
  equal(first, again);
  notEqual(first, other);
});

gpuTest("kernel() joins several texts", async (gpu) => {
  const kernel = await gpu.kernel({
    code: [
      "fn twice(x: u32) -> u32 { return 2u * x; }",
      `@group(0) @binding(0) var<storage, read_write> y: array<u32>;
       @compute @workgroup_size(1) fn main() { y[0] = twice(y[0]); }`,
    ],
  });
  using y = gpu.array(Uint32Array.of(21));
  gpu.run(kernel, [y], 1);
  deepEqual([...await gpu.read(y)], [42]);
});
