import { checkArray, checkSizes } from "../gpu/check_array.ts";
import { type Binding, type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import { type RowAccess, rowAccess, type RowOptions, rowWalk } from "./row_access.ts";
import { LONGEST_ROW, rowKernel } from "./row_kernel.ts";

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
  /** `rowAccess()` of these rows, where `others` depend on it. */
  access?: RowAccess;
  /** Bindings from 4 on. */
  others?: readonly Binding[];
  flags?: number;
  number?: number;
  overrides?: Readonly<Record<string, number>>;
}

export type { RowOptions };

/** Runs a kernel that owns a row per workgroup. */
export async function runRows(gpu: Gpu, run: RowRun): Promise<void> {
  const { rows, columns, code, entry, inputs, y = null, others = [] } = run;
  checkRows(gpu, run.action, { rows, columns }, inputs);
  if (rows === 0) return;
  const { access = rowAccess(gpu, { rows, columns }) } = run;
  const texts = typeof code === "string" ? [code] : code;
  const walk = rowWalk(gpu, access, { rows, columns });
  const kernel = await rowKernel(gpu, [...access.code, walk, ...texts], entry, run.overrides, {
    columns,
  });
  const [a = null, b = null] = Object.values(inputs).map(access.bind);
  const call = new Uint32Array(4);
  call.set([rows, columns, run.flags ?? 0]);
  new Float32Array(call.buffer)[3] = run.number ?? 0;
  gpu.run(kernel, [call, a, b, y, ...others], spread(rows, 1));
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
  if (columns > LONGEST_ROW) {
    throw new RangeError(
      `Cannot ${action}: rows have ${columns} columns, wanted at most ${LONGEST_ROW}`,
    );
  }
  for (const [name, array] of Object.entries(inputs)) {
    checkArray(gpu, action, name, array, {
      type: "f32",
      length: rows * columns,
      shape: `(rows, columns) = (${rows}, ${columns})`,
    });
  }
}
