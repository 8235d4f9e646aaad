import { checkBinding } from "../gpu/check_array.ts";
import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import code from "./pad_planes.wgsl" with { type: "text" };

/** Planes with a border of zeros, or, where `top` and `left` are negative, without their own. */
export async function padPlanes(
  gpu: Gpu,
  x: GpuArray<"f32">,
  { action, planes, rows, columns, top, left }: {
    action: string;
    planes: number;
    /** Of a plane of x. */
    rows: number;
    columns: number;
    /** Rows added above and below, columns left and right. */
    top: number;
    left: number;
  },
): Promise<Planes> {
  const wide = { rows: rows + 2 * top, columns: columns + 2 * left };
  const plane = wide.rows * wide.columns;
  if (top === 0 && left === 0) return { ...wide, plane, array: x, [Symbol.dispose]() {} };
  checkBinding(gpu, action, "a padded copy", planes * plane * 4);
  const [workgroupSize, run] = gpu.family === "cpu" ? [8, 64] : [256, 1];
  const kernel = await gpu.kernel({
    code,
    entry: "pad_planes",
    overrides: { WORKGROUP_SIZE: workgroupSize, RUN: run },
  });
  const array = gpu.empty("f32", planes * plane, "padded");
  const call = Int32Array.of(planes, wide.rows, wide.columns, rows, columns, top, left, 0);
  gpu.run(
    kernel,
    [call, x, array],
    spread(planes * wide.rows * Math.ceil(wide.columns / run), workgroupSize),
  );
  return { ...wide, plane, array, [Symbol.dispose]: () => array[Symbol.dispose]() };
}

/** Planes as they are, or a copy that is disposed with this. */
interface Planes extends Disposable {
  array: GpuArray<"f32">;
  rows: number;
  columns: number;
  /** Elements of a plane. */
  plane: number;
}
