import { broadcastShapes } from "../gather/mod.ts";
import { checkBinding } from "../gpu/check_array.ts";
import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import code from "./elementwise.wgsl" with { type: "text" };
import { jointAxes, walksInVectors } from "./joint_axes.ts";
import { pointwise, type PointwiseName } from "./op_table.ts";
import { type Operand, walk, type Walked } from "./operand.ts";
import type { PointwiseOp } from "./pointwise_op.ts";
import { readsOf } from "./reads.ts";

const MOST_AXES = 8;
const WORKGROUP_SIZE = 64;
const UPSTREAM = 3;

/**
 * Applies a pointwise operation of the table, element by element, with NumPy's broadcasting. The
 * result has the shape `broadcastShapes()` says, stored row by row, f32. Infinities and NaN are not
 * honoured by every device.
 *
 * @throws {RangeError} when shapes do not broadcast, or a view reaches outside its array.
 *
 * @example
 * ```ts
 * import { elementwise } from "@rederive/lib/elementwise";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, 2, 3));
 * using columns = await elementwise(gpu, "mul", [{ array: x, shape: [3, 1] }, x]);
 * deepEqual(await gpu.read(columns), Float32Array.of(1, 2, 3, 2, 4, 6, 3, 6, 9));
 * using halves = await elementwise(gpu, "mul", [x, 0.5]);
 * deepEqual(await gpu.read(halves), Float32Array.of(0.5, 1, 1.5));
 * ```
 */
export async function elementwise(
  gpu: Gpu,
  name: PointwiseName,
  inputs: readonly Operand[],
): Promise<GpuArray<"f32">> {
  const op = findOp(name, inputs);
  return await compute(gpu, { label: name, body: `return ${op.wgsl};` }, inputs.map(walk));
}

/** Which derivative, and what it is multiplied by. */
export interface ElementwiseGradientOptions {
  /** With respect to which input, counted from 0. */
  input: number;
  /** What arrives from behind, of any shape that broadcasts; 1 unless given. */
  upstream?: Operand;
}

/**
 * `upstream` times the derivative of a pointwise operation with respect to one input. The result has
 * the broadcast shape: what a repeated input gets is the sum over the axes it was repeated along.
 *
 * @throws {RangeError} when the operation has no such input.
 *
 * @example
 * ```ts
 * import { elementwiseGradient } from "@rederive/lib/elementwise";
 * import { openGpu } from "@rederive/lib/gpu";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, 2, 3));
 * using slope = await elementwiseGradient(gpu, "square", [x], { input: 0, upstream: 10 });
 * deepEqual(await gpu.read(slope), Float32Array.of(20, 40, 60));
 * ```
 */
export async function elementwiseGradient(
  gpu: Gpu,
  name: PointwiseName,
  inputs: readonly Operand[],
  { input, upstream = 1 }: ElementwiseGradientOptions,
): Promise<GpuArray<"f32">> {
  const op = findOp(name, inputs);
  const derivative = op.derivatives[input];
  if (!derivative) {
    throw new RangeError(
      `Cannot differentiate "${name}": input ${input}, wanted one from 0 to ${op.inputs - 1}`,
    );
  }
  const usesValue = /\by\b/.test(derivative.wgsl);
  const body = `${usesValue ? `let y = ${op.wgsl}; ` : ""}return g * (${derivative.wgsl});`;
  const label = `${name} gradient ${input}`;
  return await compute(gpu, { label, body }, inputs.map(walk), walk(upstream));
}

function findOp(name: PointwiseName, inputs: readonly Operand[]): PointwiseOp {
  const op = Object.hasOwn(pointwise, name) ? pointwise[name] : undefined;
  if (!op) {
    const names = Object.keys(pointwise).join(", ");
    throw new TypeError(`Cannot compute "${name}": no such operation, wanted one of ${names}`);
  }
  if (inputs.length === op.inputs) return op;
  throw new RangeError(
    `Cannot compute "${name}": ${inputs.length} inputs, wanted ${op.inputs}`,
  );
}

async function compute(
  gpu: Gpu,
  { label, body }: { label: string; body: string },
  inputs: readonly Walked[],
  upstream?: Walked,
): Promise<GpuArray<"f32">> {
  const walked = upstream ? [...inputs, upstream] : inputs;
  const shape = broadcastShapes(...walked.map((input) => input.shape));
  if (shape.length > MOST_AXES) {
    throw new RangeError(
      `Cannot compute "${label}": the result has ${shape.length} axes, wanted at most ${MOST_AXES}`,
    );
  }
  const n = shape.reduce((count, size) => count * size, 1);
  if (n === 0) return gpu.empty("f32", 0, label);
  for (const { source } of walked) {
    checkBinding(gpu, `compute "${label}"`, "an input", source.byteLength);
  }
  checkBinding(gpu, `compute "${label}"`, "the result", n * 4);
  const axes = jointAxes(shape, walked);
  const inVectors = walksInVectors(axes, walked);
  const run = gpu.family === "cpu" ? (inVectors ? 16 : 64) : (inVectors ? 1 : 4);
  const apply = `fn apply(a: vec4f, b: vec4f, c: vec4f, g: vec4f) -> vec4f { ${body} }`;
  // the upstream has its own place
  const places = walked.map((_, i) => upstream && i === inputs.length ? UPSTREAM : i);
  const reads = readsOf(gpu, n, [0, 1, 2, UPSTREAM].map((place) => walked[places.indexOf(place)]));
  const kernel = await gpu.kernel({
    code: [...reads.code, code, apply],
    entry: inVectors ? "vectors" : "elements",
    label,
    overrides: {
      WORKGROUP_SIZE,
      RUN: run,
      HAS_B: Number(inputs.length > 1),
      HAS_C: Number(inputs.length > 2),
      HAS_G: Number(upstream !== undefined),
    },
  });
  const result = gpu.empty("f32", n, label);
  const plan = new Int32Array(8 + 8 * MOST_AXES);
  for (const [i, place] of places.entries()) {
    plan[4 + place] = walked[i]!.offset;
    for (const [d, { strides }] of axes.entries()) plan[8 + 8 * d + place] = strides[i]!;
  }
  for (const [d, { length }] of axes.entries()) plan[8 + 8 * d + 4] = length;
  const last = axes.length - 1;
  const length = Math.ceil(axes[last]!.length / (inVectors ? 4 : 1));
  plan[8 + 8 * last + 4] = length;
  const rows = n / axes[last]!.length;
  const runs = rows * Math.ceil(length / run);
  plan.set([runs, axes.length]);
  gpu.run(kernel, [plan, result, ...reads.bindings], spread(runs, WORKGROUP_SIZE));
  return result;
}
