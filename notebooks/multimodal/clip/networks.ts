import type { Gpu } from "@rederive/lib/gpu";
import { Clip, ClipText } from "@rederive/lib/models";
import { Conv2d, kaimingNormal, Linear, Module, Sequential } from "@rederive/lib/nn";
import { foldIn, key, type Stream, stream } from "@rederive/lib/random";
import { EDGE, WORDS } from "@rederive/lib/shapes";
import { add, relu, reshape, takeRows, type Tensor } from "@rederive/lib/tensor";

/** Ids a caption: [start], five words, [end]. */
export const LENGTH = 7;
/** Channels of the joint space, D_e. */
export const WIDTH = 32;

const TOWER = { channels: 32, heads: 2, hidden: 64 };

/** Two towers, each with its projection into the joint space. */
export interface DualEncoder {
  /** All parameters. */
  readonly module: Module;
  /** Pictures (N, 3, 16, 16) to (N, D_e), of any length. */
  readonly pictures: (pictures: Tensor) => Tensor;
  /** Captions (N, LENGTH) to (N, D_e), of any length; `ends` are places of [end] among all ids. */
  readonly captions: (ids: Tensor<"i32">, ends: Tensor<"i32">) => Tensor;
  /** The logarithm of what cosines are multiplied with. */
  readonly logitScale: Tensor;
  /** What the ViT adds to its patches to tell their places. */
  readonly positions?: Tensor;
}

/** What looks at pictures. */
export type Eye = "vit" | "conv";

/** A dual encoder as it starts: CLIP's own with a small ViT, or the same with a conv net for the ViT. */
export function makeDualEncoder(gpu: Gpu, { eye, seed }: { eye: Eye; seed: number }): DualEncoder {
  const random = stream(foldIn(key(seed), 3));
  const text = { ...TOWER, layers: 1, vocabulary: WORDS.length, positions: LENGTH, end: 2, random };
  if (eye === "conv") {
    const module = new ConvClip(gpu, new ClipText(gpu, text), random);
    return {
      module,
      pictures: (x) => module.visualProjection.forward(module.vision.forward(x)),
      captions: (ids, ends) => module.textProjection.forward(endOf(module.text, ids, ends)),
      logitScale: module.logitScale,
    };
  }
  const vision = { ...TOWER, layers: 2, imageSize: EDGE, patchSize: 8, random };
  const module = new Clip(gpu, { text, vision, width: WIDTH });
  return {
    module,
    pictures: (x) => module.embedPictures(x).features,
    captions: (ids, ends) => module.textProjection.forward(endOf(module.text, ids, ends)),
    logitScale: module.logitScale,
    positions: module.vision.embedding.positions,
  };
}

/** What CLIP's text tower makes of captions whose ids lie on the GPU, so that a step can be recorded. */
export function endOf(text: ClipText, ids: Tensor<"i32">, ends: Tensor<"i32">): Tensor {
  const [batch, time] = ids.shape as [number, number];
  const tokens = takeRows(text.tokens.weights[0]!, ids);
  const last = text.norm.forward(
    text.blocks.forward(add(tokens, text.positions.weight)).at(-1)!,
  );
  return takeRows(reshape(last, [batch * time, last.shape[2]!]), ends);
}

/** CLIP with three convolutions in the place of its ViT, all that they make flattened. */
class ConvClip extends Module {
  readonly text: ClipText;
  readonly vision: Sequential;
  readonly textProjection: Linear;
  readonly visualProjection: Linear;
  readonly logitScale: Tensor;

  constructor(gpu: Gpu, text: ClipText, random: Stream) {
    super(gpu);
    const conv = (inputs: number, outputs: number, stride: number) => {
      const sizes = { inputs, outputs, kernel: 3, stride, padding: 1 };
      return new Conv2d(gpu, { ...sizes, random, init: kaimingNormal });
    };
    const project = (inputs: number) =>
      new Linear(gpu, { inputs, outputs: WIDTH, bias: false, random });
    this.text = this.child("text", text);
    this.vision = this.child(
      "vision",
      new Sequential(gpu, [
        ...[conv(3, 24, 2), relu],
        ...[conv(24, 40, 2), relu],
        ...[conv(40, 48, 2), relu], // 2 x 2 places are left, one a quarter
        (x: Tensor) => reshape(x, [x.shape[0]!, 48 * 4]),
      ]),
    );
    this.textProjection = this.child("textProjection", project(TOWER.channels));
    this.visualProjection = this.child("visualProjection", project(48 * 4));
    this.logitScale = this.parameter("logitScale", [], { values: Float32Array.of(0) });
  }
}
