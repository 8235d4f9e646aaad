import { checkBinding } from "../gpu/check_array.ts";
import { type Gpu, type GpuArray, spread } from "../gpu/mod.ts";
import code from "./add_rows.wgsl" with { type: "text" };
import type { Grouping } from "./grouping.ts";
import { readsOf } from "./reads.ts";

/** Which rows are added, and how much of each. */
export interface AddedRows {
  /** What could not be done, in messages. */
  action: string;
  /** Numbers a row. */
  width: number;
  /** The row of each entry; entry i is row i unless given. */
  indices?: GpuArray<"u32">;
  /** The weight of each entry; 1 unless given. */
  values?: GpuArray<"f32">;
  /** Where among `values` the weight of each entry is; at its own place unless given. */
  places?: GpuArray<"u32">;
}

/** Adds rows of `x` up, group by group, always in the same order: (any, width) to (groups, width). */
export async function addRows(
  gpu: Gpu,
  grouping: Grouping,
  x: GpuArray<"f32">,
  options: AddedRows,
): Promise<GpuArray<"f32">> {
  const { firsts } = grouping;
  if (!firsts) return await addOnce(gpu, grouping.stretches, x, options);
  using parts = await addOnce(gpu, grouping.stretches, x, options);
  const { action, width } = options;
  return await addOnce(gpu, firsts, parts, { action, width });
}

async function addOnce(
  gpu: Gpu,
  starts: GpuArray<"u32">,
  x: GpuArray<"f32">,
  { action, width, indices, values, places }: AddedRows,
): Promise<GpuArray<"f32">> {
  const groups = starts.length - 1;
  checkBinding(gpu, action, "sums of rows", groups * width * 4);
  const y = gpu.empty("f32", groups * width, "sums of rows");
  if (y.length === 0) return y;
  const workgroupSize = gpu.family === "cpu" ? 8 : 128;
  const { cells, texts, bind } = readsOf(gpu, width);
  // A lane of a CPU may as well add several cells up, where there are.
  const cellsALane = gpu.family === "cpu" && cells >= 4 ? 4 : 1;
  const kernel = await gpu.kernel({
    code: [...texts, code],
    entry: cellsALane === 1 ? "add_rows" : "add_wide_rows",
    overrides: {
      WORKGROUP_SIZE: workgroupSize,
      CHOSEN: Number(indices !== undefined),
      WEIGHT: values ? places ? 2 : 1 : 0,
    },
  });
  // What the overrides switch off is never read, and still wants something bound.
  using noWords = gpu.empty("u32", 4, "no words");
  using noNumbers = gpu.empty("f32", 4, "no numbers");
  gpu.run(
    kernel,
    [
      Uint32Array.of(groups, cells),
      starts,
      bind(indices ?? noWords),
      bind(places ?? noWords),
      bind(values ?? noNumbers),
      bind(x),
      y,
    ],
    spread(groups * Math.ceil(cells / cellsALane), workgroupSize),
  );
  return y;
}
