import { ok, strictEqual as equal } from "node:assert/strict";
import { openGpu } from "@rederive/lib/gpu";
import type { Solid } from "@rederive/lib/scene";
import { Block } from "@rederive/lib/nn";
import {
  forwardCost,
  TOKENS,
  total,
} from "../../../notebooks/3d-reconstruction/vggt-architecture-identities/forward_cost.ts";
import {
  encoderParameters,
  layerParameters,
  vggtParameters,
} from "../../../notebooks/3d-reconstruction/vggt-architecture-identities/parameters.ts";
import {
  enlarged,
  look,
  movedAway,
  pixelsApart,
  room,
} from "../../../notebooks/3d-reconstruction/vggt-architecture-identities/views.ts";

Deno.test("a layer's parameters are those of a block of lib, and two scales a channel", async () => {
  await using gpu = await openGpu();
  using block = new Block(gpu, { channels: 16, heads: 2 });
  const counted = block.parameters().reduce((sum, { size }) => sum + size, 0);
  equal(layerParameters(16), counted + 2 * 16);
  equal(layerParameters(16, { queryKeyNorm: 8 }) - layerParameters(16), 32);
});

Deno.test("the encoder has the 304.4 million of a ViT-L at 518 pixels", () => {
  equal(Math.round(encoderParameters() / 1e5), 3044);
});

Deno.test("parts of VGGT are counted by the number of layers", () => {
  const [all, half] = [48, 24].map((layers) => vggtParameters({ layers }));
  equal(
    all!["alternating attention"]! - half!["alternating attention"]!,
    24 * layerParameters(1024, { queryKeyNorm: 64 }),
  );
  equal(all!["point head"]! - all!["depth head"]!, 2 * 33);
});

Deno.test("the cost of a pass: linear in frames but for the part across them", () => {
  equal(TOKENS, 1374);
  const [one, ten] = [forwardCost(1), forwardCost(10)];
  equal(ten.weights, 10 * one.weights);
  equal(ten.acrossFrames, 100 * one.acrossFrames);
  equal(total(one), one.weights + one.inFrames + one.acrossFrames);
});

Deno.test("a room twice as large looks the same from twice as far, and not from where it was", async () => {
  await using gpu = await openGpu();
  const { scene: empty, poses } = room(2, 2);
  const drum: Solid = {
    shape: { kind: "cylinder", radius: 0.4, height: 1.2 },
    paint: { colour: [1, 0, 0], pattern: "checker", cell: 0.2 },
  };
  const scene = { ...empty, solids: [...empty.solids, drum] };
  const views = await look(gpu, scene, poses);
  ok(views[0]!.ids.includes(scene.solids.length));
  const far = poses.map((pose) => movedAway(pose, 2));
  equal(pixelsApart(views, await look(gpu, enlarged(scene, 2), far)), 0);
  ok(pixelsApart(views, await look(gpu, enlarged(scene, 2), poses)) > 20);
  equal(pixelsApart(views, views), 0);
});
