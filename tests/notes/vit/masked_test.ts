import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { patchesOf } from "@rederive/lib/models";
import { stream } from "@rederive/lib/random";
import { grad, openScope, read, readMany, tensor } from "@rederive/lib/tensor";
import * as fillIn from "../../../notebooks/multimodal/vit/fill_in.ts";
import { drawMasks, MaskedAutoencoder } from "../../../notebooks/multimodal/vit/masked.ts";
import { drawSingles } from "../../../notebooks/multimodal/vit/pictures.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

const set = drawSingles(3, { seed: 1 });
const masks = drawMasks(3, stream(2));

Deno.test("drawMasks() shows 4 of 16 patches of each picture, and restores their places", () => {
  for (let b = 0; b < 3; b++) {
    const seen = [...masks.visible.subarray(4 * b, 4 * b + 4)];
    const all = [...seen, ...masks.hidden.subarray(12 * b, 12 * b + 12)].sort((x, y) => x - y);
    deepEqual(all, Array.from({ length: 16 }, (_, i) => 16 * b + i));
    seen.forEach((at, i) => equal(masks.restore[at], 4 * b + i));
  }
  equal(masks.restore.filter((at) => at === 12).length, 36);
});

gpuTest("MaskedAutoencoder's loss is the error of the hidden patches alone", async (gpu) => {
  using _scope = openScope(gpu);
  using network = new MaskedAutoencoder(gpu, { random: stream(3) });
  const pictures = tensor(gpu, set.pixels, { shape: [3, 3, 16, 16] });
  const visible = tensor(gpu, masks.visible, { shape: [3, 4] });
  const hidden = tensor(gpu, masks.hidden, { shape: [3, 12] });
  const restore = tensor(gpu, masks.restore, { shape: [3, 16] });
  const loss = network.loss(pictures, { visible, hidden, restore });
  const made = await fillIn.madeUp(gpu, network, set, masks);
  const truth = fillIn.cut(set);
  assertClose(await read(loss), [fillIn.errorOf(made, truth, masks)], { abs: 1e-5, rel: 0 });
  // what is visible is made up too, and may be as wrong as it likes
  const other = made.slice();
  for (const patch of masks.visible) other.fill(9, patch * 48, patch * 48 + 48);
  equal(fillIn.errorOf(other, truth, masks), fillIn.errorOf(made, truth, masks));
  const slopes = await readMany(grad(loss, [network.mask, network.encoder.patches.weight]));
  for (const each of slopes) ok(each.some((v) => v !== 0));
});

gpuTest("MaskedAutoencoder's encoder is given 4 patches and a class token", async (gpu) => {
  using _scope = openScope(gpu);
  using network = new MaskedAutoencoder(gpu, { random: stream(3) });
  const visible = tensor(gpu, masks.visible, { shape: [3, 4] });
  const noise = fillIn.cut(set).map((v, i) =>
    masks.visible.includes(Math.floor(i / 48)) ? v : Math.sin(i)
  );
  const outputs = [set.pixels, fillIn.paste(noise)].map((pixels) =>
    network.encode(tensor(gpu, pixels, { shape: [3, 3, 16, 16] }), { visible })
  );
  for (const hidden of outputs[0]!) deepEqual(hidden.shape, [3, 5, 32]);
  const [a, b] = await readMany(outputs.map((hidden) => hidden.at(-1)!));
  equal(a!.findIndex((v, i) => v !== b![i]), -1);
});

gpuTest("cut() cuts as lib's patchesOf() does, and paste() is its reverse", async (gpu) => {
  using _scope = openScope(gpu);
  const want = await read(patchesOf(tensor(gpu, set.pixels, { shape: [3, 3, 16, 16] }), 4));
  const got = fillIn.cut(set);
  equal(got.findIndex((v, i) => v !== want[i]), -1);
  equal(fillIn.paste(got).findIndex((v, i) => v !== set.pixels[i]), -1);
});

Deno.test("moveOn() gives visible patches each other's places, and leaves the others", () => {
  const [before, after] = [fillIn.cut(set), fillIn.cut(fillIn.moveOn(set, masks))];
  const patch = (all: Float32Array, at: number) => all.subarray(at * 48, at * 48 + 48).join();
  const [first, second] = masks.visible;
  equal(patch(after, first!), patch(before, second!));
  equal(patch(after, masks.visible[3]!), patch(before, first!));
  for (const at of masks.hidden) equal(patch(after, at), patch(before, at));
});

Deno.test("guesses: the mean of four, the nearest, the ground, the mean of others", () => {
  const flat = (v: number) => new Float32Array(48).fill(v);
  const seen = [[0, 1], [3, 2], [12, -1], [15, 6]].map(([patch, v]) => {
    return { patch: patch!, values: flat(v!) };
  });
  const guess = (name: string, patch: number) => fillIn.GUESSES[name]!(seen, patch)[7];
  equal(guess("mean of the visible", 5), 2);
  equal(guess("nearest visible", 2), 2);
  equal(guess("nearest visible", 14), 6);
  equal(guess("ground everywhere", 5), -1);
  const three = fillIn.cut(set);
  const mean = (three[5 * 48]! + three[21 * 48]! + three[37 * 48]!) / 3;
  assertClose([fillIn.meanOf(set)([], 5)[0]!], [mean], { abs: 1e-7, rel: 0 });
});

Deno.test("patchesTile() shows a picture, and grey for what is not shown", () => {
  const patches = fillIn.cut(set);
  const tile = fillIn.patchesTile(patches, 1, (patch) => patch !== 16 + 6);
  equal(tile.at(3, 2)[1], set.pixels[(3 + 1) * 256 + 2 * 16 + 3]);
  deepEqual(tile.at(8, 4), [0.5, 0.5, 0.5]);
});
