import { ok, strictEqual as equal } from "node:assert/strict";
import { key, normal } from "@rederive/lib/random";
import { lookUp64 } from "../../../notebooks/multimodal/vit/look_up64.ts";
import { fitHead, probe } from "../../../notebooks/multimodal/vit/probe.ts";

const classes = Int32Array.from({ length: 400 }, (_, i) => i % 4);
const noise = normal(key(1), 4000);

Deno.test("probe() finds what is linear, under any scale and offset, and nothing in noise", () => {
  const told = noise.map((v, i) => 0.1 * v + Number(i % 10 === classes[Math.floor(i / 10)]));
  const half = (rows: Float32Array, at: number) => {
    const from = 200 * at;
    return {
      rows: rows.slice(from * 10, (from + 200) * 10),
      classes: classes.slice(from, from + 200),
      width: 10,
    };
  };
  equal(probe(half(told, 0), half(told, 1)), 100);
  const scaled = told.map((v, i) => i % 10 === 2 ? 1000 * v - 7 : v);
  equal(probe(half(scaled, 0), half(scaled, 1)), 100);
  const blind = probe(half(noise, 0), half(noise, 1));
  ok(blind > 10 && blind < 42, `${blind}`); // 25, and five standard errors of 3.1
});

Deno.test("probe() is least squares: its weights on one axis are the closed form's", () => {
  // two clusters at -1 and 1 of an axis, the others empty: the boundary lies between
  const rows = Float32Array.of(-1, -1, 1, 1);
  const learn = { rows, classes: [0, 0, 1, 1], width: 1 };
  equal(probe(learn, { rows: Float32Array.of(-0.1, 0.1), classes: [0, 1], width: 1 }), 100);
});

Deno.test("lookUp64() is the row, and adds up what comes back to a word", () => {
  const rules = { text: [2, 0, 2], back: [1, 2, 3, 4, 5, 6], width: 2 };
  const table = [10, 11, 20, 21, 30, 31];
  const { product, gradient } = lookUp64(table, { ...rules, isAdded: true });
  equal(product.join(), "30,31,10,11,30,31");
  equal(gradient.join(), "3,4,0,0,6,8");
  equal(lookUp64(table, { ...rules, isAdded: false }).gradient.join(), "3,4,0,0,5,6");
});

Deno.test("fitHead() is where the slope of its squares and its ridge is zero", () => {
  const learn = { rows: noise.slice(0, 120), classes: classes.slice(0, 12), width: 10 };
  const { weight, bias } = fitHead(learn, { ridge: 0.1 });
  const moment = (c: number) => {
    const column = Array.from({ length: 12 }, (_, r) => learn.rows[10 * r + c]!);
    const mean = column.reduce((a, v) => a + v / 12, 0);
    return { mean, spread: Math.sqrt(column.reduce((a, v) => a + (v - mean) ** 2 / 12, 0)) };
  };
  for (let k = 0; k < 4; k++) {
    const miss = (r: number) =>
      bias[k]! + weight.subarray(10 * k, 10 * k + 10).reduce((sum, w, c) =>
        sum + w * learn.rows[10 * r + c]!, 0) -
      (classes[r] === k ? 1 : -1);
    for (let c = 0; c < 10; c++) {
      const { mean, spread } = moment(c);
      let slope = 0.1 * 12 * weight[10 * k + c]! * spread; // the ridge is on standardised columns
      for (let r = 0; r < 12; r++) slope += miss(r) * (learn.rows[10 * r + c]! - mean) / spread;
      ok(Math.abs(slope) < 1e-9, `${slope}`);
    }
  }
});
