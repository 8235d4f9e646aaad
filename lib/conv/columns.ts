import type { Gpu, GpuArray } from "../gpu/mod.ts";
import foldCode from "./fold.wgsl" with { type: "text" };
import { borrowed, type Lent, owned } from "./lent.ts";
import { runOf, runOverWindows, runWindows } from "./run_windows.ts";
import type { Share } from "./share.ts";
import unfoldCode from "./unfold.wgsl" with { type: "text" };
import type { Windows } from "./windows.ts";

/** The windows of a share as columns, (images, C, taps, wide). */
export async function unfoldShare(
  gpu: Gpu,
  x: GpuArray<"f32">,
  windows: Windows,
  share: Share,
): Promise<GpuArray<"f32">> {
  const rows = share.images * windows.channels * windows.taps;
  const columns = gpu.empty("f32", rows * share.wide, "columns");
  const run = runOf(gpu);
  await runWindows(gpu, windows, {
    code: unfoldCode,
    entry: "unfold",
    source: x,
    share,
    items: rows * Math.ceil(share.wide / run),
    run,
    bindings: [columns],
  });
  return columns;
}

/** The windows of a share as columns for the length of a scope: the images themselves, where they are that. */
export async function columnsOf(
  gpu: Gpu,
  x: GpuArray<"f32">,
  windows: Windows,
  share: Share,
): Promise<Lent> {
  const { channels, taps } = windows;
  const isPlain = taps === 1 &&
    [windows.y, windows.x].every(({ stride, padding }) => stride === 1 && padding === 0);
  const isAll = share.images * channels * share.wide === x.length;
  return isPlain && isAll ? borrowed(x) : owned(await unfoldShare(gpu, x, windows, share));
}

/** Folds the columns of a share into images: the first share of an image sets it, others add. */
export async function foldShare(
  gpu: Gpu,
  columns: GpuArray<"f32">,
  into: GpuArray<"f32">,
  windows: Windows,
  share: Share,
): Promise<void> {
  const run = runOverWindows(gpu, "fold", windows, { isBack: true });
  const { channels, y, x } = windows;
  await runWindows(gpu, windows, {
    code: foldCode,
    entry: "fold",
    source: columns,
    share,
    adds: share.firstWindow > 0,
    items: share.images * channels * y.size * Math.ceil(x.size / run),
    run,
    bindings: [into],
  });
}
