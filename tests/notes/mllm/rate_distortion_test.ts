import assert, { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { stream } from "@rederive/lib/random";
import { type Scene } from "@rederive/lib/shapes";
import {
  codeByCaption,
  codePatches,
  cutPatches,
  entropy,
  makeMeanPictures,
} from "../../../notebooks/multimodal/mllm/rate_distortion.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

const scene: Scene = [{ size: "small", colour: "red", shape: "ring", place: "lower left" }];

Deno.test("a picture's patches lie one after the other, colour by colour in each", () => {
  const pixels = Float32Array.from({ length: 768 }, (_, i) => i);
  const patches = cutPatches(pixels);
  deepEqual([...patches.slice(48, 54)], [4, 5, 6, 7, 20, 21]); // the second: columns 4 to 7
  equal(patches[48 * 4], 64); // the fifth: row 4
  equal(patches[16], 256); // the first, in green
});

Deno.test("entropy is that of the counts", () => {
  equal(entropy([1, 1, 2, 0]), 1.5);
  equal(entropy([7]), 0);
});

gpuTest(
  "as many codes as different patches leave no error, one code leaves the variance",
  async (gpu) => {
    const pixels = Float32Array.from(
      { length: 768 },
      (_, i) => (Math.floor(i / 4) % 4 === 0) ? 1 : -1,
    );
    const two = await codePatches(gpu, { train: pixels, test: pixels }, { k: 2 });
    assert(two.error < 1e-10);
    assert(Math.abs(two.bits - 16 * entropy([4, 12])) < 1e-12);
    const one = await codePatches(gpu, { train: pixels, test: pixels }, { k: 1 });
    equal(one.bits, 0);
    assert(Math.abs(one.error - 0.75) < 1e-6); // a quarter is 1, the others -1
  },
);

Deno.test("a mean picture has the thing's mean where it is, and the ground elsewhere", () => {
  const meanOf = makeMeanPictures(stream(1), { each: 64 });
  const mean = meanOf(scene);
  const at = (c: number, y: number, x: number) => mean[(c * 16 + y) * 16 + x]!;
  const corner = at(0, 0, 15);
  assert(Math.abs(corner + 0.85) < 0.06, `${corner}`); // -1 to -0.7, and noise
  const ring = Math.max(...[8, 9, 10, 11, 12, 13, 14, 15].map((y) => at(0, y, 4)));
  assert(ring > 0, `${ring}`);
  const upper = Math.max(...[0, 1, 2, 3, 4, 5, 6, 7].map((y) => at(0, y, 4)));
  assert(upper < -0.7, `${upper}`);
});

Deno.test("a caption of two scenes draws both as their mean", () => {
  const [a, b] = [scene, [{ ...scene[0]!, place: "upper left" }]] as [Scene, Scene];
  const meanOf = (one: Scene) => new Float64Array(768).fill(one === a ? 1 : 3);
  const groups = new Map([["red ring", [a, b]]]);
  const pixels = new Float32Array(1536).fill(1, 0, 768).fill(4, 768);
  const test = { scenes: [a, b], pixels };
  const error = codeByCaption(groups, test, { meanOf, parts: ["colour", "shape"] });
  equal(error, ((2 - 1) ** 2 + (4 - 2) ** 2) / 2);
});
