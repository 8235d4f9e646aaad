/**
 * Every public function of tensors, given what it cannot take: each says so in a named error with what
 * it saw and what it wanted, leaves nothing behind, and the device goes on.
 */
import { deepStrictEqual as deepEqual, match, ok, rejects, throws } from "node:assert/strict";
import { type Gpu, openGpu } from "@rederive/lib/gpu";
import { stream } from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";
import { BOTH, gpuTest } from "../gpu/with_gpu.ts";
import { type Chain, chains, inputsOf } from "./chains.ts";

/** Functions that make or run tensors and are no operations; errors_test.ts has their errors. */
const NO_OPERATIONS = new Set([
  ...["tensor", "Tensor", "TensorScope", "Storage", "record", "recordStep", "openScope"],
  ...["evaluate", "read", "readMany", "evaluate64", "difference64", "values64", "liveTensors"],
  ...["assign", "overwrite", "noGrad", "checkpoint"],
  ...["grad", "vjp", "jvp", "hvp", "jacobian", "hessian"],
]);

/** Constant between their kinks, where there is nothing to differentiate. */
const STEPS: readonly Chain[] = [
  ...[t.sign, t.floor, t.ceil, t.round].map((of) => ({
    name: of.name,
    shapes: [[3]],
    of: (x: t.Tensor) => of(x),
  })),
  ...[t.equal, t.notEqual, t.less, t.lessEqual, t.greater, t.greaterEqual].map((of) => ({
    name: of.name,
    shapes: [[3], [2, 1]],
    of: (a: t.Tensor, b: t.Tensor) => of(a, b),
  })),
  { name: "detach", shapes: [[3]], of: (x: t.Tensor) => t.exp(t.detach(x)) },
  { name: "argmin", shapes: [[3]], of: (x: t.Tensor) => t.toFloats(t.argmin(x)) },
  { name: "argsort", shapes: [[3]], of: (x: t.Tensor) => t.toFloats(t.argsort(x)) },
] as readonly Chain[];
const all = [...chains, ...STEPS];

Deno.test("every public function of tensors is given bad input", () => {
  const said = [...all.map(({ of }) => `${of}`), ...STEPS.map(({ name }) => `t.${name}(`)].join();
  const one = (name: string) =>
    new RegExp(`\\bt\\.${name}\\b`).test(said) ||
    chains.some((chain) => chain.name === name);
  const functions = Object.entries(t).filter(([, each]) => typeof each === "function");
  deepEqual(
    functions.map(([name]) => name).filter((name) => !NO_OPERATIONS.has(name) && !one(name)),
    [],
  );
});

/** Expects an error of a named class that says what could not be done and what was wanted. */
async function refused(act: () => unknown, what: string, message: RegExp): Promise<void> {
  try {
    await act();
  } catch (error) {
    ok(error instanceof TypeError || error instanceof RangeError, `${what}: ${error}`);
    match(error.message, /^Cannot [^:]+: [^]*(wanted|at most)|^Cannot broadcast/, what);
    match(error.message, message, what);
    return;
  }
  throw new Error(`${what} was taken without an error`);
}

/** The device still computes. */
async function goesOn(gpu: Gpu): Promise<void> {
  using x = t.tensor(gpu, Float32Array.of(1, 2));
  deepEqual(await t.read(t.add(x, 1)), Float32Array.of(2, 3));
}

for (const chain of all) {
  gpuTest(
    `${chain.name} of integers, of what was disposed, and of what was overwritten`,
    async (gpu) => {
      using _scope = t.openScope(gpu);
      for (const i of chain.shapes.keys()) {
        const whole = inputsOf(gpu, chain);
        const { shape, size } = whole[i]!;
        whole[i] = t.tensor(gpu, new Int32Array(size), {
          shape,
          label: "whole",
        }) as unknown as t.Tensor;
        await refused(
          () => t.read(chain.of(...whole)),
          `integer ${i}`,
          /is of (i32, wanted f32|f32, wanted i32)/,
        );

        const gone = inputsOf(gpu, chain);
        gone[i]![Symbol.dispose]();
        await refused(() => t.read(chain.of(...gone)), `disposed ${i}`, /"input \d" was disposed/);

        const before = inputsOf(gpu, chain);
        const y = chain.of(...before);
        before[i]![Symbol.dispose]();
        await refused(() => t.read(y), `disposed later ${i}`, /"input \d"[^]* was disposed/);

        const stale = inputsOf(gpu, chain);
        const late = chain.of(...stale);
        await t.assign([[stale[i]!, t.tensor(gpu, new Float32Array(size), { shape })]]);
        const said =
          /its input "input \d" was assigned to since, version 0 is wanted and now it is 1/;
        await refused(() => t.read(late), `stale ${i}`, said);
        if (late.recipe!.inputs.includes(stale[i]!)) {
          throws(() => t.vjp(late, [stale[i]!], late), said);
        }
      }
      await goesOn(gpu);
    },
  );
}

/** Operations on tensors of too many elements, of which one is in memory. */
const TOO_LARGE: Record<
  string,
  (gpu: Gpu, one: t.Tensor, many: number) => t.Tensor<"f32" | "u32">
> = {
  exp: (_, one, n) => t.exp(t.broadcastTo(one, [n])),
  add: (_, one, n) => t.add(t.broadcastTo(one, [n]), 1),
  "add that broadcasts": (_, one, n) =>
    t.add(t.broadcastTo(one, [n / 4]), t.broadcastTo(one, [4, 1])),
  sum: (_, one, n) => t.sum(t.broadcastTo(one, [n])),
  variance: (_, one, n) => t.variance(t.broadcastTo(one, [n])),
  largest: (_, one, n) => t.largest(t.broadcastTo(one, [n])),
  logSumExp: (_, one, n) => t.logSumExp(t.broadcastTo(one, [n])),
  argmax: (_, one, n) => t.argmax(t.broadcastTo(one, [n])),
  softmax: (_, one, n) => t.softmax(t.broadcastTo(one, [4, n / 4])),
  logSoftmax: (_, one, n) => t.logSoftmax(t.broadcastTo(one, [4, n / 4])),
  layerNorm: (_, one, n) => t.layerNorm(t.broadcastTo(one, [4, n / 4])),
  rmsNorm: (_, one, n) => t.rmsNorm(t.broadcastTo(one, [4, n / 4])),
  crossEntropy: (_, one, n) => t.crossEntropy(t.broadcastTo(one, [2, n / 2]), Int32Array.of(0, 0)),
  matmul: (_, one, n) => t.matmul(t.broadcastTo(one, [n / 4, 4]), t.broadcastTo(one, [4, 1])),
  "matmul's result": (_, one, n) =>
    t.matmul(t.broadcastTo(one, [n / 1024, 1]), t.broadcastTo(one, [1, 1024])),
  linear: (_, one, n) => t.linear(t.broadcastTo(one, [n / 4, 4]), t.broadcastTo(one, [2, 4])),
  reshape: (_, one, n) => t.reshape(t.broadcastTo(one, [n]), [4, n / 4]),
  "a view that is read": (_, one, n) => t.flip(t.broadcastTo(one, [n]), [0]),
  concat: (_, one, n) => t.concat([t.broadcastTo(one, [n / 2]), t.broadcastTo(one, [n / 2])]),
  stack: (_, one, n) => t.stack([t.broadcastTo(one, [n]), t.broadcastTo(one, [n])]),
  pad: (_, one, n) => t.pad(one, [[0, n]]),
  sort: (_, one, n) => t.sort(t.broadcastTo(one, [n])),
  topK: (_, one, n) => t.topK(t.broadcastTo(one, [n]), { k: 3 }).values,
  cumulativeSum: (_, one, n) => t.cumulativeSum(t.broadcastTo(one, [n])),
  dropout: (_, one, n) => t.dropout(t.broadcastTo(one, [n]), { rate: 0.5, random: stream(0) }),
  takeRows: (_, one, n) => t.takeRows(t.broadcastTo(one, [n / 4, 4]), Int32Array.of(1)),
  "takeRows' result": (_, one, n) => t.takeRows(t.broadcastTo(one, [1, n / 4]), new Int32Array(4)),
  oneHot: (gpu, _, n) => t.oneHot(gpu, new Int32Array(64), { classes: n / 64 }),
  attention: (_, one, n) => {
    const x = t.broadcastTo(one, [1, n / 64, 64]);
    return t.attention({ q: x, k: x, v: x });
  },
  rope: (_, one, n) => t.rope(t.broadcastTo(one, [n / 4, 4])),
  conv2d: (_, one, n) =>
    t.conv2d(t.broadcastTo(one, [1, 1, 1024, n / 1024]), t.broadcastTo(one, [1, 1, 3, 3])),
  unfold: (_, one, n) => t.unfold(t.broadcastTo(one, [1, 1, 1024, n / 1024]), { kernel: 2 }),
  maxPool2d: (_, one, n) => t.maxPool2d(t.broadcastTo(one, [1, 1, 1024, n / 1024]), { kernel: 2 }),
};

for (const [name, of] of Object.entries(TOO_LARGE)) {
  gpuTest(`${name} over the limit of a binding is refused before anything is run`, async (gpu) => {
    using one = t.tensor(gpu, Float32Array.of(1), { label: "one" });
    const most = gpu.device.limits.maxStorageBufferBindingSize;
    const many = 2 ** Math.ceil(Math.log2(most / 4 + 1)); // of 4 bytes
    await refused(
      () => t.read(of(gpu, one, many)),
      name,
      /takes \d+ bytes, at most \d+ fit a binding of this device\nTry: split it/,
    );
    await gpu.settle(); // and the GPU was asked for nothing it refused
    await goesOn(gpu);
  }, { families: name === "matmul" ? BOTH : ["cpu"] });
}

gpuTest("an array over the limit of the device is refused by its size", async (gpu) => {
  const length = gpu.device.limits.maxBufferSize / 4 + 1024;
  throws(
    () => gpu.empty("f32", Math.floor(length), "huge"),
    /Cannot allocate "huge": \d+ bytes, at most \d+ on this device\nTry: split the array/,
  );
  await goesOn(gpu);
});

gpuTest("numbers that are not finite are refused where they would be forgotten", async (gpu) => {
  using x = t.tensor(gpu, Float32Array.of(1, 2), { shape: [1, 2] });
  using q = t.tensor(gpu, Float32Array.of(1, 2), { shape: [1, 1, 2] });
  const cases: [() => unknown, RegExp][] = [
    [() => t.add(x, Infinity), /Cannot compute "add" with Infinity: wanted .*\nTry: 1e30/],
    [() => t.where(x, x, -Infinity), /Cannot compute "where" with -Infinity/],
    [() => t.mul(1e39, x), /Cannot compute "mul" with 1e\+39/],
    [() => t.clamp(x, NaN, 1), /Cannot compute "clamp" with NaN/],
    [() => t.discountedSum(x, { discount: Infinity }), /the discount is Infinity, wanted a finite/],
    [() => t.dropout(x, { rate: NaN, random: stream(0) }), /the rate is NaN/],
    [() => t.read(t.layerNorm(x, { epsilon: NaN })), /epsilon is NaN, wanted/],
    [() => t.read(t.rmsNorm(x, { epsilon: -1 })), /epsilon is -1, wanted/],
    [() => t.read(t.rope(x, { base: NaN })), /base is NaN, wanted a positive number/],
    [
      () => t.read(t.attention({ q, k: q, v: q }, { scale: NaN })),
      /scale is NaN, wanted a finite number/,
    ],
  ];
  for (const [act, message] of cases) await refused(act, `${message}`, message);
  await goesOn(gpu);
});

/** What is empty and still has a result; every other operation on nothing is refused by name. */
const EMPTY: [(gpu: Gpu) => t.Tensor, shape: number[], fill?: number][] = [
  [(gpu) => t.sum(none(gpu, 3, 0), { axes: [1] }), [3], 0],
  [(gpu) => t.softmax(none(gpu, 0, 3)), [0, 3]],
  [(gpu) => t.layerNorm(none(gpu, 0, 3)), [0, 3]],
  [(gpu) => t.matmul(none(gpu, 2, 0), none(gpu, 0, 3)), [2, 3], 0],
  [(gpu) => t.linear(none(gpu, 4, 0), none(gpu, 2, 0)), [4, 2], 0],
  [(gpu) => t.largest(none(gpu, 0, 3), { axes: [1] }), [0]],
  [(gpu) => t.concat([none(gpu, 0, 3), none(gpu, 0, 3)]), [0, 3]],
  [(gpu) => t.pad(none(gpu, 0, 3), [[1, 1], [0, 0]]), [2, 3], 0],
  [(gpu) => t.sort(none(gpu, 3, 0)), [3, 0]],
  [(gpu) => t.topK(none(gpu, 0, 3), { k: 2 }).values, [0, 2]],
  [(gpu) => t.cumulativeSum(none(gpu, 0, 3)), [0, 3]],
  [(gpu) => t.dropout(none(gpu, 0, 3), { rate: 0.5, random: stream(0) }), [0, 3]],
  [(gpu) => t.takeRows(none(gpu, 0, 3), new Int32Array()), [0, 3]],
  [(gpu) => t.crossEntropy(none(gpu, 0, 3), new Int32Array()), [0]],
  [(gpu) => t.conv2d(none(gpu, 1, 0, 4, 4), none(gpu, 2, 0, 3, 3)), [1, 2, 2, 2], 0],
  [(gpu) => t.maxPool2d(none(gpu, 0, 1, 4, 4), { kernel: 2 }), [0, 1, 2, 2]],
  [(gpu) => t.averagePool2d(none(gpu, 1, 0, 4, 4), { kernel: 2 }), [1, 0, 2, 2]],
  [(gpu) => t.fold(none(gpu, 1, 0, 9), { height: 4, width: 4, kernel: 2 }), [1, 0, 4, 4]],
  [(gpu) => t.rope(none(gpu, 2, 0, 4)), [2, 0, 4]],
  [(gpu) => sameAttention(none(gpu, 0, 3, 4)), [0, 3, 4]],
  [(gpu) => sameAttention(none(gpu, 1, 0, 4)), [1, 0, 4]],
  [(gpu) => t.broadcastTo(t.tensor(gpu, Float32Array.of(1)), [0, 1]), [0, 1]],
];

const none = (gpu: Gpu, ...shape: number[]) =>
  t.tensor(gpu, new Float32Array(), { shape, label: "none" });
const sameAttention = (x: t.Tensor) => t.attention({ q: x, k: x, v: x });

gpuTest(
  "tensors without elements have results without elements, and gradients of their shapes",
  async (gpu) => {
    for (const [of, shape, fill] of EMPTY) {
      using _scope = t.openScope(gpu);
      const y = of(gpu);
      deepEqual(y.shape, shape);
      const size = shape.reduce((n, length) => n * length, 1);
      deepEqual(await t.read(y), new Float32Array(size).fill(fill ?? 0));
      const leaf = y.recipe!.inputs.find((input) =>
        !input.recipe && input.type === "f32"
      ) as t.Tensor;
      const [slope] = t.grad(t.sum(y), [leaf]);
      deepEqual(slope!.shape, leaf.shape);
      deepEqual((await t.read(slope!)).length, leaf.size);
      deepEqual((await t.read(t.jvp(y, [leaf], [leaf]))).length, size);
    }
  },
);

gpuTest("what needs an element is refused where there is none", async (gpu) => {
  using rows = none(gpu, 3, 0);
  const cases: [() => unknown, RegExp][] = [
    [() => t.read(t.softmax(rows)), /rows are empty, wanted at least one column/],
    [() => t.read(t.logSoftmax(rows)), /rows are empty, wanted at least one column/],
    [() => t.read(t.layerNorm(rows)), /rows are empty, wanted at least one column/],
    [() => t.read(t.rmsNorm(rows)), /rows are empty, wanted at least one column/],
    [() => t.read(t.crossEntropy(rows, Int32Array.of(-1, -1, -1))), /rows are empty, wanted/],
    [() => t.read(t.largest(rows, { axes: [1] })), /they hold no elements, wanted at least one/],
    [() => t.read(t.logSumExp(rows, { axes: [1] })), /they hold no elements, wanted at least one/],
    [() => t.mean(rows, { axes: [1] }), /has no elements there, wanted at least one/],
    [() => t.variance(rows, { axes: [1] }), /has 0 elements there, wanted more than/],
    [() => t.argmax(rows, { axes: [1] }), /has no elements there, wanted at least one/],
    [() => t.topK(rows, { k: 1 }), /Cannot choose 1 from "none": .* wanted elements/],
    [() => t.takeRows(t.transpose(rows), Int32Array.of(0)), /id 0 at 0, wanted none/],
    [() => t.jacobian(rows, rows), /it is \(3, 0\), wanted elements/],
    [() => t.grad(rows, [rows]), /it is \(3, 0\), wanted one number/],
  ];
  for (const [act, message] of cases) await refused(act, `${message}`, message);
  await goesOn(gpu);
});

gpuTest("a step that fails half-way leaves nothing of what it had computed", async (gpu) => {
  using x = t.tensor(gpu, new Float32Array(1000), { label: "x" });
  const most = gpu.device.limits.maxStorageBufferBindingSize;
  const large = t.exp(t.broadcastTo(t.slice(t.exp(x), [[0, 1]]), [most / 4 + 1]));
  for (let i = 0; i < 3; i++) {
    await rejects(t.evaluate([t.sin(t.exp(x)), large]), /at most \d+ fit/);
  }
  await goesOn(gpu);
});

Deno.test("a lost device is named wherever tensors meet it", async () => {
  const gpu = await openGpu();
  const x = t.tensor(gpu, Float32Array.of(1, 2));
  const y = t.exp(x);
  await t.evaluate([y]);
  using step = await t.recordStep(gpu, () => ({ z: t.mul(x, 2) }), { inputs: { x } });
  await gpu.idle();
  gpu.device.destroy();
  await gpu.device.lost;
  await Promise.resolve(); // who was told of it has noted it
  const lost =
    /^GpuError: Cannot use the GPU: the device was lost \(.+\), wanted a live device\nTry: /;
  for (
    const act of [
      () => t.read(y),
      () => t.evaluate([t.exp(y)]),
      () => t.assign([[x, t.add(x, 1)]]),
      () => step.run({ x: Float32Array.of(3, 4) }),
      () => t.recordStep(gpu, () => ({})),
      () => Promise.resolve().then(() => t.tensor(gpu, Float32Array.of(1))),
    ]
  ) await rejects(act, (error) => lost.test(`${error}`));
  for (const each of [x, y]) each[Symbol.dispose]();
});
