import { rejects } from "node:assert/strict";
import { strictEqual as equal } from "node:assert/strict";
import { type Key, key, threefry2x32 } from "@rederive/lib/random";
import { type Setback, walk } from "../../../notebooks/learning/yak-shaving/walk.ts";
import { BOTH, gpuTest } from "../../gpu/with_gpu.ts";

interface Way {
  steps: number;
  setback: Setback;
  freeStart: boolean;
}

/** One walker after the other, coin by coin. */
function turnsOf(walker: number, way: Way, key: Key): number {
  let [place, turns] = [0, 0];
  for (; place < way.steps; turns++) {
    const words = threefry2x32(key, [walker, Math.floor(turns / 64)]);
    const bit = turns % 64;
    const isHeads = (words[bit < 32 ? 0 : 1] >>> (bit % 32)) % 2 === 1;
    if (isHeads || (way.freeStart && place === 0)) place++;
    else place = way.setback === "one step back" ? Math.max(0, place - 1) : 0;
  }
  return turns;
}

const setbacks: Setback[] = ["one step back", "back to the start"];
for (const setback of setbacks) {
  for (const freeStart of [false, true]) {
    const name = `${setback}${freeStart ? ", the first step free" : ""}`;
    gpuTest(`walk() walks as walkers do one by one: ${name}`, async (gpu) => {
      for (const [steps, walkers] of [[1, 1], [3, 63], [7, 65], [9, 257]] as const) {
        const seen = await walk(gpu, { steps, setback, freeStart, walkers, key: key(steps) });
        const wanted = Array.from(
          { length: walkers },
          (_, i) => turnsOf(i, { steps, setback, freeStart }, key(steps)),
        );
        equal(seen.length, walkers);
        equal(wanted.findIndex((turns, i) => turns !== seen[i]), -1, `${steps} steps`);
      }
    }, { families: BOTH });
  }
}

gpuTest("walk() goes on where a dispatch left a walker", async (gpu) => {
  // 2^14 - 2 turns on average: most of these need a second dispatch of 8192
  const way = { steps: 13, setback: "back to the start", freeStart: false } as const;
  const seen = await walk(gpu, { ...way, walkers: 4, key: key(3) });
  equal([0, 1, 2, 3].findIndex((i) => seen[i] !== turnsOf(i, way, key(3))), -1, seen.join(" "));
  equal(seen.some((turns) => turns > 8192), true);
});

gpuTest("walk() says when walkers are still on their way", async (gpu) => {
  await rejects(
    walk(gpu, { steps: 40, setback: "back to the start", walkers: 2, key: key(0) }),
    /Cannot finish the walk: after 49152 turns walker 0 is at \d+ of 40, wanted all at the end/,
  );
});
