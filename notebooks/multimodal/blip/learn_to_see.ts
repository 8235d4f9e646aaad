import type { Gpu } from "@rederive/lib/gpu";
import { Linear } from "@rederive/lib/nn";
import { adamW, cosine, train } from "@rederive/lib/optim";
import { foldIn, key, stream } from "@rederive/lib/random";
import {
  COLOURS,
  drawScene,
  EDGE,
  FORMS,
  holdOut,
  paintScenes,
  PLACES,
} from "@rederive/lib/shapes";
import { add, crossEntropy, mean, reshape, slice, type Tensor, tensor } from "@rederive/lib/tensor";
import type { Med } from "./med.ts";
import { PIXELS } from "./pairs.ts";
import { firstOf } from "./text_tower.ts";

const BATCH = 64, COUNT = 2048;
/**
 * Trains the picture tower alone, before any caption: each patch is asked for the colour and the shape
 * in its quarter and for its place, the class token for all four quarters. It stands in for the ViT of
 * ImageNet that BLIP starts with.
 */
export async function learnToSee(
  gpu: Gpu,
  med: Med,
  { seed, steps, learningRate }: { seed: number; steps: number; learningRate: number },
): Promise<void> {
  const random = stream(foldIn(key(seed), 6));
  const isHeldOut = holdOut();
  const scenes = Array.from(
    { length: COUNT },
    () => drawScene(random, { allow: (thing) => !isHeldOut(thing) }),
  );
  const { pixels } = paintScenes(random, scenes);
  const answers = scenes.map((scene) =>
    PLACES.map((place) => {
      const thing = scene.find((thing) => thing.place === place);
      return thing ? [COLOURS.indexOf(thing.colour), FORMS.indexOf(thing.shape)] : [4, 4];
    })
  );
  const channels = med.imageProjection.inputs;
  using patchHead = new Linear(gpu, { inputs: channels, outputs: 14, random });
  using tokenHead = new Linear(gpu, { inputs: channels, outputs: 40, random });
  const next = () => {
    const taken = Array.from({ length: BATCH }, () => random.integer(COUNT));
    const pictures = new Float32Array(BATCH * PIXELS);
    taken.forEach((from, i) =>
      pictures.set(pixels.subarray(from * PIXELS, (from + 1) * PIXELS), i * PIXELS)
    );
    const part = (k: number) =>
      Int32Array.from(taken.flatMap((i) => answers[i]!.map((each) => each[k]!)));
    const both = Int32Array.from(taken.flatMap((i) => answers[i]!.flat()));
    return { pictures, colours: part(0), shapes: part(1), both };
  };
  const first = next();
  using pictures = tensor(gpu, first.pictures, { shape: [BATCH, 3, EDGE, EDGE] });
  using colours = tensor(gpu, first.colours);
  using shapes = tensor(gpu, first.shapes);
  using both = tensor(gpu, first.both);
  const places = Int32Array.from({ length: 4 * BATCH }, (_, i) => i % 4);
  const trained = [
    ...med.vision.parameters(),
    ...patchHead.parameters(),
    ...tokenHead.parameters(),
  ];
  using optimizer = adamW(trained, { learningRate, weightDecay: 0.01 });
  const loss = () => {
    const tokens = med.patches(pictures);
    const said = reshape(patchHead.forward(slice(tokens, [null, [1, 5]])), [4 * BATCH, 14]);
    const asked = (from: number, to: number, right: Tensor<"i32"> | Int32Array<ArrayBuffer>) =>
      mean(crossEntropy(slice(said, [null, [from, to]]), right));
    const all = reshape(tokenHead.forward(firstOf(tokens)), [8 * BATCH, 5]);
    const whole = mean(crossEntropy(all, both));
    return [asked(0, 5, colours), asked(5, 10, shapes), asked(10, 14, places), whole, whole]
      .reduce((a, b) => add(a, b));
  };
  const inputs = { pictures, colours, shapes, both };
  await train(optimizer, { inputs, next, loss }, { steps, scale: cosine({ steps, warmup: 10 }) });
}
