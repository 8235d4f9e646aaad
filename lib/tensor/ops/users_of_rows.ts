import { type RowIndex, rowIndex } from "../../embedding/mod.ts";
import { turnedRound } from "../../embedding/row_index.ts";
import { LONGEST_LOOP } from "../../gpu/longest_loop.ts";
import { type Gpu, type GpuArray, spread } from "../../gpu/mod.ts";
import { argsort } from "../../sort/mod.ts";
import { type Grouping, LONGEST } from "../../sparse/grouping.ts";
import type { Whole } from "../indices.ts";
import { knownOf } from "../known.ts";
import code from "./row_starts.wgsl" with { type: "text" };

/** Who looks each row of a table up: from the host where it knows the ids, else by sorting them. */
export async function usersOfRows(
  gpu: Gpu,
  ids: Whole,
  { rows, indices }: { rows: number; indices: GpuArray<"u32"> },
): Promise<RowIndex> {
  const known = knownOf(ids);
  if (known && !gpu.isRecording) return rowIndex(gpu, known, { rows });
  const { places, groups } = known
    ? sentUsers(gpu, ids, rows)
    : await sortedUsers(gpu, indices, rows);
  return {
    ...{ rows, indices, places, groups },
    [Symbol.dispose]() {
      for (const part of [places, groups]) part[Symbol.dispose]();
    },
  };
}

/** The same for ids that are others in each run, in arrays whose lengths hold for any ids. */
function sentUsers(gpu: Gpu, ids: Whole, rows: number) {
  const longest = LONGEST[gpu.family];
  let now = stretched(ids, rows, longest);
  gpu.everyRun(() => {
    now = stretched(ids, rows, longest);
  });
  return {
    places: gpu.array(() => now.places, "places"),
    groups: grouping(
      rows,
      gpu.array(() => now.stretches, "stretches"),
      now.firsts && gpu.array(() => now.firsts!, "groups of stretches"),
    ),
  };
}

/** Rows' users, in stretches of at most `longest`, and as many empty ones as there might have been. */
function stretched(ids: Whole, rows: number, longest: number) {
  const { starts, places } = turnedRound(knownOf(ids)!, rows);
  if (ids.size <= longest) return { places, stretches: starts, firsts: undefined };
  const firsts = new Uint32Array(rows + 1);
  const stretches = new Uint32Array(rows + Math.floor(ids.size / longest) + 1).fill(ids.size);
  let last = 0;
  for (let row = 0; row < rows; row++) {
    let start = starts[row]!;
    do {
      stretches[last++] = start;
      start += longest;
    } while (start < starts[row + 1]!);
    firsts[row + 1] = last;
  }
  return { places, stretches, firsts };
}

const WORKGROUP_SIZE = 64;

async function sortedUsers(gpu: Gpu, ids: GpuArray<"u32">, rows: number) {
  if (ids.length > LONGEST_LOOP) {
    throw new RangeError(
      `Cannot add up rows for ${ids.length} computed ids: wanted at most ${LONGEST_LOOP}\n` +
        `Try: parts of them, or ids from data`,
    );
  }
  const kernel = await gpu.kernel({ code, entry: "row_starts", overrides: { WORKGROUP_SIZE } });
  const places = await argsort(gpu, ids);
  const starts = gpu.empty("u32", rows + 1, "starts");
  const call = Uint32Array.of(ids.length, rows + 1);
  gpu.run(kernel, [call, ids, places, starts], spread(rows + 1, WORKGROUP_SIZE));
  return { places, groups: grouping(rows, starts, undefined) };
}

function grouping(
  groups: number,
  stretches: GpuArray<"u32">,
  firsts: GpuArray<"u32"> | undefined,
): Grouping {
  return {
    ...{ groups, stretches, firsts },
    [Symbol.dispose]() {
      for (const each of [stretches, firsts]) each?.[Symbol.dispose]();
    },
  };
}
