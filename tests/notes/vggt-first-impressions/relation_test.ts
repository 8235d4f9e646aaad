import { ok, strictEqual as equal } from "node:assert/strict";
import { pinhole } from "@rederive/lib/camera";
import { IDENTITY, norm, subtract, type Vec3 } from "@rederive/lib/geometry";
import { drawSpread } from "../../../notebooks/3d-reconstruction/vggt-first-impressions/draw_spread.ts";
import * as relation from "../../../notebooks/3d-reconstruction/vggt-first-impressions/relation.ts";
import { triangulationError } from "../../../notebooks/3d-reconstruction/vggt-first-impressions/triangulate_noisy.ts";

const camera = pinhole({ width: 4, height: 3, fieldOfView: 1.4 });
const depths = Array.from({ length: 12 }, (_, i) => 2 + i / 6);
const pose = { rotation: IDENTITY, translation: [1, 0, -1] as Vec3 };
const truth = { depths, pose, points: relation.pointsOf(camera, { depths, pose }) };

Deno.test("pointsOf() puts a pixel's middle at its depth along z, or along the ray", () => {
  const ray = [-1.5 / camera.fx, -1 / camera.fx, 1];
  const [first] = truth.points;
  ray.forEach((r, k) => ok(Math.abs(first![k]! - (2 * r + pose.translation[k]!)) < 1e-14));
  const [along] = relation.pointsOf(camera, { depths, pose }, "ray");
  ok(Math.abs(norm(subtract(along!, pose.translation)) - 2) < 1e-14);
});

Deno.test("outputs at odds are exactly as far off as those that agree", () => {
  const wrong = relation.wrongTogether(camera, truth, 1);
  const derived = relation.pointsOf(camera, wrong);
  ok(derived.every((p, i) => norm(subtract(p, wrong.points[i]!)) < 1e-12), "they agree");
  const odd = relation.atOdds(wrong, truth);
  odd.points.forEach((p, i) => {
    const [a, b] = [p, wrong.points[i]!].map((each) => norm(subtract(each, truth.points[i]!)));
    ok(Math.abs(a! - b!) < 1e-12 && a! > 1e-3);
  });
  ok(odd.points.some((p, i) => norm(subtract(p, derived[i]!)) > 0.1), "they do not agree");
});

Deno.test("a loss is 0 for the truth, counts every output, and the relation when asked to", () => {
  equal(relation.separately(camera, truth, truth), 0);
  ok(relation.withRelation(camera, truth, truth) < 1e-12);
  const off = (part: Partial<relation.Outputs>) =>
    relation.separately(camera, { ...truth, ...part }, truth);
  ok(Math.abs(off({ depths: depths.map((d) => d + 0.5) }) - 0.5) < 1e-12);
  ok(Math.abs(off({ points: truth.points.map(([x, y, z]): Vec3 => [x, y + 2, z]) }) - 2) < 1e-12);
  ok(Math.abs(off({ pose: { ...pose, translation: [1, 3, -1] } }) - 3) < 1e-12);
  ok(off({ depths: depths.map((d, i) => d + 0.5 * (i % 2)) }) > 0.5, "slopes count");
  const wrong = relation.wrongTogether(camera, truth, 2);
  const loss = relation.separately(camera, wrong, truth);
  ok(Math.abs(relation.withRelation(camera, wrong, truth) - loss) < 1e-12);
});

Deno.test("triangulation is exact without noise and worse at small angles", () => {
  ok(triangulationError({ degrees: 5, noise: 0 }) < 1e-10);
  const [wide, narrow] = [20, 5].map((degrees) => triangulationError({ degrees, noise: 0.5 }));
  ok(narrow! / wide! > 2.5 && narrow! / wide! < 6, "about as one over the angle");
});

Deno.test("drawSpread() writes the percent into the fields", () => {
  const { data } = drawSpread({ parallaxes: [1, 2], contrasts: [0.1], percent: [[12.4, 99.6]] });
  equal(JSON.stringify(data[0]!["text"]), '[["12 %","100 %"]]');
});
