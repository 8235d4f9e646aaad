import assert from "node:assert/strict";
import { geometricMedian, type Line, meetLines } from "@rederive/lib/averaging";
import { add, cross, norm, scale, subtract, type Vec3 } from "@rederive/lib/geometry";
import { type Stream, stream } from "@rederive/lib/random";

const vector = (from: Stream): Vec3 => [from.normal(), from.normal(), from.normal()];
const points = (seed: number, count: number) => {
  const from = stream(seed);
  return Array.from({ length: count }, () => vector(from));
};
const SEEDS = Array.from({ length: 30 }, (_, seed) => seed);

Deno.test("geometricMedian() is where unit forces towards all points cancel", () => {
  for (const seed of SEEDS) {
    const cloud = points(seed, 3 + seed);
    const median = geometricMedian(cloud);
    const away = cloud.map((point) => subtract(point, median));
    const others = away.filter((each) => norm(each) > 1e-9);
    const force = norm(add(...others.map((each) => scale(each, 1 / norm(each)))));
    assert(force <= away.length - others.length + 1e-6, `seed ${seed}: ${force}`);
  }
});

Deno.test("geometricMedian() of a triangle is Fermat's point, or a corner of 120 degrees or more", () => {
  const height = Math.sqrt(3) / 2;
  const [x, y] = geometricMedian([[0, 0, 1], [1, 0, 1], [0.5, height, 1]]);
  assert(Math.hypot(x - 0.5, y - height / 3) < 1e-13);
  // 150 degrees at the origin
  const blunt: Vec3[] = [[0, 0, 0], [1, 0, 0], [-height, 0.5, 0]];
  assert.deepEqual(geometricMedian(blunt), [0, 0, 0]);
});

Deno.test("geometricMedian() of numbers on a line is their median, whatever the last one is", () => {
  for (const far of [4, 1e3, 1e9]) {
    assert.deepEqual(geometricMedian([[0, 1, 2], [3, 1, 2], [far, 1, 2]]), [3, 1, 2]);
  }
  assert.throws(() => geometricMedian([]), {
    name: "RangeError",
    message: "Cannot find a median: 0 given, wanted at least 1",
  });
});

/** Lines through a point, each moved off it by a normal vector of a size. */
function bundle(seed: number, { count = 7, size = 0 } = {}): { truth: Vec3; lines: Line[] } {
  const from = stream(seed);
  const truth = add(vector(from), [100, 0, 0]); // a world that is far from its origin
  const lines = Array.from({ length: count }, () => {
    const direction = scale(vector(from), 0.1 + from.uniform());
    const off = cross(direction, vector(from));
    const through = add(truth, scale(off, size * from.normal() / norm(off)));
    return { direction, point: add(through, scale(direction, 20 * from.normal())) };
  });
  return { truth, lines };
}
/** By Pythagoras with the cross product, not by the projector. */
const distance = ({ point, direction }: Line, to: Vec3) =>
  norm(cross(direction, subtract(to, point))) / norm(direction);
Deno.test("meetLines() finds the point all lines pass through", () => {
  for (const seed of SEEDS) {
    const { truth, lines } = bundle(seed, { count: 2 + seed });
    for (const least of ["squares", "distances"] as const) {
      const { point } = meetLines(lines, { least });
      assert(norm(subtract(point, truth)) < 1e-10, `seed ${seed}, ${least}`);
    }
  }
});

Deno.test("meetLines() makes the sum of squares least, or the sum of distances", () => {
  for (const seed of SEEDS) {
    const { lines } = bundle(seed, { size: 0.3 });
    const from = stream(500 + seed);
    for (const [least, power] of [["squares", 2], ["distances", 1]] as const) {
      const { point } = meetLines(lines, { least });
      const total = (at: Vec3) => lines.reduce((sum, line) => sum + distance(line, at) ** power, 0);
      // both sums are convex: what is least around the point is least anywhere
      for (let nudge = 0; nudge < 40; nudge++) {
        const way = vector(from);
        const beside = total(add(point, scale(way, 1e-4 / norm(way))));
        assert(beside > total(point), `seed ${seed}, ${least}: ${beside - total(point)}`);
      }
    }
  }
});

Deno.test("meetLines() by distances does not follow a minority of wild lines", () => {
  for (const seed of SEEDS) {
    const { truth, lines } = bundle(seed, { count: 9 });
    const wild = bundle(1000 + seed, { count: 3 }).lines;
    const both = [...lines, ...wild];
    const off = (least: "squares" | "distances") =>
      norm(subtract(meetLines(both, { least }).point, truth));
    assert(off("distances") < 1e-6, `seed ${seed}: ${off("distances")}`);
    assert(off("squares") > 0.01, `seed ${seed}: ${off("squares")}`);
  }
});

Deno.test("sharpness is 2/3 of three axes, and what a nudge costs at its worst", () => {
  const axes: Line[] = [[2, 0, 0], [0, 3, 0], [0, 0, 4]].map((direction) => {
    return { point: [0, 0, 0], direction: direction as unknown as Vec3 };
  });
  assert(Math.abs(meetLines(axes).sharpness - 2 / 3) < 1e-15);
  const angle = 0.1; // two lines to one side and the other of x
  const narrow = [angle, -angle].map((a): Line => {
    return { point: [0, 0, 0], direction: [Math.cos(a), Math.sin(a), 0] };
  });
  assert(Math.abs(meetLines(narrow).sharpness - Math.sin(angle) ** 2) < 1e-15);
});

Deno.test("meetLines() refuses parallel lines, single lines and lines that run nowhere", () => {
  const point: Vec3 = [0, 0, 0];
  const refused: [Line[], string][] = [
    [
      [{ point, direction: [1, 2, 2] }, { point: [1, 0, 0], direction: [-2, -4, -4] }],
      "2 lines are parallel, wanted some that are not",
    ],
    [[{ point, direction: [1, 0, 0] }], "1 given, wanted at least 2"],
    [
      [{ point, direction: [1, 0, 0] }, { point, direction: [0, 0, 0] }],
      "direction 1 is 0 long, wanted a finite length above 0",
    ],
  ];
  for (const [lines, reason] of refused) {
    assert.throws(() => meetLines(lines), {
      name: "RangeError",
      message: `Cannot meet lines: ${reason}`,
    });
  }
});
