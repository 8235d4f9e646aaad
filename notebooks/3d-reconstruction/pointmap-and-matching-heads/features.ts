import type { Gpu } from "@rederive/lib/gpu";
import { foldIn, key, normal } from "@rederive/lib/random";
import type { SceneView } from "@rederive/lib/scene";
import {
  averagePool2d,
  concat,
  conv2d,
  openScope,
  permute,
  read,
  reshape,
  type Tensor,
  tensor,
} from "@rederive/lib/tensor";
import { SIZE } from "./rooms.ts";

/** Numbers of a pixel's frozen features. */
export const CHANNELS = 96;

/**
 * Frozen features of every pixel of some views, (pixels, CHANNELS) each: convolutions with random
 * kernels that are never trained, 5 wide over the picture and 7 wide over means of 5 by 5 pixels. They
 * stand in for an encoder that was trained elsewhere, and know nothing of rooms or of other views.
 */
export async function featuresOf(
  gpu: Gpu,
  views: readonly SceneView[],
): Promise<Float32Array<ArrayBuffer>[]> {
  using _ = openScope(gpu);
  const stack = (of: (view: SceneView) => Float32Array) =>
    tensor(gpu, Float32Array.from(views.flatMap((view) => [...of(view)])), {
      shape: [views.length, 3, SIZE, SIZE],
    });
  const x = stack(planesOf);
  const sharp = stack((view) => contrastOf(planesOf(view)));
  const near = concat([
    conv2d(x, kernels(gpu, [24, 3, 5, 5], 1), { padding: 2 }),
    conv2d(sharp, kernels(gpu, [40, 3, 5, 5], 3), { padding: 2 }),
  ], { axis: 1 });
  const means = averagePool2d(x, { kernel: 5, stride: 1, padding: 2 });
  const far = conv2d(means, kernels(gpu, [32, 3, 7, 7], 2), { padding: 3 });
  const length = SIZE ** 2 * CHANNELS;
  const rows = permute(concat([near, far], { axis: 1 }), [0, 2, 3, 1]);
  const all = await read(reshape(rows, [views.length, length]));
  return views.map((_, v) => Float32Array.from(all.subarray(v * length, (v + 1) * length)));
}

/** The three colours of a view, one after the other, each over its mean, from -1: exposure falls out. */
export function planesOf({ rgb }: SceneView): Float32Array {
  const planes = new Float32Array(rgb.length);
  for (let c = 0; c < 3; c++) {
    let sum = 0;
    for (let n = c; n < rgb.length; n += 3) sum += rgb[n]!;
    const mean = sum / SIZE ** 2;
    for (let n = 0; n < SIZE ** 2; n++) planes[c * SIZE ** 2 + n] = rgb[3 * n + c]! / mean - 1;
  }
  return planes;
}

/** Every colour less its mean over 5 by 5 pixels, over how much it varies there. */
export function contrastOf(planes: Float32Array): Float32Array {
  const clamp = (x: number) => Math.min(SIZE - 1, Math.max(0, x));
  return planes.map((own, n) => {
    const [plane, pixel] = [Math.floor(n / SIZE ** 2), n % SIZE ** 2];
    const [x, y] = [pixel % SIZE, Math.floor(pixel / SIZE)];
    let [sum, squares] = [0, 0];
    for (let dy = -2; dy <= 2; dy++) {
      for (let dx = -2; dx <= 2; dx++) {
        const value = planes[plane * SIZE ** 2 + clamp(y + dy) * SIZE + clamp(x + dx)]!;
        sum += value;
        squares += value * value;
      }
    }
    const mean = sum / 25;
    return (own - mean) / (Math.sqrt(Math.max(0, squares / 25 - mean * mean)) + 0.01);
  });
}

/** Normal kernels, but for every sixth without their means in each colour: they see edges only. */
function kernels(gpu: Gpu, shape: readonly [number, number, number, number], name: number): Tensor {
  const [outputs, colours, rows, columns] = shape;
  const size = rows * columns;
  const values = normal(foldIn(key(7), name), outputs * colours * size);
  for (let plane = 0; plane < outputs * colours; plane++) {
    const own = values.subarray(plane * size, (plane + 1) * size);
    const seesEdges = Math.floor(plane / colours) % 6 > 0;
    const mean = seesEdges ? own.reduce((sum, v) => sum + v, 0) / size : 0;
    const gain = (seesEdges && name !== 3 ? 8 : 2) / Math.sqrt(colours * size);
    own.forEach((v, n) => own[n] = gain * (v - mean));
  }
  return tensor(gpu, values, { shape: [...shape] });
}
