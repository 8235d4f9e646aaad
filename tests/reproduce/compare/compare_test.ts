import assert from "node:assert/strict";
import fc from "fast-check";
import { compareOutputs } from "../../../scripts/reproduce/compare/compare.ts";
import type { CellRun, CodeCell, Metadata, Output } from "../../../scripts/reproduce/types.ts";
import { CLAIM, PLOTLY } from "../../../scripts/reproduce/mime.ts";

fc.configureGlobal({ seed: 1 }); // the same cases in every run

const stdout = (text: string): Output => ({ output_type: "stream", name: "stdout", text });
const stderr = (text: string): Output => ({ output_type: "stream", name: "stderr", text });
const data = (data: Record<string, unknown>, metadata: Metadata = {}): Output => ({
  output_type: "display_data",
  data,
  metadata,
});
const value = (text: string): Output => ({
  output_type: "execute_result",
  data: { "text/plain": text },
  metadata: {},
  execution_count: 1,
});
const error = (ename: string, evalue: string, traceback: string[] = []): Output => ({
  output_type: "error",
  ename,
  evalue,
  traceback,
});
const plot = (y: number[], alt = "a plot") =>
  data({ [PLOTLY]: { data: [{ y }], layout: {} }, "text/plain": alt, "image/png": alt });
const claim = (id: string, card = "card") =>
  data({ [CLAIM]: { id, verdict: "confirmed", rev: "0" }, "text/markdown": card });

const cell = (outputs: Output[], metadata: Metadata = {}): CodeCell => ({
  ordinal: 1,
  id: "c1",
  source: "",
  metadata,
  outputs,
});
const run = (outputs: Output[], status: CellRun["status"] = "ok"): CellRun => ({
  ordinal: 1,
  id: "c1",
  status,
  outputs,
  ms: 1,
});

const same: [name: string, stored: Output[], fresh: Output[]][] = [
  ["pieces of a stream", [stdout("a\n"), stdout("b 1.50")], [stdout("a\nb 1.5\n")]],
  ["streams that interleave otherwise", [stdout("a"), stderr("b"), stdout("c")], [
    stderr("b"),
    stdout("ac"),
  ]],
  ["an empty stream", [], [stdout("")]],
  ["times", [data({ "text/plain": "1 ms" }, { rederive: { class: "time" } })], [
    data({ "text/plain": "2 ms" }, { rederive: { class: "time" } }),
  ]],
  ["an environment that is shown no more", [
    data({ "text/plain": "llvmpipe" }, { rederive: { class: "environment" } }),
    value("1"),
  ], [value("1")]],
  ["the picture and text of a plot", [plot([1, 2], "old")], [plot([1, 2], "new")]],
  ["a plot without its picture", [plot([1, 2])], [
    data({ [PLOTLY]: { data: [{ y: [1, 2] }], layout: {} } }),
  ]],
  ["the card of a claim", [claim("a", "old")], [claim("a", "new")]],
  ["counts and tracebacks", [error("TypeError", "x is 1.50", ["at a"])], [
    error("TypeError", "\x1b[31mx is 1.5\x1b[39m", ["at b"]),
  ]],
];

for (const [name, stored, fresh] of same) {
  Deno.test(`compareOutputs() finds no drift in ${name}`, async () => {
    assert.deepEqual(await compareOutputs([cell(stored)], [run(fresh)]), []);
  });
}

type Found = [output: number, kind: string, at: string, want: string, got: string];
const drifts: [name: string, stored: Output[], fresh: Output[], found: Found[]][] = [
  ["a number of a stream", [stdout("a\nb 1.50")], [stdout("a\nb 1.51")], [
    [1, "text", "stdout line 2, number 1", "1.50", "1.51"],
  ]],
  ["a stream that came", [], [stderr("warning: x\ny")], [[
    1,
    "count",
    "",
    "nothing",
    'stderr "warning: x"',
  ]]],
  ["a stream that went", [stdout("a")], [], [[1, "count", "", 'stdout "a"', "nothing"]]],
  ["a value", [value("1"), stdout("s")], [stdout("s"), value("2")], [[
    2,
    "text",
    "line 1, number 1",
    "1",
    "2",
  ]]],
  ["a point", [plot([1, 2, 3])], [plot([1, 2, 4])], [[1, "plot", "data[0].y[2]", "3", "4"]]],
  [
    "JSON",
    [data({ "application/json": { a: [1] } })],
    [data({ "application/json": { a: ["1"] } })],
    [
      [1, "json", "a[0]", "1", '"1"'],
    ],
  ],
  ["HTML", [data({ "text/html": "<b>1.5</b>" })], [data({ "text/html": "<b>1.6</b>" })], [
    [1, "text", "text/html line 1, number 1", "1.5", "1.6"],
  ]],
  ["a table once, not once a form", [data({ "text/plain": "a 1", "text/markdown": "| 1 |" })], [
    data({ "text/plain": "a 2", "text/markdown": "| 2 |" }),
  ], [[1, "text", "line 1, number 1", "1", "2"]]],
  ["a form that came", [data({ "text/plain": "a" })], [
    data({ "text/plain": "a", "text/html": "a" }),
  ], [
    [1, "kind", "", "text/plain", "text/html, text/plain"],
  ]],
  ["a value that became a display", [value("1")], [data({ "text/plain": "1" })], [
    [1, "kind", "", 'value "1"', 'display "1"'],
  ]],
  ["another error", [error("TypeError", "x")], [error("RangeError", "x")], [
    [1, "error", "line 1", "TypeError: x", "RangeError: x"],
  ]],
  ["an error that came", [value("1")], [error("Error", "boom\nmore")], [
    [1, "count", "", 'value "1"', "nothing"],
    [1, "count", "", "nothing", "error Error: boom"],
  ]],
  [
    "one plot more, between equal ones",
    [plot([1]), claim("a")],
    [plot([1]), plot([2]), claim("a")],
    [
      [2, "count", "", "nothing", "a plot"],
    ],
  ],
  ["a claim that went", [claim("a"), claim("b"), claim("c")], [claim("a"), claim("c")], [
    [2, "count", "", "claim b", "nothing"],
  ]],
  ["claims in another order", [claim("a"), claim("b")], [claim("b"), claim("a")], [
    [1, "count", "", "claim a", "nothing"],
    [2, "count", "", "nothing", "claim a"],
  ]],
  ["a picture", [data({ "image/jpeg": "AAAA" })], [data({ "image/jpeg": "AAAB" })], [
    [1, "image", "image/jpeg", "4 characters of base64", "4 characters of base64"],
  ]],
  ["a display that is timed no more", [
    data({ "text/plain": "1" }, { rederive: { class: "time" } }),
  ], [
    data({ "text/plain": "1" }),
  ], [[1, "count", "", "nothing", 'display "1"']]],
];

for (const [name, stored, fresh, found] of drifts) {
  Deno.test(`compareOutputs() reports ${name}`, async () => {
    assert.deepEqual(
      await compareOutputs([cell(stored)], [run(fresh)]),
      found.map(([output, kind, at, want, got]) => ({ cell: 1, output, kind, at, want, got })),
    );
  });
}

Deno.test("compareOutputs() leaves cells that did not run alone", async () => {
  const stored = [cell([value("1")])];
  assert.deepEqual(await compareOutputs(stored, [run([], "not run")]), []);
  assert.deepEqual(await compareOutputs(stored, []), []);
});

Deno.test("compareOutputs() applies a cell's tolerance to text, plots and JSON of this cell alone", async () => {
  const stored = [value("1.00"), plot([1, 2]), data({ "application/json": [1] })];
  const fresh = [value("1.05"), plot([1, 2.05]), data({ "application/json": [1.05] })];
  const tolerance = { abs: 0.1, because: "a test" };
  assert.equal((await compareOutputs([cell(stored)], [run(fresh)])).length, 3);
  assert.deepEqual(
    await compareOutputs([cell(stored, { rederive: { tolerance } })], [run(fresh)]),
    [],
  );
  await assert.rejects(
    compareOutputs([cell(stored, { rederive: { tolerance: { abs: 0.1 } } })], []),
    { name: "BadInput", message: /^Cannot compare cell 1: its tolerance has no "because"/ },
  );
});

Deno.test("compareOutputs() counts a wall of numbers instead of keeping it", async () => {
  const wall = (x: number) =>
    stdout(Array.from({ length: 3000 }, (_, i) => `${i}.${x}`).join("\n"));
  const found = await compareOutputs([cell([wall(1)])], [run([wall(2)])]);
  assert.equal(found.length, 1001);
  assert.equal(found.at(-1)!.at, "2000 places more");
});

const outputs = fc.array(fc.oneof(
  fc.string().map(stdout),
  fc.string().map(value),
  fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })).map((y) => plot(y)),
  fc.jsonValue().map((json) => data({ "application/json": json })),
  fc.constantFrom("a", "b", "c").map((id) => claim(id)),
  fc.string().map((text) => error("Error", text)),
));

Deno.test("compareOutputs() finds no drift between a run and itself, and some where outputs came", async () => {
  await fc.assert(fc.asyncProperty(outputs, async (outputs) => {
    assert.deepEqual(await compareOutputs([cell(outputs)], [run(structuredClone(outputs))]), []);
    const more = [...outputs, value("one more")];
    assert.ok((await compareOutputs([cell(outputs)], [run(more)])).length > 0);
    assert.ok((await compareOutputs([cell(more)], [run(outputs)])).length > 0);
  }));
});
