import { foldIn, key, normal } from "@rederive/lib/random";
import type { SceneView } from "@rederive/lib/scene";
import { C } from "./aggregator.ts";

const PATCH = 8;

/**
 * Tokens (N, K, C) of pictures: patches of 8 x 8 pixels, projected by fixed random numbers, and a vector
 * added for the place in the picture. They stand in for DINO's.
 */
export function imageTokens(views: readonly SceneView[]): Float32Array<ArrayBuffer> {
  const { width, height } = views[0]!.camera;
  const across = width / PATCH;
  const patches = across * height / PATCH;
  const inputs = 3 * PATCH ** 2;
  const weight = normal(foldIn(key(7), 1), C * inputs);
  const places = normal(foldIn(key(7), 2), patches * C);
  const tokens = new Float32Array(views.length * patches * C);
  views.forEach(({ rgb }, view) => {
    for (let patch = 0; patch < patches; patch++) {
      const [top, left] = [Math.floor(patch / across) * PATCH, (patch % across) * PATCH];
      for (let c = 0; c < C; c++) {
        let sum = places[patch * C + c]!;
        for (let i = 0; i < inputs; i++) {
          const [at, colour] = [Math.floor(i / 3), i % 3];
          const pixel = (top + Math.floor(at / PATCH)) * width + left + at % PATCH;
          sum += weight[c * inputs + i]! * (rgb[3 * pixel + colour]! - 0.5) /
            Math.sqrt(inputs / 12);
        }
        tokens[(view * patches + patch) * C + c] = sum;
      }
    }
  });
  return tokens;
}
