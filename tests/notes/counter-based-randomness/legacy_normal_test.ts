import assert from "node:assert/strict";
import {
  drawNormals,
  type LegacyState,
  nextNormal,
  seedLegacy,
} from "../../../notebooks/mathematics/counter-based-randomness/legacy_normal.ts";
import { mtFromSeed } from "../../../notebooks/mathematics/counter-based-randomness/mt19937.ts";

const start = (): LegacyState => ({ twister: mtFromSeed(1234), cached: undefined });

Deno.test("drawNormals() gives numpy 2.4.6's legacy normals for seed 1234", () => {
  // deno-fmt-ignore
  const numpy = [
    0.47143516373249306, -1.1909756947064645, 1.4327069684260973, -0.3126518960917129,
    -0.7205887333650116, 0.8871629403077386, 0.8595884137174165, -0.6365235044173491,
  ];
  const got = drawNormals(start(), numpy.length);
  // one rounding of log may differ between mathematical libraries
  got.forEach((value, i) => assert.ok(Math.abs(value - numpy[i]!) <= 4e-16, `normal ${i}`));
});

Deno.test("nextNormal() keeps the second half of a pair, and seedLegacy() throws it away", () => {
  const state = start();
  drawNormals(state, 5);
  assert.equal(state.cached?.toFixed(8), "0.88716294");
  assert.equal(state.twister.position, 12);
  seedLegacy(state, 1234);
  assert.equal(state.cached, undefined);
  assert.equal(nextNormal(state).toFixed(8), "0.47143516");
});
