import { checkArray, checkSizes } from "../gpu/check_array.ts";
import { type Binding, type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import numbers from "./access_numbers.wgsl" with { type: "text" };
import vectors from "./access_vectors.wgsl" with { type: "text" };
import { rowKernel } from "./row_kernel.ts";

/** The matrix a row operation works on: leading axes in one, the last axis apart. */
export interface RowOptions {
  /** How many rows: the product of all axes but the last. */
  rows: number;
  /** Length of a row: the last axis, at least 1 unless there are no rows. */
  columns: number;
}

/** One dispatch of a row operation, `y` and what follows it included. */
interface RowRun extends RowOptions {
  /** What could not be done, in messages. */
  action: string;
  code: string | readonly string[];
  entry: string;
  /** Matrices of (rows, columns). */
  inputs: Readonly<Record<string, GpuArray<"f32">>>;
  /** False where the result is not a matrix; then `others` holds it. */
  y?: GpuArray<"f32"> | null;
  /** Bindings from 4 on. */
  others?: readonly Binding[];
  flags?: number;
  number?: number;
  overrides?: Readonly<Record<string, number>>;
}

/** Runs a kernel that owns a row per workgroup; by vectors of four where rows are whole fours. */
export async function runRows(gpu: Gpu, run: RowRun): Promise<void> {
  const { rows, columns, code, entry, inputs, y = null, others = [] } = run;
  checkRows(gpu, run.action, { rows, columns }, inputs);
  if (rows === 0) return;
  const access = columns % 4 === 0 ? vectors : numbers;
  const texts = typeof code === "string" ? [code] : code;
  const kernel = await rowKernel(gpu, [access, ...texts], entry, run.overrides);
  const [a, b = null] = Object.values(inputs);
  const call = new Uint32Array(4);
  call.set([rows, columns, run.flags ?? 0]);
  new Float32Array(call.buffer)[3] = run.number ?? 0;
  gpu.run(kernel, [call, a!, b, y, ...others], spread(rows, 1));
}

/** Throws unless every input is a matrix of those sizes. */
export function checkRows(
  gpu: Gpu,
  action: string,
  { rows, columns }: RowOptions,
  inputs: Readonly<Record<string, GpuArray<"f32">>>,
): void {
  checkSizes(action, { rows, columns });
  if (rows > 0 && columns === 0) {
    throw new RangeError(`Cannot ${action}: rows are empty, wanted at least one column`);
  }
  for (const [name, array] of Object.entries(inputs)) {
    checkArray(gpu, action, name, array, {
      type: "f32",
      length: rows * columns,
      shape: `(rows, columns) = (${rows}, ${columns})`,
    });
  }
}
