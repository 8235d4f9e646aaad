import {
  type Binding,
  type Gpu,
  type GpuArray,
  type Kernel,
  texelCode,
  texels,
} from "../gpu/mod.ts";
import { fixedSubgroups } from "../gpu/subgroups.ts";
import { repack } from "../matmul/repack.ts";
import type { AttentionCall } from "./attention_call.ts";
import call from "./call.wgsl" with { type: "text" };
import rows from "./rows.wgsl" with { type: "text" };
import savedDirect from "./saved_direct.wgsl" with { type: "text" };
import savedStaged from "./saved_staged.wgsl" with { type: "text" };
import walk from "./walk.wgsl" with { type: "text" };
import byLanes from "./walk_by_lanes.wgsl" with { type: "text" };
import direct from "./walk_direct.wgsl" with { type: "text" };
import staged from "./walk_staged.wgsl" with { type: "text" };

/** Vectors of four a row takes. */
export function vectorsOf(width: number): number {
  return Math.ceil(width / 4);
}

/** A kernel that walks along rows. */
export interface WalkingKernel {
  kernel: Kernel;
  workgroupSize: number;
  /** How it is given what it walks along. */
  bind(array: GpuArray<"f32">): Binding;
}

/** A kernel that owns a row an invocation and walks along the rows of the other side. */
export async function walkingKernel(
  gpu: Gpu,
  code: string,
  entry: string,
  { width, mask, blocks }: AttentionCall,
  overrides: Readonly<Record<string, number>> = {},
): Promise<WalkingKernel> {
  const isCpu = gpu.family === "cpu";
  const workgroupSize = isCpu ? 8 : 64;
  const vectors = vectorsOf(width);
  const subgroups = fixedSubgroups(gpu);
  const byLane = isCpu && subgroups?.size === workgroupSize;
  const walking = byLane ? [byLanes] : isCpu ? [direct, walk] : [staged, walk];
  const kernel = await gpu.kernel({
    code: [
      byLane ? subgroups.enable : "",
      ...[rows, call, texelCode, ...walking, isCpu ? savedDirect : savedStaged, code],
    ],
    entry,
    overrides: {
      ...overrides,
      HAS_MASK: Number(mask !== undefined),
      HAS_BLOCKS: Number(blocks !== undefined),
      WORKGROUP_SIZE: workgroupSize,
      D4: vectors,
      // Two stages fill the 16 KiB of workgroup memory every device has.
      TILE: vectors > 16 ? 16 : 32,
    },
  });
  return { kernel, workgroupSize, bind: isCpu ? texels : (array) => array };
}

/** A kernel that only owns rows. */
export function rowsKernel(
  gpu: Gpu,
  code: string,
  entry: string,
  options: { width: number; workgroupSize: number },
): Promise<Kernel> {
  const { width, workgroupSize } = options;
  return gpu.kernel({
    code: [rows, code],
    entry,
    overrides: { WORKGROUP_SIZE: workgroupSize, D4: vectorsOf(width) },
  });
}

/** Rows as whole vectors: the array itself, or a copy padded with zeros. */
export async function padRows(
  gpu: Gpu,
  array: GpuArray<"f32">,
  width: number,
): Promise<Disposable & { array: GpuArray<"f32"> }> {
  if (width % 4 === 0 || array.length === 0) return { array, [Symbol.dispose]() {} };
  const padded = await resizeRows(gpu, array, width, vectorsOf(width) * 4);
  return { array: padded, [Symbol.dispose]: () => padded[Symbol.dispose]() };
}

/** Rows as wide as they should be again; takes the array over. */
export async function cropRows(
  gpu: Gpu,
  array: GpuArray<"f32">,
  width: number,
): Promise<GpuArray<"f32">> {
  if (width % 4 === 0) return array;
  using padded = array;
  return await resizeRows(gpu, padded, vectorsOf(width) * 4, width);
}

function resizeRows(gpu: Gpu, array: GpuArray<"f32">, from: number, to: number) {
  const rows = array.length / from;
  return repack(
    gpu,
    { array, rows, columns: from, stride: 0, row: from, column: 1 },
    { batch: 1, rows, columns: to },
  );
}
