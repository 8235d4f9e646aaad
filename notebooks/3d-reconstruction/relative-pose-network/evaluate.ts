import { type PoseError, poseError } from "@rederive/lib/alignment";
import type { Mat3, Pose, Vec3 } from "@rederive/lib/geometry";
import type { Gpu } from "@rederive/lib/gpu";
import { noGrad, openScope, readMany, tensor } from "@rederive/lib/tensor";
import type { PairNetwork } from "./network.ts";
import { Rotations } from "./rotations.ts";
import { posesOf } from "./train.ts";
import type { Pairs } from "./views.ts";

/** What a network says of each pair: the pose of B in A, and of A in B. */
export async function predict(
  gpu: Gpu,
  network: PairNetwork,
  { patches, count }: Pairs,
  options: { isBlind?: boolean } = {},
): Promise<[Pose, Pose][]> {
  using _scope = openScope(gpu);
  const [a, b] = patches.map((each) =>
    tensor(gpu, Float32Array.from(each), { shape: [count, 16, 48] })
  );
  const eye = tensor(gpu, Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1));
  using rotations = new Rotations(gpu);
  const { rotation, translation } = noGrad(() =>
    posesOf(network.forward(a!, b!, options), rotations, eye)
  );
  const [r, t] = await readMany([rotation, translation]) as [Float32Array, Float32Array];
  const pose = (i: number): Pose => ({
    rotation: [...r.subarray(9 * i, 9 * i + 9)] as unknown as Mat3,
    translation: [...t.subarray(3 * i, 3 * i + 3)] as unknown as Vec3,
  });
  return Array.from({ length: count }, (_, i) => [pose(i), pose(count + i)]);
}

/** How far poses are off, those of B in A first, then those of A in B. */
export function errorsOf(
  said: readonly (readonly [Pose, Pose])[],
  { relative }: Pairs,
): PoseError[] {
  return [0, 1].flatMap((side) =>
    said.map((each, i) => poseError(each[side]!, relative[i]![side]!))
  );
}

/** The mean of numbers. */
export function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
}

/** Mean errors in degrees. */
export function inDegrees(errors: readonly PoseError[]): { rotation: number; direction: number } {
  const degrees = (part: keyof PoseError) =>
    meanOf(errors.map((error) => error[part])) * 180 / Math.PI;
  return { rotation: degrees("rotation"), direction: degrees("translation") };
}
