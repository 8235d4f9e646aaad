import {
  conv2d,
  conv2dInputGradient,
  conv2dWeightGradient,
  maxPool2d,
  maxPool2dGradient,
} from "@rederive/lib/conv";
import { key, randomNormal } from "@rederive/lib/random";
import type { MakeCase } from "./bench_case.ts";

interface Sizes {
  batch: number;
  channels: number;
  /** Of an image, both ways. */
  side: number;
  outputs: number;
  kernel: number;
  stride: number;
  padding: number;
}

const layer: Sizes = {
  batch: 4,
  channels: 64,
  side: 32,
  outputs: 64,
  kernel: 3,
  stride: 1,
  padding: 1,
};
const firstLayer: Sizes = { ...layer, batch: 16, channels: 3, outputs: 32 };
const patches: Sizes = {
  batch: 16,
  channels: 3,
  side: 64,
  outputs: 128,
  kernel: 8,
  stride: 8,
  padding: 0,
};

/** Which element of each array a row of products begins at, and how many products it has. */
interface Products {
  y: number;
  x: number;
  weight: number;
  count: number;
}

/** Calls back with each row of the products that are summed. */
function walk(
  { batch, channels, side, outputs, kernel, stride, padding }: Sizes,
  meet: (products: Products) => void,
): void {
  const windows = (side + 2 * padding - kernel) / stride + 1;
  for (let b = 0; b < batch; b++) {
    for (let o = 0; o < outputs; o++) {
      for (let c = 0; c < channels; c++) {
        for (let tap = 0; tap < kernel * kernel; tap++) {
          const [u, v] = [Math.floor(tap / kernel), tap % kernel];
          const first = Math.max(0, Math.ceil((padding - v) / stride));
          const last = Math.min(windows - 1, Math.floor((side - 1 + padding - v) / stride));
          for (let i = 0; i < windows; i++) {
            const row = i * stride + u - padding;
            if (row < 0 || row >= side) continue;
            meet({
              y: ((b * outputs + o) * windows + i) * windows + first,
              x: ((b * channels + c) * side + row) * side + first * stride + v - padding,
              weight: (o * channels + c) * kernel * kernel + tap,
              count: last - first + 1,
            });
          }
        }
      }
    }
  }
}

type Kind = "conv2d" | "conv2dInputGradient" | "conv2dWeightGradient";

function convCase(kind: Kind, what: string, sizes: Sizes): MakeCase {
  return async (gpu) => {
    const { batch, channels, side, outputs, kernel, stride, padding } = sizes;
    const windows = (side + 2 * padding - kernel) / stride + 1;
    const options = { ...sizes, height: side, width: side };
    const shapes = {
      x: [batch, channels, side, side],
      weight: [outputs, channels, kernel, kernel],
      dy: [batch, outputs, windows, windows],
    };
    const make = (seed: number, shape: readonly number[]) =>
      randomNormal(gpu, key(seed), shape.reduce((count, each) => count * each, 1));
    const x = await make(1, shapes.x);
    const weight = await make(2, shapes.weight);
    const dy = await make(3, shapes.dy);
    const [image, factors, slopes] = await gpu.readMany([x, weight, dy]);
    const work = {
      conv2d: {
        gpu: () => conv2d(gpu, x, weight, options),
        made: new Float32Array(dy.length),
        inputs: [{ data: image, shape: shapes.x }, { data: factors, shape: shapes.weight }],
      },
      conv2dInputGradient: {
        gpu: () => conv2dInputGradient(gpu, dy, weight, options),
        made: new Float32Array(x.length),
        inputs: [{ data: slopes, shape: shapes.dy }, { data: factors, shape: shapes.weight }],
      },
      conv2dWeightGradient: {
        gpu: () => conv2dWeightGradient(gpu, x, dy, options),
        made: new Float32Array(weight.length),
        inputs: [{ data: image, shape: shapes.x }, { data: slopes, shape: shapes.dy }],
      },
    }[kind];
    const { made } = work;
    const meet = {
      conv2d: ({ y, x, weight, count }: Products) => {
        const factor = factors[weight]!;
        for (let j = 0; j < count; j++) made[y + j]! += factor * image[x + j * stride]!;
      },
      conv2dInputGradient: ({ y, x, weight, count }: Products) => {
        const factor = factors[weight]!;
        for (let j = 0; j < count; j++) made[x + j * stride]! += factor * slopes[y + j]!;
      },
      conv2dWeightGradient: ({ y, x, weight, count }: Products) => {
        let sum = 0;
        for (let j = 0; j < count; j++) sum += image[x + j * stride]! * slopes[y + j]!;
        made[weight]! += sum;
      },
    }[kind];
    const products = 2 * dy.length * channels * kernel ** 2;
    return {
      name: `${kind} ${what}`,
      size: `${batch} x ${channels} x ${side} x ${side}, ${(products / 1e9).toPrecision(2)} GFLOP`,
      gpu: work.gpu,
      plain: () => {
        made.fill(0);
        walk(sizes, meet);
        return made;
      },
      peers: {
        task: kind,
        inputs: work.inputs,
        options: { stride, padding, side, kernel, channels, batch, outputs },
      },
    };
  };
}

/** Two by two, and back, of the images of a layer. */
function poolCase(isBack: boolean): MakeCase {
  return async (gpu) => {
    const [batch, channels, side] = [16, 64, 32];
    const sizes = { batch, channels, height: side, width: side, kernel: 2 };
    const x = await randomNormal(gpu, key(1), batch * channels * side * side);
    const { y, places } = await maxPool2d(gpu, x, sizes);
    const [image, slopes, taken] = await gpu.readMany([x, y, places]);
    const half = side / 2;
    const [largest, dx] = [new Float32Array(y.length), new Float32Array(x.length)];
    const pool = () => {
      for (let i = 0; i < largest.length; i++) {
        const [plane, row, column] = [
          Math.floor(i / half / half),
          Math.floor(i / half) % half,
          i % half,
        ];
        const at = (plane * side + 2 * row) * side + 2 * column;
        const top = Math.max(image[at]!, image[at + 1]!);
        largest[i] = Math.max(top, image[at + side]!, image[at + side + 1]!);
      }
      return largest;
    };
    const back = () => {
      dx.fill(0);
      for (let i = 0; i < slopes.length; i++) {
        dx[Math.floor(i / half / half) * side * side + taken[i]!]! += slopes[i]!;
      }
      return dx;
    };
    return {
      name: isBack ? "maxPool2dGradient" : "maxPool2d",
      size: `${batch} x ${channels} x ${side} x ${side}, 2 x 2`,
      gpu: async () => {
        if (isBack) return await maxPool2dGradient(gpu, y, places, sizes);
        const pooled = await maxPool2d(gpu, x, sizes);
        pooled.places[Symbol.dispose]();
        return pooled.y;
      },
      plain: isBack ? back : pool,
    };
  };
}

export const convCases: readonly MakeCase[] = [
  convCase("conv2d", "3 x 3", layer),
  convCase("conv2d", "3 x 3, first layer", firstLayer),
  convCase("conv2d", "patches of 8 x 8", patches),
  convCase("conv2dInputGradient", "3 x 3", layer),
  convCase("conv2dWeightGradient", "3 x 3", layer),
  poolCase(false),
  poolCase(true),
];
