import assert from "node:assert/strict";
import {
  chordalMean,
  medianQuaternion,
  medianRotation,
  medoidRotation,
} from "@rederive/lib/averaging";
import {
  add,
  expRotation,
  IDENTITY,
  logRotation,
  type Mat3,
  multiply,
  norm,
  quaternionOf,
  randomRotation,
  rotationAngle,
  scale,
  transpose,
  type Vec3,
} from "@rederive/lib/geometry";
import { type Stream, stream } from "@rederive/lib/random";

const any = (from: Stream) => randomRotation(from.uniform(), from.uniform(), from.uniform());
const noise = (from: Stream, size: number): Vec3 => [
  size * from.normal(),
  size * from.normal(),
  size * from.normal(),
];
/** Rotations near one, then some that are anything. */
function candidates(seed: number, { good = 9, wild = 4, size = 0.05, truth }: {
  good?: number;
  wild?: number;
  size?: number;
  truth?: Mat3;
} = {}): { truth: Mat3; rotations: Mat3[] } {
  const from = stream(seed);
  const centre = truth ?? any(from);
  const near = Array.from(
    { length: good },
    () => multiply(centre, expRotation(noise(from, size))),
  );
  return { truth: centre, rotations: [...near, ...Array.from({ length: wild }, () => any(from))] };
}
const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);

Deno.test("chordalMean() is the eigenvector of the largest eigenvalue of the sum of q q^T", () => {
  // Markley et al., "Averaging quaternions", 2007: another way to the same least sum of squares
  for (const seed of SEEDS) {
    const { rotations } = candidates(seed);
    let m = [0, 1, 2, 3].map((i) =>
      [0, 1, 2, 3].map((j) =>
        rotations.map(quaternionOf).reduce((sum, q) => sum + q[i]! * q[j]!, 0)
      )
    );
    for (let step = 0; step < 40; step++) {
      const square = m.map((row) =>
        m.map((_, j) => row.reduce((sum, x, k) => sum + x * m[k]![j]!, 0))
      );
      const trace = square.reduce((sum, row, i) => sum + row[i]!, 0);
      m = square.map((row) => row.map((x) => x / trace));
    }
    const row = m.reduce((best, each) => Math.hypot(...each) > Math.hypot(...best) ? each : best);
    const q = quaternionOf(chordalMean(rotations));
    const along = row.reduce((sum, x, k) => sum + x * q[k]!, 0) / Math.hypot(...row);
    assert(Math.abs(1 - Math.abs(along)) < 1e-14, `seed ${seed}: ${along}`);
  }
});

Deno.test("chordalMean() of one rotation is it, and of some that cancel there is none", () => {
  const turn = expRotation([0.3, -2, 1]);
  assert(rotationAngle(chordalMean([turn]), turn) < 1e-14);
  const about: Vec3[] = [[0, 0, 0], [Math.PI, 0, 0], [0, Math.PI, 0], [0, 0, Math.PI]];
  const halves = about.map(expRotation);
  for (const count of [2, 4]) { // of two, all turns about x are as good
    assert.throws(() => chordalMean(halves.slice(0, count)), {
      name: "RangeError",
      message: `Cannot average rotations: ${count} of them cancel, wanted some that agree`,
    });
  }
});

Deno.test("medianRotation() is where the unit turns to all candidates cancel, or it is one of them", () => {
  let own = 0;
  for (const seed of SEEDS) {
    const { rotations } = candidates(seed);
    const median = medianRotation(rotations);
    const turns = rotations.map((each) => logRotation(multiply(transpose(median), each)));
    const others = turns.filter((turn) => norm(turn) > 1e-9);
    own += turns.length - others.length;
    const force = norm(add(...others.map((turn) => scale(turn, 1 / norm(turn)))));
    assert(force <= turns.length - others.length + 1e-6, `seed ${seed}: ${force}`);
  }
  assert(own < SEEDS.length / 2); // most lie between candidates
});

Deno.test("medianRotation() stays where most agree, wherever the others are put", () => {
  for (const seed of SEEDS) {
    const { truth, rotations } = candidates(seed, { good: 6, wild: 5, size: 0 });
    assert(rotationAngle(medianRotation(rotations), truth) < 1e-14);
    assert(rotationAngle(medoidRotation(rotations), truth) < 1e-14);
  }
});

Deno.test("medians of turns about one axis are medians of the angles", () => {
  const from = stream(7);
  const axis: Vec3 = [0.48, 0.6, -0.64];
  for (const count of [1, 3, 5, 11]) {
    const angles = Array.from({ length: count }, () => from.uniform() - 0.5);
    const middle = angles.toSorted((a, b) => a - b)[count >> 1]!;
    const turns = angles.map((angle) => expRotation(scale(axis, angle)));
    const want = expRotation(scale(axis, middle));
    for (const median of [medianRotation, medoidRotation]) {
      assert(rotationAngle(median(turns), want) < 1e-12);
    }
    // for a component of one axis is sin(angle / 2), which is monotone, and cosines are near 1
    assert(rotationAngle(medianQuaternion(turns), want) < 0.04);
  }
});

Deno.test("medianQuaternion() is the median by component of quaternions on one side", () => {
  for (const seed of SEEDS) {
    const { truth, rotations } = candidates(seed);
    const side = quaternionOf(truth);
    const aligned = rotations.map(quaternionOf).map((q) => {
      const along = q.reduce((sum, x, k) => sum + x * side[k]!, 0);
      return q.map((x) => along < 0 ? -x : x);
    });
    const medians = [0, 1, 2, 3].map((k) => aligned.map((q) => q[k]!).sort((a, b) => a - b)[6]!);
    const got = quaternionOf(medianQuaternion(rotations));
    const along = got.reduce((sum, x, k) => sum + x * medians[k]!, 0) / Math.hypot(...medians);
    assert(Math.abs(along) > 1 - 1e-3, `seed ${seed}: ${along}`);
  }
});

Deno.test("medianQuaternion() does not mind which of q and -q a rotation is given as", () => {
  for (const seed of SEEDS) {
    // half turns: some candidates have the real part on one side of 0, some on the other
    const truth = expRotation(scale([0.6, 0, 0.8], Math.PI));
    const { rotations } = candidates(seed, { truth });
    assert(rotationAngle(medianQuaternion(rotations), truth) < 0.2, `seed ${seed}`);
  }
});

Deno.test("averages of rotations turn with the frame; the median by component need not", () => {
  for (const seed of SEEDS) {
    const { rotations } = candidates(seed);
    const turn = any(stream(100 + seed));
    const turned = rotations.map((each) => multiply(turn, each));
    for (const average of [chordalMean, medoidRotation, medianRotation]) {
      const angle = rotationAngle(average(turned), multiply(turn, average(rotations)));
      assert(angle < 1e-7, `${average.name} at seed ${seed}: ${angle}`);
    }
  }
});

Deno.test("averages of no rotations are refused", () => {
  for (const average of [chordalMean, medoidRotation, medianRotation, medianQuaternion]) {
    assert.throws(() => average([]), {
      name: "RangeError",
      message: /: 0 given, wanted at least 1$/,
    });
  }
  assert.deepEqual(medoidRotation([IDENTITY]), IDENTITY);
});
