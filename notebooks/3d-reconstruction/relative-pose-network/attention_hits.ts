import type { Pose } from "@rederive/lib/geometry";
import type { Gpu } from "@rederive/lib/gpu";
import { findMatches, readViews, type Scene } from "@rederive/lib/scene";
import {
  add,
  matmul,
  mean,
  mul,
  noGrad,
  openScope,
  permute,
  read,
  reshape,
  softmax,
  type Tensor,
  tensor,
  transpose,
} from "@rederive/lib/tensor";
import type { PairNetwork } from "./network.ts";
import { CAMERA, type Pairs, SIDE } from "./views.ts";

const PATCHES = 16;

/** How A's patches attend to B's, (count, 16, 16): the mean of the heads, each row of sum 1. */
export async function crossAttention(
  gpu: Gpu,
  network: PairNetwork,
  { patches, count }: Pairs,
): Promise<Float32Array> {
  using _scope = openScope(gpu);
  const [a, b] = patches.map((each) =>
    tensor(gpu, Float32Array.from(each), { shape: [count, PATCHES, 48] })
  );
  return await read(noGrad(() => {
    const branch = network.branches[0];
    const { norm1, attn, cross } = branch.decoder;
    const { norm, attn: look } = cross!;
    const own = branch.encode(a!);
    const seen = add(own, attn.forward(norm1.forward(own)));
    const byHead = (x: Tensor) =>
      permute(reshape(x, [count, PATCHES, look.heads, look.width]), [0, 2, 1, 3]);
    const queries = byHead(look.query.forward(norm.forward(seen)));
    const keys = byHead(look.key.forward(branch.encode(b!)));
    const scores = mul(matmul(queries, transpose(keys)), 1 / Math.sqrt(look.width));
    return mean(softmax(scores), { axes: [1] });
  }));
}

/**
 * The patch of B that shows what a patch of A shows, pair by pair, (count, 16): where most of its pixels
 * are seen; -1 where fewer than four of its sixteen pixels are.
 */
export async function truePatches(
  gpu: Gpu,
  room: Scene,
  cameras: readonly (readonly [Pose, Pose])[],
): Promise<Int32Array> {
  const views = await readViews(gpu, room, { camera: CAMERA, poses: cameras.flat() });
  const truth = new Int32Array(cameras.length * PATCHES).fill(-1);
  cameras.forEach((_, pair) => {
    const { visible, pixels } = findMatches(views[2 * pair]!, views[2 * pair + 1]!);
    const votes = Array.from({ length: PATCHES }, () => new Array<number>(PATCHES).fill(0));
    visible.forEach((isSeen, i) => {
      if (!isSeen) return;
      const from = patchOf(i % SIDE, Math.floor(i / SIDE));
      votes[from]![patchOf(pixels[2 * i]!, pixels[2 * i + 1]!)]! += 1;
    });
    votes.forEach((each, patch) => {
      const seen = each.reduce((sum, n) => sum + n, 0);
      if (seen >= 4) truth[pair * PATCHES + patch] = each.indexOf(Math.max(...each));
    });
  });
  return truth;
}

function patchOf(x: number, y: number): number {
  return 4 * Math.floor(y / 4) + Math.floor(x / 4);
}

/** The share of patches with a true partner whose guess is right. */
export function shareRight(truth: Int32Array, guess: (i: number) => number): number {
  let [right, known] = [0, 0];
  truth.forEach((partner, i) => {
    if (partner < 0) return;
    known++;
    right += Number(guess(i) === partner);
  });
  return right / known;
}

/** The place of the largest of sixteen numbers of a row. */
export function strongest(attention: Float32Array, row: number): number {
  const own = attention.subarray(row * PATCHES, (row + 1) * PATCHES);
  return own.indexOf(Math.max(...own));
}
