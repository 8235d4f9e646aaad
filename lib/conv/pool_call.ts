import { checkArray, checkBinding } from "../gpu/check_array.ts";
import type { Binding, Gpu, GpuArray } from "../gpu/mod.ts";
import { runOverWindows, runWindows } from "./run_windows.ts";
import { type Pair, type WindowOptions, type Windows, windowsOf } from "./windows.ts";

/** Images and the windows that are pooled. */
export interface PoolOptions extends WindowOptions {
  /** Steps from one window to the next; those of a window, side by side, unless given. */
  stride?: Pair;
}

/** A pool whose sizes fit: forward, or back from its windows to its elements. */
export interface PoolCall {
  windows: Windows;
  isBack: boolean;
  /** What is read, x or dy. */
  source: GpuArray<"f32">;
  /** What is to be written. */
  length: number;
  /** Elements an invocation owns. */
  run: number;
}

/** Checks the sizes of a pool and what it reads. */
export function poolOf(
  gpu: Gpu,
  source: GpuArray<"f32">,
  options: PoolOptions,
  { isBack }: { isBack: boolean },
): PoolCall {
  const action = isBack ? "differentiate a pool" : "pool";
  const windows = windowsOf(action, { ...options, stride: options.stride ?? options.kernel });
  const { batch, channels, y, x } = windows;
  const inside = [batch, channels, y.size, x.size];
  const over = [batch, channels, y.windows, x.windows];
  const [given, made] = isBack ? [over, inside] : [inside, over];
  const [name, letters] = isBack ? ["dy", "(B, C, down, across)"] : ["x", "(B, C, height, width)"];
  const shape = `${letters} = (${given.join(", ")})`;
  checkArray(gpu, action, name, source, { type: "f32", length: sizeOf(given), shape });
  const length = sizeOf(made);
  checkBinding(gpu, action, "the result", length * 4);
  return { windows, isBack, source, length, run: runOverWindows(gpu, action, windows, { isBack }) };
}

/** Runs a pool's kernel: one invocation a run of windows, or of elements. */
export async function runPool(
  gpu: Gpu,
  { windows, isBack, source, run }: PoolCall,
  { code, entry, bindings }: { code: string; entry: string; bindings: readonly Binding[] },
): Promise<void> {
  const { batch, channels, y, x } = windows;
  const [rows, columns] = isBack ? [y.size, x.size] : [y.windows, x.windows];
  const items = batch * channels * rows * Math.ceil(columns / run);
  await runWindows(gpu, windows, { code, entry, source, items, run, bindings });
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((count, size) => count * size, 1);
}
