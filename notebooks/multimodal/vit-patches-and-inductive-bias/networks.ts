import type { Gpu } from "@rederive/lib/gpu";
import { Vit } from "@rederive/lib/models";
import { Conv2d, kaimingNormal, Linear, type Module, Sequential } from "@rederive/lib/nn";
import { foldIn, key, stream } from "@rederive/lib/random";
import { largest, mean, relu, reshape, slice, type Tensor } from "@rederive/lib/tensor";
import { SIZE } from "./shapes_world.ts";

/** A network that makes four logits of pictures (B, 3, 16, 16). */
export interface Classifier<M extends Module = Module> {
  readonly module: M;
  readonly logits: (pictures: Tensor) => Tensor;
}

/** Sizes of the small ViT: 16 patches of 4 x 4. */
export const VIT = { imageSize: SIZE, patchSize: 4, channels: 24, layers: 2, heads: 2, hidden: 48 };

/** The small ViT; its head reads the class token, or the mean of the patches. */
export function makeVit(
  gpu: Gpu,
  { seed, reads = "token" }: { seed: number; reads?: "token" | "mean" },
): Classifier<Vit> {
  const random = stream(foldIn(key(seed), 3));
  const module = new Vit(gpu, { ...VIT, classes: 4, random });
  if (reads === "token") return { module, logits: (x) => module.forward(x).logits! };
  const meanOfPatches = (x: Tensor) => {
    const { last } = module.forward(x);
    return mean(slice(last, [null, [1, last.shape[1]!]]), { axes: [1] });
  };
  return { module, logits: (x) => module.classifier!.forward(meanOfPatches(x)) };
}

/** Three convolutions of 3 x 3, the first two with stride 2, the largest over all places, a layer. */
export function makeCnn(gpu: Gpu, { seed }: { seed: number }): Classifier {
  const random = stream(foldIn(key(seed), 4));
  const conv = (inputs: number, outputs: number, stride: number) => {
    const sizes = { inputs, outputs, kernel: 3, stride, padding: 1 };
    return new Conv2d(gpu, { ...sizes, random, init: kaimingNormal });
  };
  const module = new Sequential(gpu, [
    ...[conv(3, 16, 2), relu],
    ...[conv(16, 25, 2), relu],
    ...[conv(25, 33, 1), relu],
    (x: Tensor) => largest(x, { axes: [2, 3] }),
    new Linear(gpu, { inputs: 33, outputs: 4, random }),
  ]);
  return { module, logits: (x) => module.forward(x) };
}

/** Two layers over all pixels at once: neither patches nor kernels. */
export function makeMlp(gpu: Gpu, { seed }: { seed: number }): Classifier {
  const random = stream(foldIn(key(seed), 6));
  const inputs = 3 * SIZE ** 2;
  const module = new Sequential(gpu, [
    (x: Tensor) => reshape(x, [x.shape[0]!, inputs]),
    new Linear(gpu, { inputs, outputs: 15, random }),
    relu,
    new Linear(gpu, { inputs: 15, outputs: 4, random }),
  ]);
  return { module, logits: (x) => module.forward(x) };
}
