import { LONGEST_LOOP } from "../gpu/longest_loop.ts";
import { type Binding, type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import { allOf, type Share } from "./share.ts";
import runsCode from "./runs.wgsl" with { type: "text" };
import { sourceOf } from "./source.ts";
import type { Side, Windows } from "./windows.ts";
import windowsCode from "./windows.wgsl" with { type: "text" };

/** Runs a kernel that sees images through windows.wgsl and reads `source`: other bindings from 2 on. */
export async function runWindows(
  gpu: Gpu,
  windows: Windows,
  { code, entry, source, share = allOf(windows), adds = false, items, run = 1, bindings }: {
    code: string;
    entry: string;
    source: GpuArray<"f32">;
    /** What is worked on; all unless given. */
    share?: Share;
    /** Whether the result is added to what is there. */
    adds?: boolean;
    /** Invocations. */
    items: number;
    /** Elements an invocation owns. */
    run?: number;
    bindings: readonly Binding[];
  },
): Promise<void> {
  const { code: sourceCode, binding } = sourceOf(gpu, source);
  const workgroupSize = gpu.family === "cpu" ? 8 : 256;
  const kernel = await gpu.kernel({
    code: [...sourceCode, runsCode, windowsCode, code],
    entry,
    overrides: { WORKGROUP_SIZE: workgroupSize, RUN: run },
  });
  const { channels, y, x } = windows;
  const { images, firstImage, windows: count, firstWindow, wide } = share;
  // Structs in a uniform start at multiples of 16 bytes.
  const call = new Uint32Array(22);
  const planes = [images * channels, firstImage * channels];
  call.set([...planes, count, firstWindow, wide, Number(adds)]);
  call.set(numbersOf(y), 8);
  call.set(numbersOf(x), 16);
  gpu.run(kernel, [call, binding, ...bindings], spread(items, workgroupSize));
}

function numbersOf({ size, kernel, stride, padding, dilation, windows }: Side): number[] {
  return [size, kernel, stride, padding, dilation, windows];
}

/** Elements one invocation owns where it goes along a row: few starts on a CPU, neighbours on a GPU. */
export function runOf(gpu: Gpu): number {
  return gpu.family === "cpu" ? 64 : 1;
}

/** The same where each element walks a window, or all windows over it: fewer where those are large. */
export function runOverWindows(
  gpu: Gpu,
  action: string,
  { y, x }: Windows,
  { isBack }: { isBack: boolean },
): number {
  const most = ({ kernel, stride, dilation, windows }: Side) =>
    isBack ? Math.min(windows, Math.floor((kernel - 1) * dilation / stride) + 1) : kernel;
  const turns = 2 + most(y) * (1 + most(x));
  if (turns > LONGEST_LOOP) {
    throw new RangeError(
      `Cannot ${action}: windows have ${y.kernel} x ${x.kernel} elements, ` +
        `of which ${most(y)} x ${most(x)} meet, wanted less than ${LONGEST_LOOP} together\n` +
        `Try: smaller windows twice, or mean() and max() of lib/reduce for whole images`,
    );
  }
  return Math.min(runOf(gpu), 2 ** Math.floor(Math.log2(LONGEST_LOOP / turns)));
}
