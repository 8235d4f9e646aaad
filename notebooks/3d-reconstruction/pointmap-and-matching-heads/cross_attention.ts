import type { Gpu } from "@rederive/lib/gpu";
import { stream } from "@rederive/lib/random";
import type { SceneView } from "@rederive/lib/scene";
import { attention, openScope, read, tensor } from "@rederive/lib/tensor";
import { SIZE } from "./rooms.ts";

const WAVES = 32;
/** Of the scores: codes have a squared length of about 16. */
const SHARPNESS = 8;

/** Codes (pixels, 32) of what a view shows: waves over the points of the world, the same for all views. */
export function drawCodes({ points }: SceneView): Float32Array<ArrayBuffer> {
  const random = stream(70);
  const codes = new Float32Array(SIZE ** 2 * WAVES);
  for (let wave = 0; wave < WAVES; wave++) {
    const along = [0, 1, 2].map(() => 3 * random.normal());
    const phase = 2 * Math.PI * random.uniform();
    for (let i = 0; i < SIZE ** 2; i++) {
      const turn = along.reduce((sum, w, k) => sum + w * points[3 * i + k]!, phase);
      codes[i * WAVES + wave] = Math.cos(turn);
    }
  }
  return codes;
}

/**
 * What every pixel reads off by attention: queries are the codes of its picture, keys those of another,
 * values the places of the other's pixels. (pixels, 2), column and row.
 */
export async function readPlaces(
  gpu: Gpu,
  queries: Float32Array<ArrayBuffer>,
  keys: Float32Array<ArrayBuffer>,
): Promise<Float32Array> {
  using _ = openScope(gpu);
  const places = new Float32Array(SIZE ** 2 * WAVES);
  for (let i = 0; i < SIZE ** 2; i++) places.set([i % SIZE, Math.floor(i / SIZE)], i * WAVES);
  const shape = [1, SIZE ** 2, WAVES];
  const [q, k, v] = [unit(queries), unit(keys), places].map((rows) => tensor(gpu, rows, { shape }));
  const read32 = await read(attention({ q: q!, k: k!, v: v! }, { scale: 16 * SHARPNESS }));
  return Float32Array.from(
    { length: 2 * SIZE ** 2 },
    (_, n) => read32[Math.floor(n / 2) * WAVES + n % 2]!,
  );
}

/** Codes over their lengths: attention then prefers no pixel for the size of its code. */
function unit(codes: Float32Array): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(codes.length);
  for (let at = 0; at < codes.length; at += WAVES) {
    const own = codes.subarray(at, at + WAVES);
    const length = Math.hypot(...own);
    rows.set(own.map((x) => x / length), at);
  }
  return rows;
}
