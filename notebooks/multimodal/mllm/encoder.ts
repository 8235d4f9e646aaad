import type { Gpu } from "@rederive/lib/gpu";
import { Vit } from "@rederive/lib/models";
import { Linear, Module } from "@rederive/lib/nn";
import type { Stream } from "@rederive/lib/random";
import { COLOURS, EDGE, FORMS, PLACES, type Scene, SIZES } from "@rederive/lib/shapes";
import {
  add,
  crossEntropy,
  mean,
  noGrad,
  openScope,
  read,
  reshape,
  slice,
  sum,
  type Tensor,
  tensor,
} from "@rederive/lib/tensor";
import { FEATURES, QUARTERS } from "./language_model.ts";

const PARTS = [["size", SIZES], ["colour", COLOURS], ["shape", FORMS]] as const;
const OUTPUTS = PARTS.map(([, values]) => values.length + 1); // and none

/** Something for the sizes, the colours and the shapes in the quarters. */
export type Quarters<T> = Readonly<Record<(typeof PARTS)[number][0], T>>;

/** A small ViT, and a head for its first training: what is in each quarter of a picture? */
export class Encoder extends Module {
  readonly #vit: Vit;
  readonly #head: Linear;

  /** Starts from chance. */
  constructor(gpu: Gpu, { random }: { random: Stream }) {
    super(gpu);
    const sizes = { imageSize: EDGE, patchSize: 4, channels: FEATURES, layers: 2, heads: 2 };
    this.#vit = this.child("vit", new Vit(gpu, { ...sizes, hidden: 48, random }));
    const outputs = OUTPUTS.reduce((a, b) => a + b);
    this.#head = this.child("head", new Linear(gpu, { inputs: FEATURES, outputs, random }));
  }

  /** Pictures (B, 3, 16, 16) to the vectors of their quarters, means of four patches: (B, 4, 24). */
  quarters(pictures: Tensor): Tensor {
    const [batch] = pictures.shape as [number];
    const patches = slice(this.#vit.forward(pictures).last, [null, [1, 17]]);
    const cut = reshape(patches, [batch, 2, 2, 2, 2, FEATURES]); // down, in it; across, in it
    return reshape(mean(cut, { axes: [2, 4] }), [batch, QUARTERS, FEATURES]);
  }

  /** How surprising what is in the quarters is, in nats a picture. */
  loss(pictures: Tensor, quarters: Quarters<Tensor<"i32">>): Tensor {
    const scores = this.#head.forward(this.quarters(pictures));
    let from = 0;
    return PARTS.map(([part], i) => {
      const own = slice(scores, [null, null, [from, from += OUTPUTS[i]!]]);
      return mean(sum(crossEntropy(own, quarters[part]), { axes: [1] }));
    }).reduce(add);
  }
}

/** What is in the quarters of scenes, (scenes, 4) each: 0 where nothing is. */
export function quartersOf(scenes: readonly Scene[]): Quarters<Int32Array<ArrayBuffer>> {
  const own = PARTS.map(([part, values]) => {
    const numbers = scenes.flatMap((scene) =>
      PLACES.map((place) => {
        const thing = scene.find((each) => each.place === place);
        return thing ? 1 + (values as readonly string[]).indexOf(thing[part]) : 0;
      })
    );
    return [part, Int32Array.from(numbers)];
  });
  return Object.fromEntries(own);
}

/** The quarters of many pictures, (pictures, 4, 24), in memory. */
export async function featuresOf(
  gpu: Gpu,
  encoder: Encoder,
  pixels: Float32Array<ArrayBuffer>,
): Promise<Float32Array<ArrayBuffer>> {
  using _scope = openScope(gpu);
  const shape = [pixels.length / (3 * EDGE ** 2), 3, EDGE, EDGE];
  return await read(noGrad(() => encoder.quarters(tensor(gpu, pixels, { shape }))));
}
