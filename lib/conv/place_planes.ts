import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import activations from "../matmul/activations.wgsl" with { type: "text" };
import code from "./place_planes.wgsl" with { type: "text" };
import { runOf } from "./run_windows.ts";
import runsCode from "./runs.wgsl" with { type: "text" };
import type { Share } from "./share.ts";
import { sourceOf } from "./source.ts";

/** Which planes are meant: so many an image, of so many windows. */
interface Planes {
  outputs: number;
  places: number;
}

/** Puts a share of products, (images, O, wide), where it belongs in y, with bias and activation. */
export async function placePlanes(
  gpu: Gpu,
  part: GpuArray<"f32">,
  y: GpuArray<"f32">,
  { bias, activation, ...sizes }: Planes & {
    share: Share;
    bias: GpuArray<"f32"> | undefined;
    activation: number;
  },
): Promise<void> {
  const overrides = { ACTIVATION: activation, HAS_BIAS: Number(bias !== undefined) };
  await run(gpu, { ...sizes, entry: "place_planes", overrides, source: part, bias, y });
}

/** A share of what is kept in (B, O, windows), as products take it: (images, O, wide). */
export async function takePlanes(
  gpu: Gpu,
  kept: GpuArray<"f32">,
  sizes: Planes & { share: Share },
): Promise<GpuArray<"f32">> {
  const { images, wide } = sizes.share;
  const y = gpu.empty("f32", images * sizes.outputs * wide, "part");
  await run(gpu, {
    ...sizes,
    entry: "take_planes",
    overrides: {},
    source: kept,
    bias: undefined,
    y,
  });
  return y;
}

async function run(
  gpu: Gpu,
  { entry, overrides, source, bias, y, share, outputs, places }: Planes & {
    entry: "place_planes" | "take_planes";
    overrides: Readonly<Record<string, number>>;
    source: GpuArray<"f32">;
    bias: GpuArray<"f32"> | undefined;
    y: GpuArray<"f32">;
    share: Share;
  },
): Promise<void> {
  const { code: sourceCode, binding } = sourceOf(gpu, source);
  const [workgroupSize, length] = [gpu.family === "cpu" ? 8 : 256, runOf(gpu)];
  const kernel = await gpu.kernel({
    code: [activations, ...sourceCode, runsCode, code],
    entry,
    overrides: { ...overrides, WORKGROUP_SIZE: workgroupSize, RUN: length },
  });
  const { images, firstImage, windows, firstWindow, wide } = share;
  const planes = [images * outputs, firstImage * outputs];
  const call = Uint32Array.of(...planes, windows, firstWindow, wide, places, outputs, 0);
  const each = entry === "take_planes" ? wide : windows;
  // Any array does where no bias is read.
  const other = entry === "take_planes" ? null : bias ?? source;
  gpu.run(
    kernel,
    [call, binding, other, y],
    spread(images * outputs * Math.ceil(each / length), workgroupSize),
  );
}
