import { checkArray, checkBinding, checkSizes } from "../gpu/check_array.ts";
import { type Binding, type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import matricesCode from "./matrices.wgsl" with { type: "text" };

/** How many square matrices, and their side. */
export interface SquareOptions {
  /** How many matrices. */
  batch: number;
  /** Rows and columns of each, from 1 to 32. */
  n: number;
}

/** The largest side: one invocation owns a matrix, and longer loops it would not finish. */
const LARGEST = 32;

/** Checks a batch of square matrices. */
export function checkSquare(
  gpu: Gpu,
  action: string,
  name: string,
  array: GpuArray<"f32">,
  { batch, n }: SquareOptions,
): void {
  checkSizes(action, { batch });
  if (!Number.isInteger(n) || n < 1 || n > LARGEST) {
    throw new RangeError(`Cannot ${action}: n is ${n}, wanted an integer from 1 to ${LARGEST}`);
  }
  const shape = `(batch, n, n) = (${batch}, ${n}, ${n})`;
  checkArray(gpu, action, name, array, { type: "f32", length: batch * n * n, shape });
}

/** Elements from one right side to the next: its size, or 0 for one for all matrices. */
export function rightStride(
  gpu: Gpu,
  action: string,
  b: GpuArray<"f32">,
  { batch, n, m }: SquareOptions & { m: number },
): number {
  checkSizes(action, { m });
  checkArray(gpu, action, "b", b, {
    type: "f32",
    length: batch * n * m,
    orLength: n * m,
    shape: `(n, m) = (${n}, ${m}) once or ${batch} times`,
  });
  checkBinding(gpu, action, "the result", batch * n * m * 4);
  return b.length === batch * n * m ? n * m : 0;
}

/** Runs a kernel whose invocations own a matrix each, or a column. */
export async function runMatrices(
  gpu: Gpu,
  { code, entry, batch, n, items, numbers = [], bindings }: SquareOptions & {
    code: string;
    entry: string;
    items: number;
    /** What `Call` in matrices.wgsl holds after the first three. */
    numbers?: readonly number[];
    bindings: readonly Binding[];
  },
): Promise<void> {
  const workgroupSize = gpu.family === "cpu" ? 8 : 32;
  const kernel = await gpu.kernel({
    code: [matricesCode, code],
    entry,
    overrides: { WORKGROUP_SIZE: workgroupSize },
  });
  const call = new Uint32Array(8);
  call.set([batch, n, 0x7fc0_0000, ...numbers]);
  gpu.run(kernel, [call, ...bindings], spread(items, workgroupSize));
}

/** Arrays that are disposed of together, or one by one. */
export function together<A extends Readonly<Record<string, GpuArray>>>(arrays: A): A & Disposable {
  return {
    ...arrays,
    [Symbol.dispose]() {
      for (const array of Object.values(arrays)) array[Symbol.dispose]();
    },
  };
}
