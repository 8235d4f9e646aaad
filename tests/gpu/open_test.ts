import {
  deepStrictEqual as deepEqual,
  match,
  rejects,
  strictEqual as equal,
} from "node:assert/strict";
import { GpuError, openGpu } from "@rederive/lib/gpu";

Deno.test("openGpu() takes its kernel family from the adapter, unless told", async () => {
  await using gpu = await openGpu();
  const software = /llvmpipe|swiftshader/i.test(gpu.adapter.info.description);
  equal(gpu.family, software ? "cpu" : "gpu");
  await using other = await openGpu({ family: "gpu" });
  equal(other.family, "gpu");
});

Deno.test("openGpu() raises the limits to what the adapter has", async () => {
  await using gpu = await openGpu();
  equal(gpu.device.limits.maxBufferSize, gpu.adapter.limits.maxBufferSize);
});

Deno.test("openGpu() without an adapter is an error that says what to install", async () => {
  await rejects(
    openGpu({ from: { requestAdapter: () => Promise.resolve(null) } }),
    (error) => {
      deepEqual(error instanceof GpuError, true);
      match(String(error), /Cannot open a GPU: no adapter was found, wanted one/);
      match(String(error), /Try: apt-get install mesa-vulkan-drivers/);
      return true;
    },
  );
});

Deno.test("openGpu() names a feature the adapter lacks", async () => {
  await rejects(openGpu({ features: ["no-such-feature"] }), /Cannot open ".*no-such-feature/);
});

Deno.test("openGpu() gives native features of wgpu by name", async () => {
  await using gpu = await openGpu({ features: ["wgpu-shader-f64"] });
  const kernel = await gpu.kernel({
    code: `@group(0) @binding(0) var<storage, read_write> y: array<u32>;
      @compute @workgroup_size(1) fn third() { y[0] = u32(f64(y[0]) / 3.0lf); }`,
  });
  using y = gpu.array(Uint32Array.of(2 ** 32 - 1));
  gpu.run(kernel, [y], 1);
  deepEqual([...await gpu.read(y)], [1431655765]); // f32 has 24 of its 31 bits: 1431655808
});

Deno.test("openGpu() takes subgroups where it can get them, unless told", async () => {
  await using gpu = await openGpu();
  const asked = await (await navigator.gpu.requestAdapter())!
    .requestDevice({ requiredFeatures: ["subgroups"] }).then((device) => {
      device.destroy();
      return true;
    }, () => false);
  equal(gpu.device.features.has("subgroups"), asked);
  await using without = await openGpu({ subgroups: false });
  equal(without.device.features.has("subgroups"), false);
});

Deno.test("openGpu() works where there is no Deno namespace, reading back the standard way", async () => {
  const program = `
    delete globalThis.Deno;
    const { openGpu } = await import(${JSON.stringify(import.meta.resolve("@rederive/lib/gpu"))});
    const gpu = await openGpu();
    const x = gpu.array(Float32Array.of(1, 2, 3));
    console.log(gpu.readback, ...await gpu.read(x));
  `;
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--ext=ts", program],
  }).output();
  equal(
    new TextDecoder().decode(stdout).trim(),
    "standard 1 2 3",
    new TextDecoder().decode(stderr),
  );
});
