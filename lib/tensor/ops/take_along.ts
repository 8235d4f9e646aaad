import { checkBinding } from "../../gpu/check_array.ts";
import { LONGEST_LOOP } from "../../gpu/longest_loop.ts";
import { type Gpu, type GpuArray, spread } from "../../gpu/mod.ts";
import { checkIndices, type Whole, wholeOf } from "../indices.ts";
import { checkF32, record } from "../recipe.ts";
import { sizeOf, valueOf, withDense } from "../storage.ts";
import type { Tensor } from "../tensor.ts";
import { axisOf, fromLast, toLast } from "./along_last.ts";
import code from "./take_along.wgsl" with { type: "text" };

const WORKGROUP_SIZE = 64;

/**
 * Elements by their places along an axis, the last unless given: y[r, j] = x[r, places[r, j]], as
 * NumPy's `take_along_axis`. Places have the shape of x but for that axis, and may repeat.
 *
 * @throws {RangeError} when shapes differ elsewhere, or a place is outside the axis.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { read, takeAlong, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using logits = tensor(gpu, Float32Array.of(1, 2, 3, 4, 5, 6), { shape: [2, 3] });
 * using actions = tensor(gpu, Int32Array.of(2, 0), { shape: [2, 1] });
 * deepEqual(await read(takeAlong(logits, actions)), Float32Array.of(3, 4));
 * ```
 */
export function takeAlong(x: Tensor, places: Whole, { axis = -1 }: { axis?: number } = {}): Tensor {
  const action = `take along axis ${axis} of`;
  checkF32(action, x);
  const at = axisOf(action, x, axis);
  const whole = wholeOf(x.gpu, "places", places);
  if (
    whole.shape.length !== x.shape.length ||
    x.shape.some((size, each) => each !== at && size !== whole.shape[each])
  ) {
    throw new RangeError(
      `Cannot ${action} "${x.label}" of (${x.shape.join(", ")}): places are ` +
        `(${whole.shape.join(", ")}), wanted its shape but for that axis`,
    );
  }
  checkIndices(`${action} "${x.label}"`, whole, { end: x.shape[at]! });
  return fromLast(takeLast(toLast(x, at), toLast(whole as Tensor<"i32">, at)), at);
}

/** The same along the last axis; with `isOnce` no place of a row is taken twice. */
export function takeLast(x: Tensor, places: Whole, { isOnce = false } = {}): Tensor {
  const n = x.shape.at(-1)!;
  const { shape } = places;
  return record({
    name: "takeAlong",
    shape,
    run: async (gpu, values) => {
      const take = (a: GpuArray<"f32">, at: GpuArray) =>
        move(gpu, "take", { from: a, places: at, sizes: sizesOf(places, n) });
      return valueOf(await withDense(gpu, values, take), shape);
    },
    f64: ([a, at]) =>
      Array.from(at!.values, (place, i) => a!.values[Math.floor(i / shape.at(-1)!) * n + place]!),
    vjp: (g) => [putLast(g, places, { n, isOnce }), undefined],
  }, [x, places]);
}

/** Elements back at their places among zeros, those of equal places added up. */
function putLast(
  y: Tensor,
  places: Whole,
  { n, isOnce }: { n: number; isOnce: boolean },
): Tensor {
  const shape = [...y.shape.slice(0, -1), n];
  const k = y.shape.at(-1)!;
  return record({
    name: "putAlong",
    shape,
    run: async (gpu, values) => {
      const put = (a: GpuArray<"f32">, at: GpuArray) =>
        move(gpu, isOnce || k === 1 ? "put" : "add_up", {
          from: a,
          places: at,
          sizes: sizesOf(places, n),
        });
      return valueOf(await withDense(gpu, values, put), shape);
    },
    f64: ([a, at]) => {
      const sums = new Float64Array(sizeOf(shape));
      for (let i = 0; i < a!.values.length; i++) {
        sums[Math.floor(i / k) * n + at!.values[i]!]! += a!.values[i]!;
      }
      return sums;
    },
    vjp: (h) => [takeLast(h, places, { isOnce }), undefined],
  }, [y, places]);
}

interface Sizes {
  readonly rows: number;
  readonly n: number;
  readonly k: number;
}

function sizesOf({ shape }: Whole, n: number): Sizes {
  return { rows: sizeOf(shape.slice(0, -1)), n, k: shape.at(-1)! };
}

async function move(
  gpu: Gpu,
  entry: "take" | "put" | "add_up",
  { from, places, sizes }: { from: GpuArray<"f32">; places: GpuArray; sizes: Sizes },
): Promise<GpuArray<"f32">> {
  const { rows, n, k } = sizes;
  const length = rows * (entry === "take" ? k : n);
  for (const size of [from.length, length]) checkBinding(gpu, "take along", "a side", 4 * size);
  const owners = entry === "put" ? rows * k : length;
  const label = entry === "take" ? "taken along" : "put along";
  if (owners === 0) return gpu.zeros("f32", length, label);
  const kernel = await gpu.kernel({ code, entry, label, overrides: { WORKGROUP_SIZE } });
  const to = gpu[entry === "put" ? "zeros" : "empty"]("f32", length, label);
  const stretch = entry === "add_up" ? LONGEST_LOOP : Math.max(1, k);
  for (let start = 0; start === 0 || start < k; start += stretch) {
    const call = Uint32Array.of(rows, n, k, start, Math.min(k, start + stretch));
    gpu.run(kernel, [call, places, from, to], spread(owners, WORKGROUP_SIZE));
  }
  return to;
}
