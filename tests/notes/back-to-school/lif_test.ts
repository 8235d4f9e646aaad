import { rejects, strictEqual as equal } from "node:assert/strict";
import { ok } from "node:assert/strict";
import { type Key, key, stream, threefry2x32 } from "@rederive/lib/random";
import { type LifOptions, live } from "../../../notebooks/learning/back-to-school/lif.ts";
import { loneNeurons, type Network } from "../../../notebooks/learning/back-to-school/network.ts";
import { BOTH, gpuTest } from "../../gpu/with_gpu.ts";

/** A network at random, with neurons that listen to nobody among the others. */
function anyNetwork(count: number, seed: number): Network {
  const random = stream(seed);
  const [starts, edges] = [[0], [] as number[]];
  for (let i = 0; i < count; i++) {
    const listens = i % 5 === 3 ? 0 : random.integer(9);
    for (let e = 0; e < listens; e++) edges.push(random.integer(count), random.integer(200) - 60);
    starts.push(edges.length / 2);
  }
  return {
    starts: Uint32Array.from(starts),
    edges: Int32Array.from(edges.length ? edges : [0, 0]),
  };
}

/** The rule, read once more, in doubles: every number in it is whole and below 2^53. */
function liveOnHost({ starts, edges }: Network, options: Required<LifOptions>): number[] {
  const { steps, drive, cue, cueEnds, noise, window, rest, key } = options;
  const count = starts.length - 1;
  const voltage = new Array<number>(count).fill(0);
  const silence = new Array<number>(count).fill(0);
  let traces = new Array<number>(count).fill(0);
  const counts = new Array<number>(Math.ceil(steps / window) * count).fill(0);
  for (let time = 0; time < steps; time++) {
    const next = traces.map((trace) => trace - Math.floor(trace / 64));
    for (let i = 0; i < count; i++) {
      let heard = 0;
      for (let e = starts[i]!; e < starts[i + 1]!; e++) {
        heard += edges[2 * e + 1]! * traces[edges[2 * e]!]!;
      }
      let input = drive[i]! + Math.floor(heard / 16) + (time < cueEnds ? cue[i]! : 0);
      input += lot(key, i, time, noise);
      if (silence[i]! > 0) {
        silence[i]!--;
        continue;
      }
      voltage[i] = Math.max(-65536, voltage[i]! - Math.floor(voltage[i]! / 16) + input);
      if (voltage[i]! < 65536) continue;
      voltage[i] = 0;
      silence[i] = rest;
      next[i]! += 64;
      counts[Math.floor(time / window) * count + i]!++;
    }
    traces = next;
  }
  return counts;
}

function lot(key: Key, neuron: number, time: number, noise: number): number {
  const [word] = threefry2x32(key, [neuron, time]);
  return Math.floor(Math.floor(word / 65536) * (2 * noise + 1) / 65536) - noise;
}

for (const count of [1, 2, 15, 16, 17, 63, 64, 65, 131]) {
  gpuTest(`live() fires as the rule says, ${count} neurons`, async (gpu) => {
    const network = anyNetwork(count, count);
    const random = stream(count + 1000);
    const options = {
      ...{ steps: 70, cueEnds: 20, noise: 900, window: 25, rest: 2, key: key(count) },
      drive: Array.from({ length: count }, () => 3000 + random.integer(6000)),
      cue: Array.from({ length: count }, () => random.integer(5000) - 2000),
    };
    const seen = (await live(gpu, network, options)).flatMap((counts) => [...counts]);
    const wanted = liveOnHost(network, options);
    equal(seen.length, 3 * count);
    equal(seen.findIndex((spikes, at) => spikes !== wanted[at]), -1);
    ok(wanted.some((spikes) => spikes > 0));
  }, { families: BOTH });
}

gpuTest(
  "live() is silent below the threshold, and counts a steady neuron's spikes",
  async (gpu) => {
    const [seen] = await live(gpu, loneNeurons(2), { steps: 1000, drive: [4095, 65536] });
    equal(seen!.join(" "), "0 334"); // a spike, two of rest, and again
  },
);

gpuTest("live() refuses a drive for other neurons", async (gpu) => {
  await rejects(
    live(gpu, loneNeurons(3), { steps: 1, drive: [1, 2] }),
    /Cannot let neurons live: there are 3 and the drive has 2, wanted one each/,
  );
});
