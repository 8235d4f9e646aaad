import type { Gpu } from "@rederive/lib/gpu";
import { Linear } from "@rederive/lib/nn";
import { SIZES } from "./frames.ts";

const { patch, channels } = SIZES;

/**
 * H, set by hand: from tokens of width C back to the 2 x 4 coordinates that E_pts made them of, by the transpose
 * of its weight, whose columns are at right angles and of length 1; and a ninth to twelfth number, from a
 * further column each, for the confidences.
 */
export async function headBehind(gpu: Gpu, points: Linear): Promise<Linear> {
  const { weight } = await points.state();
  const [inputs, outputs] = [channels, 3 * patch];
  const head = new Linear(gpu, { inputs, outputs });
  const back = new Float32Array(outputs * inputs);
  for (let r = 0; r < patch; r++) {
    for (let c = 0; c < channels; c++) {
      for (let xy = 0; xy < 2; xy++) {
        back[(3 * r + xy) * channels + c] = weight!.values[c * 2 * patch + 2 * r + xy]!;
      }
      back[(3 * r + 2) * channels + c] = c === r ? 1 : 0;
    }
  }
  await head.loadState({
    weight: { shape: [outputs, inputs], values: back },
    bias: { shape: [outputs], values: new Float32Array(outputs) },
  });
  return head;
}
