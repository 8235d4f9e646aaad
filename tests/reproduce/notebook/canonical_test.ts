import assert from "node:assert/strict";
import fc from "fast-check";
import { canonical } from "../../../scripts/reproduce/notebook/canonical.ts";
import { parseNotebook } from "../../../scripts/reproduce/notebook/parse.ts";
import { serialise } from "../../../scripts/reproduce/notebook/serialise.ts";
import { withOutputs } from "../../../scripts/reproduce/notebook/with_outputs.ts";
import type { Output } from "../../../scripts/reproduce/types.ts";
import { bytesOf, sampleNotebook } from "./sample.ts";

fc.configureGlobal({ seed: 1 }); // the same cases in every run

Deno.test("canonical() drops colours, times and trust, and counts cells by ordinal", () => {
  const raw = canonical(sampleNotebook([
    { cell_type: "markdown", source: "# Title\ntext" },
    {
      source: "a",
      execution_count: 17,
      metadata: {
        execution: { "iopub.status.busy": "2026-01-01T00:00:00Z" },
        ExecuteTime: { start_time: "2026-01-01" },
        trusted: true,
        tags: ["kept"],
      },
      outputs: [
        { output_type: "stream", name: "stdout", text: ["\x1b[33m4", "2\x1b[39m\n"] },
        { output_type: "stream", name: "stdout", text: "more" },
        {
          output_type: "execute_result",
          data: { "text/plain": "\x1b[1mbold\x1b[22m" },
          metadata: {},
          execution_count: 17,
        },
        { output_type: "error", ename: "Error", evalue: "\x1b[31mred", traceback: ["\x1b[31mat"] },
      ],
    },
    "b",
  ]));
  const cells = raw["cells"] as Record<string, unknown>[];
  assert.deepEqual(cells[0]!["source"], ["# Title\n", "text"]);
  assert.deepEqual(cells[1], {
    id: "c2",
    cell_type: "code",
    source: ["a"],
    execution_count: 1,
    metadata: { tags: ["kept"] },
    outputs: [
      { output_type: "stream", name: "stdout", text: ["42\n", "more"] },
      {
        output_type: "execute_result",
        data: { "text/plain": ["bold"] },
        metadata: {},
        execution_count: 1,
      },
      { output_type: "error", ename: "Error", evalue: "red", traceback: ["at"] },
    ],
  });
  assert.equal(cells[2]!["execution_count"], null);
});

Deno.test("canonical() gives ids to cells of older formats", () => {
  const old = sampleNotebook(["a"], { nbformat_minor: 2 });
  delete (old["cells"] as Record<string, unknown>[])[0]!["id"];
  const raw = canonical(old);
  assert.equal(raw["nbformat_minor"], 5);
  assert.equal((raw["cells"] as Record<string, unknown>[])[0]!["id"], "cell-1");
});

Deno.test("canonical() does not touch its input", () => {
  const raw = sampleNotebook([{ source: "a", execution_count: 3, metadata: { trusted: true } }]);
  const before = structuredClone(raw);
  canonical(raw);
  assert.deepEqual(raw, before);
});

const text = fc.oneof(fc.string({ unit: "binary" }), fc.string().map((s) => `${s}\n${s}\r\n`));
const bundle = fc.record({
  "text/plain": text,
  "application/json": fc.jsonValue(),
  "application/vnd.rederive.claim+json": fc.dictionary(fc.string(), fc.jsonValue()),
  "image/png": fc.base64String(),
  "image/svg+xml": text,
}, { requiredKeys: [] });
const metadata = fc.dictionary(fc.string(), fc.jsonValue());
const output: fc.Arbitrary<Output> = fc.oneof(
  fc.record({
    output_type: fc.constant("stream" as const),
    name: fc.constantFrom("stdout" as const, "stderr" as const),
    text,
  }),
  fc.record({ output_type: fc.constant("display_data" as const), data: bundle, metadata }),
  fc.record({
    output_type: fc.constant("error" as const),
    ename: text,
    evalue: text,
    traceback: fc.array(text),
  }),
);

Deno.test("what is written is what is read: canonical() is a fixed point of a round trip", async () => {
  const cells = fc.array(fc.record({ source: text, outputs: fc.array(output) }), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(cells, async (made) => {
      const options = { path: "/n.ipynb", id: "n" };
      const sources = ["start", ...made.map(({ source }) => source)];
      const notebook = await parseNotebook(bytesOf(sampleNotebook(sources)), options);
      const runs = [[], ...made.map(({ outputs }) => outputs)].map((outputs, i) => (
        { ordinal: i + 1, id: `c${i + 1}`, status: "ok" as const, outputs, ms: 1 }
      ));
      const written = serialise(canonical(withOutputs(notebook, runs)));
      const read = await parseNotebook(new TextEncoder().encode(written), options);
      assert.equal(serialise(canonical(read.raw)), written);
      for (const [i, cell] of read.cells.entries()) {
        assert.equal(cell.source, sources[i]!.toWellFormed());
        const stored = cell.outputs.filter(isDisplay).map(({ data }) => data);
        const made = runs[i]!.outputs.filter(isDisplay).map(({ data }) => data);
        assert.equal(stored.length, made.length);
        for (const [j, data] of stored.entries()) {
          assert.deepEqual(data["application/json"], rewritten(made[j]!["application/json"]));
          assert.equal(data["image/png"], made[j]!["image/png"]);
        }
      }
    }),
    { numRuns: 60 },
  );
});

function isDisplay(output: Output) {
  return output.output_type === "display_data";
}

function rewritten(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(serialise(value));
}

Deno.test("withOutputs() leaves cells that did not run without the old outputs", async () => {
  const stale = [{ output_type: "stream", name: "stdout", text: "old" }];
  const raw = sampleNotebook([
    { source: "a", outputs: stale, execution_count: 5 },
    { cell_type: "markdown", source: "between" },
    { source: "b", outputs: stale, execution_count: 6 },
  ]);
  const notebook = await parseNotebook(bytesOf(raw), { path: "/n.ipynb", id: "n" });
  const fresh: Output[] = [{ output_type: "stream", name: "stdout", text: "new" }];
  const { cells } = withOutputs(notebook, [
    { ordinal: 1, id: "c1", status: "ok", outputs: fresh, ms: 1 },
    { ordinal: 2, id: "c3", status: "not run", outputs: [], ms: 0 },
  ]) as { cells: Record<string, unknown>[] };
  assert.deepEqual(cells.map((cell) => [cell["execution_count"], cell["outputs"]]), [
    [1, fresh],
    [undefined, undefined],
    [null, []],
  ]);
  assert.deepEqual(notebook.raw, raw);
});
