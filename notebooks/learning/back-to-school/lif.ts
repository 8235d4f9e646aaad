import { type Gpu, spread } from "@rederive/lib/gpu";
import { type Key, threefryCode } from "@rederive/lib/random";
import lifCode from "./lif.wgsl" with { type: "text" };
import type { Network } from "./network.ts";

/** What drives the neurons, and how they are watched. */
export interface LifOptions {
  /** Milliseconds, one a step. */
  steps: number;
  /** What flows into each neuron all the time. */
  drive: ArrayLike<number>;
  /** And while the cue lasts. */
  cue?: ArrayLike<number>;
  /** Milliseconds of the cue. */
  cueEnds?: number;
  /** Uniform whole numbers in ± this, a new one for each neuron and step. */
  noise?: number;
  /** Spikes are counted over so many milliseconds. */
  window?: number;
  /** Milliseconds of silence after a spike; 2 unless given. */
  rest?: number;
  /** All chance comes from here. */
  key?: Key;
}

/** Lets neurons live: how often each one fired, window after window. */
export async function live(
  gpu: Gpu,
  { starts, edges }: Network,
  options: LifOptions,
): Promise<Uint32Array[]> {
  const { steps, drive, cue, cueEnds = 0, noise = 0, rest = 2, key = [0, 0] } = options;
  const { window = steps } = options;
  const count = starts.length - 1;
  if (drive.length !== count) {
    throw new RangeError(
      `Cannot let neurons live: there are ${count} and the drive has ${drive.length}, wanted one each`,
    );
  }
  const workgroupSize = gpu.family === "cpu" ? 16 : 64;
  const kernel = await gpu.kernel({
    code: [threefryCode, lifCode],
    entry: "live",
    overrides: { WORKGROUP_SIZE: workgroupSize },
  });
  const inputs = Int32Array.from(
    { length: 2 * count },
    (_, at) => (at % 2 === 0 ? drive : cue)?.[at >> 1] ?? 0,
  );
  using wiring = gpu.array(edges, "edges");
  using from = gpu.array(starts, "starts");
  using input = gpu.array(inputs, "input");
  using traces = gpu.zeros("i32", count, "traces");
  using next = gpu.zeros("i32", count, "next traces");
  using neurons = gpu.zeros("u32", 2 * count, "neurons");
  const windows = Math.ceil(steps / window);
  using counts = gpu.zeros("u32", windows * count, "counts");
  for (let time = 0; time < steps; time++) {
    const [old, now] = time % 2 === 0 ? [traces, next] : [next, traces];
    const step = Uint32Array.of(...key, count, time, cueEnds, noise, window, rest);
    gpu.run(
      kernel,
      [step, from, wiring, input, old, now, neurons, counts],
      spread(count, workgroupSize),
    );
  }
  const seen = await gpu.read(counts);
  return Array.from({ length: windows }, (_, i) => seen.slice(i * count, (i + 1) * count));
}
