import assert from "node:assert/strict";
import {
  add,
  apply,
  determinant,
  expRotation,
  IDENTITY,
  type Mat3,
  multiply,
  norm,
  rotationAngle,
  scale,
  subtract,
  transpose,
  type Vec3,
} from "@rederive/lib/geometry";
import { stream } from "@rederive/lib/random";
import {
  anyRotation,
  drawCandidates,
  normalVector,
} from "../../../notebooks/3d-reconstruction/motion-averaging/candidates.ts";
import {
  directionsFrom,
  drawCorridor,
  drawDatabase,
  relativePoses,
} from "../../../notebooks/3d-reconstruction/motion-averaging/database.ts";

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);
const mean = (numbers: number[]) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

Deno.test("normal vectors have the standard deviation that is asked for in each component", () => {
  const random = stream(1);
  const vectors = Array.from({ length: 4000 }, () => normalVector(random, 0.3));
  for (const k of [0, 1, 2] as const) {
    // the mean of squares of 4000 is off by sqrt(2 / 4000) = 2.2 % in one standard deviation
    assert(Math.abs(mean(vectors.map((v) => v[k] ** 2)) / 0.09 - 1) < 0.09);
  }
});

Deno.test("any rotation is one, and its turns are those of the uniform distribution", () => {
  const random = stream(2);
  const angles = Array.from({ length: 2000 }, () => {
    const rotation = anyRotation(random);
    assert(Math.abs(determinant(rotation) - 1) < 1e-14);
    return rotationAngle(rotation, IDENTITY);
  });
  assert(Math.abs(mean(angles) - (Math.PI / 2 + 2 / Math.PI)) < 0.06); // its mean; sd 0.65
});

Deno.test("candidates are near the truth, but for the first ones", () => {
  for (const seed of SEEDS) {
    const truth = anyRotation(stream(100 + seed));
    const options = { truth, count: 12, noise: 0.02, wild: 3 };
    const off = drawCandidates(stream(seed), options).map((each) => rotationAngle(each, truth));
    assert(Math.max(...off.slice(3)) < 0.02 * 5.5);
    assert(mean(off.slice(0, 3)) > 0.5);
    const agreeing = drawCandidates(stream(seed), { ...options, agree: true });
    assert(rotationAngle(agreeing[0]!, agreeing[2]!) < 0.02 * 8);
  }
});

/** Where the query sees a picture, worked out by hand: R^T (c - q), and R^T R_i. */
const byHand = (query: Mat3, from: Vec3, to: Vec3) => apply(transpose(query), subtract(to, from));

Deno.test("exact relative poses have the right rotation and direction, and lengths of their own", () => {
  const ratios: number[] = [];
  for (const seed of SEEDS) {
    const random = stream(seed);
    const database = drawDatabase(random, { count: 5 });
    const { rotation, translation } = database.query;
    relativePoses(random, database).forEach((pair, i) => {
      const picture = database.pictures[i]!;
      const wanted = multiply(transpose(rotation), picture.rotation);
      assert(rotationAngle(pair.rotation, wanted) < 1e-14);
      const way = byHand(rotation, translation, picture.translation);
      const along = scale(pair.translation, norm(way) / norm(pair.translation));
      assert(norm(subtract(along, way)) < 1e-14 * 10);
      ratios.push(norm(pair.translation) / norm(way));
    });
  }
  assert(Math.max(...ratios) > 2 * Math.min(...ratios));
});

Deno.test("noise of relative poses is in both parts, and wild pairs are far off", () => {
  const off: [number, number][][] = SEEDS.map((seed) => {
    const random = stream(seed);
    const database = drawDatabase(random, { count: 8 });
    const exact = relativePoses(stream(0), database);
    return relativePoses(random, database, { noise: 0.05, wild: 2 }).map((pair, i) => {
      const [a, b] = [pair.translation, exact[i]!.translation].map((t) => scale(t, 1 / norm(t)));
      return [rotationAngle(pair.rotation, exact[i]!.rotation), norm(subtract(a!, b!))];
    });
  });
  for (const part of [0, 1] as const) {
    const [wild, good] = [
      off.flatMap((each) => each.slice(0, 2)),
      off.flatMap((each) => each.slice(2)),
    ]
      .map((some) => mean(some.map((each) => each[part])));
    assert(wild! > 0.8 && good! > 0.03 && good! < 0.12, `${part}: ${wild} ${good}`);
  }
});

Deno.test("a corridor of no width is a line through the query, which stands at the origin", () => {
  for (const seed of SEEDS) {
    const { query, pictures } = drawCorridor(stream(seed), { count: 8, offset: 0 });
    assert.deepEqual(query.translation, [0, 0, 0]);
    const xs = pictures.map(({ translation: [x, y, z] }) => {
      assert(y === 0 && z === 0 && Math.abs(x) >= 0.5 && Math.abs(x) <= 2);
      return x;
    });
    assert.equal(xs.filter((x) => x > 0).length, 4);
    const wide = drawCorridor(stream(seed), { count: 8, offset: 0.5 });
    assert(Math.max(...wide.pictures.map(({ translation: [, y] }) => Math.abs(y))) > 0.1);
  }
});

Deno.test("directions from a place are unit vectors that lead to the pictures", () => {
  const place: Vec3 = [1, 2, 3];
  const to: Vec3[] = [[1, 2, 7], [-2, 2, -1]];
  const pictures = to.map((translation) => ({ rotation: expRotation([1, 0, 0]), translation }));
  const found = directionsFrom(place, pictures).map((way, i) =>
    norm(subtract(add(place, scale(way, [4, 5][i]!)), to[i]!))
  );
  assert(Math.max(...found) < 1e-14);
});
