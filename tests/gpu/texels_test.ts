import { deepStrictEqual as deepEqual, strictEqual as equal, throws } from "node:assert/strict";
import { type ElementType, type Gpu, type GpuArray, texelCode, texels } from "@rederive/lib/gpu";
import { gpuTest } from "./with_gpu.ts";

/** y[i] = a[i] - 2 b[i], both read as textures, for the letter of a texture of that type. */
const CODE = `
  @group(0) @binding(0) var a: texture_2d<T>;
  @group(0) @binding(1) var b: texture_2d<T>;
  @group(0) @binding(2) var<storage, read_write> y: array<T>;

  fn at(i: u32) -> vec2u { return vec2u(i % 1024u, i / 1024u); }

  @compute @workgroup_size(64)
  fn subtract(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) n: vec3u) {
    let i = id.y * n.x * 64u + id.x;
    if (i >= arrayLength(&y)) { return; }
    y[i] = textureLoad(a, at(i / 4u), 0)[i % 4u] - T(2) * textureLoad(b, at(i / 4u), 0)[i % 4u];
  }`;

async function subtract<T extends ElementType>(
  gpu: Gpu,
  a: GpuArray<T>,
  b: GpuArray<T>,
): Promise<GpuArray<T>> {
  const code = CODE.replaceAll(/\bT\b/g, a.type);
  const kernel = await gpu.kernel({ code, entry: "subtract", label: `subtract ${a.type}` });
  const y = gpu.empty(a.type, a.length);
  const groups = Math.ceil(a.length / 64);
  gpu.run(kernel, [texels(a), texels(b), y], [Math.min(groups, 1024), Math.ceil(groups / 1024)]);
  return y;
}

const ramp = (length: number, first = 0) => Float32Array.from({ length }, (_, i) => first + i);
const minusTwice = (a: Float32Array, b: Float32Array) => a.map((value, i) => value - 2 * b[i]!);

// The first grows the textures, the last is left with large ones; 4096 fill one row.
for (const length of [300_000, 4095, 4096, 4097, 8192, 12_289, 63, 65, 3, 1]) {
  gpuTest(`a kernel reads ${length} numbers of two arrays as texels`, async (gpu) => {
    using a = gpu.array(ramp(length));
    using b = gpu.array(ramp(length, 0.5));
    using y = await subtract(gpu, a, b);
    const got = await gpu.read(y);
    const want = minusTwice(ramp(length), ramp(length, 0.5));
    // By place: the difference of two long arrays, written out, takes more memory than there is.
    equal(got.length, length);
    equal(got.findIndex((value, i) => value !== want[i]), -1);
  });
}

gpuTest("texels of integers keep all bits", async (gpu) => {
  using words = gpu.array(Uint32Array.of(0xffff_ffff, 0x7fc0_0001, 1, 0x8000_0000, 5));
  using none = gpu.zeros("u32", 5);
  using same = await subtract(gpu, words, none);
  deepEqual(await gpu.read(same), await gpu.read(words));
  using signed = gpu.array(Int32Array.of(-1, 2, -3));
  using negated = await subtract(gpu, signed, signed);
  deepEqual(await gpu.read(negated), Int32Array.of(1, -2, 3));
});

gpuTest("texels are of the moment a kernel runs, however many follow each other", async (gpu) => {
  using one = gpu.array(Float32Array.of(1));
  using x = gpu.array(Float32Array.of(3));
  using first = await subtract(gpu, x, one);
  using second = await subtract(gpu, first, one);
  gpu.write(x, Float32Array.of(10));
  using third = await subtract(gpu, x, second);
  deepEqual(
    await gpu.readMany([first, second, third]),
    [Float32Array.of(1), Float32Array.of(-1), Float32Array.of(12)],
  );
});

gpuTest("recorded work keeps its textures when larger ones are wanted later", async (gpu) => {
  using x = gpu.array(ramp(5));
  using one = gpu.array(Float32Array.of(1, 1, 1, 1, 1));
  using sum = gpu.zeros("f32", 5);
  using recording = await gpu.record(async () => {
    using next = await subtract(gpu, x, one);
    gpu.copy(next, sum);
  });
  using large = gpu.zeros("f32", 700_000);
  using _ = await subtract(gpu, large, large);
  gpu.write(x, Float32Array.of(9, 8, 7, 6, 5));
  recording.replay();
  deepEqual(await gpu.read(sum), Float32Array.of(7, 6, 5, 4, 3));
});

gpuTest("texels of a disposed array are refused", async (gpu) => {
  const gone = gpu.zeros("f32", 4, "weights");
  gone[Symbol.dispose]();
  const kernel = await gpu.kernel({
    code: [
      texelCode,
      `@group(0) @binding(0) var x: texture_2d<f32>;
      @compute @workgroup_size(1) fn look() { _ = texel(x, 0u); }`,
    ],
    entry: "look",
  });
  throws(() => gpu.run(kernel, [texels(gone)], 1), /Cannot use "weights": it was disposed/);
});

gpuTest("an array that no texture holds is refused with its size", async (gpu) => {
  const kernel = await gpu.kernel({
    code: [
      texelCode,
      `@group(0) @binding(0) var x: texture_2d<f32>;
      @compute @workgroup_size(1) fn look() { _ = texel(x, 0u); }`,
    ],
    entry: "look",
  });
  using long = gpu.empty("f32", 2 ** 25 + 1, "table");
  throws(
    () => gpu.run(kernel, [texels(long)], 1),
    /^RangeError: Cannot read "table" as texels: it has 134217732 bytes, at most 134217728 fit/,
  );
});
