import assert from "node:assert/strict";
import { comparePlot } from "../../../scripts/reproduce/compare/plot.ts";

const figure = {
  data: [
    { type: "scatter", name: "loss", x: [0, 1, 2], y: [100, 150, 200], uid: "a" },
    { type: "heatmap", z: [[0, 1], [2, 1000]], opacity: 0.5 },
  ],
  layout: { title: { text: "Loss" }, xaxis: { range: [0, 2] } },
};

type Path = (string | number)[];

function changed(path: Path, value: unknown) {
  const copy = structuredClone(figure);
  // deno-lint-ignore no-explicit-any -- a path into JSON has no type
  let at: any = copy;
  for (const key of path.slice(0, -1)) at = at[key];
  at[path.at(-1)!] = value;
  return comparePlot(figure, copy, null);
}

Deno.test("comparePlot() takes points as one that no eye could separate", () => {
  assert.deepEqual(changed(["data", 0, "y", 1], 150 + 0.9e-3), []);
  assert.deepEqual(changed(["data", 1, "z", 0, 0], 0.009), []);
  assert.deepEqual(changed(["data", 0, "uid"], "b"), []);
});

const places: [at: string, path: Path, value: unknown, want: string, got: string][] = [
  ["data[0].y[1]", ["data", 0, "y", 1], 150.0011, "150", "150.0011"],
  ["data[1].z[0][0]", ["data", 1, "z", 0, 0], 0.011, "0", "0.011"],
  ["data[1].opacity", ["data", 1, "opacity"], 0.50001, "0.5", "0.50001"],
  ["data[0].name", ["data", 0, "name"], "Loss", '"loss"', '"Loss"'],
  ["data[0].y", ["data", 0, "y"], [100, 150], "3 elements", "2 elements"],
  ["data[0].y[2]", ["data", 0, "y", 2], null, "200", "null"],
  ["data", ["data"], [figure.data[0]], "2 elements", "1 elements"],
  ["layout.title.text", ["layout", "title", "text"], "", '"Loss"', '""'],
  ["layout.xaxis.range[1]", ["layout", "xaxis", "range", 1], 2.1, "2", "2.1"],
];

for (const [at, path, value, want, got] of places) {
  Deno.test(`comparePlot() sees ${at} become ${got}`, () => {
    assert.deepEqual(changed(path, value), [{ at, want, got }]);
  });
}

Deno.test("comparePlot() sees swapped traces", () => {
  const swapped = { ...figure, data: figure.data.toReversed() };
  assert.ok(comparePlot(figure, swapped, null).length > 0);
});

Deno.test("comparePlot() takes a cell's tolerance in place of the range", () => {
  const copy = structuredClone(figure);
  copy.data[0]!.y![1] = 151;
  assert.deepEqual(comparePlot(figure, copy, { abs: 1, rel: 0, because: "a test" }), []);
  assert.equal(comparePlot(figure, copy, { abs: 0.9, rel: 0, because: "a test" }).length, 1);
});

Deno.test("comparePlot() compares a constant trace by its size", () => {
  const flat = (y: number[]) => ({ data: [{ y }], layout: {} });
  assert.deepEqual(comparePlot(flat([5, 5]), flat([5, 5.00004]), null), []);
  assert.equal(comparePlot(flat([5, 5]), flat([5, 5.00006]), null).length, 1);
  assert.equal(comparePlot(flat([0, 0]), flat([0, 1e-12]), null).length, 1);
});
