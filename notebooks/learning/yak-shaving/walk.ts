import { type Gpu, spread } from "@rederive/lib/gpu";
import { type Key, threefryCode } from "@rederive/lib/random";
import walkCode from "./walk.wgsl" with { type: "text" };

/** Where a wrong step leads. */
export type Setback = "one step back" | "back to the start";

/** Who walks, and how. */
export interface WalkOptions {
  /** Steps of the way. */
  steps: number;
  /** What a mistake costs. */
  setback: Setback;
  /** How many walk. */
  walkers: number;
  /** All coins come from here. */
  key: Key;
  /** The first step always succeeds; false unless given. */
  freeStart?: boolean;
}

const TURNS = 8192; // a dispatch
const DISPATCHES = 6;

/** Walkers who toss a coin at each step: the turns each of them took to the end. */
export async function walk(
  gpu: Gpu,
  { steps, setback, walkers, key, freeStart = false }: WalkOptions,
): Promise<Uint32Array> {
  const workgroupSize = gpu.family === "cpu" ? 16 : 64;
  const kernel = await gpu.kernel({
    code: [threefryCode, walkCode],
    entry: "go",
    overrides: {
      WORKGROUP_SIZE: workgroupSize,
      TURNS,
      SETBACK: setback === "one step back" ? 1 : 2,
      FREE_START: Number(freeStart),
    },
  });
  using state = gpu.zeros("u32", 2 * walkers, "walkers");
  const parameters = Uint32Array.of(...key, steps, walkers);
  for (let i = 0; i < DISPATCHES; i++) {
    gpu.run(kernel, [parameters, state], spread(walkers, workgroupSize));
  }
  const seen = await gpu.read(state);
  const late = Array.from({ length: walkers }, (_, i) => i).find((i) => seen[2 * i] !== steps);
  if (late !== undefined) {
    throw new RangeError(
      `Cannot finish the walk: after ${TURNS * DISPATCHES} turns walker ${late} is at ` +
        `${seen[2 * late]} of ${steps}, wanted all at the end`,
    );
  }
  return seen.filter((_, i) => i % 2 === 1);
}
