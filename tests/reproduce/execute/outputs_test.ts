import assert from "node:assert/strict";
import { collectOutputs, reportedOutputs } from "../../../scripts/reproduce/execute/outputs.ts";
import { type Message, newHeader } from "../../../scripts/reproduce/kernel/wire.ts";

function message(type: string, content: Record<string, unknown>): Message {
  return { header: newHeader(type, "s"), parent: {}, metadata: {}, content };
}
const stream = (name: string, text: string) => message("stream", { name, text });
const display = (text: string, id?: string, type = "display_data") =>
  message(type, {
    data: { "text/plain": text },
    metadata: { rederive: { class: "time" } },
    transient: id ? { display_id: id } : {},
  });

Deno.test("collectOutputs() merges neighbours of one stream and no others", () => {
  const outputs = collectOutputs([
    stream("stdout", "a\n"),
    stream("stdout", "b\n"),
    stream("stderr", "c\n"),
    stream("stdout", "d\n"),
    display("e"),
    stream("stdout", "f\n"),
  ], new Map());
  assert.deepEqual(
    outputs.map((output) => output.output_type === "stream" ? [output.name, output.text] : "shown"),
    [["stdout", "a\nb\n"], ["stderr", "c\n"], ["stdout", "d\n"], "shown", ["stdout", "f\n"]],
  );
});

Deno.test("collectOutputs() keeps bundles as they are, but for colours in plain text", () => {
  const data = {
    "text/plain": "\x1b[33m42\x1b[39m",
    "text/html": "<b>\x1b[33m</b>",
    "x/y+json": [1],
  };
  const result = message("execute_result", { data, metadata: {}, execution_count: 3 });
  assert.deepEqual(collectOutputs([display("d"), result], new Map()), [
    {
      output_type: "display_data",
      data: { "text/plain": "d" },
      metadata: { rederive: { class: "time" } },
    },
    {
      output_type: "execute_result",
      data: { ...data, "text/plain": "42" },
      metadata: {},
      execution_count: 3,
    },
  ]);
});

Deno.test("collectOutputs() puts errors last: they overtake what was printed before them", () => {
  const error = message("error", {
    ename: "TypeError",
    evalue: "\x1b[31mno\x1b[39m",
    traceback: ["TypeError: \x1b[31mno\x1b[39m", "    at <anonymous>:1:22"],
  });
  assert.deepEqual(
    collectOutputs([stream("stdout", "a\n"), error, stream("stdout", "b\n")], new Map()),
    [
      { output_type: "stream", name: "stdout", text: "a\nb\n" },
      {
        output_type: "error",
        ename: "TypeError",
        evalue: "no",
        traceback: ["TypeError: no", "    at <anonymous>:1:22"],
      },
    ],
  );
});

Deno.test("collectOutputs() updates displays of this and of earlier cells", () => {
  const displays = new Map();
  const first = collectOutputs([display("0 %", "bar"), display("other", "x")], displays);
  const second = collectOutputs([
    display("0 %", "bar"),
    display("100 %", "bar", "update_display_data"),
    display("nobody", "unknown", "update_display_data"),
  ], displays);
  const texts = [...first, ...second].map((output) =>
    output.output_type === "display_data" ? output.data["text/plain"] : output.output_type
  );
  assert.deepEqual(texts, ["100 %", "other", "100 %"]);
});

Deno.test("collectOutputs() clears at once or when something follows", () => {
  const clear = (wait: boolean) => message("clear_output", { wait });
  const text = (messages: Message[]) =>
    collectOutputs(messages, new Map()).map((output) => "text" in output && output.text);
  const [a, b] = [stream("stdout", "a"), stream("stdout", "b")];
  assert.deepEqual(text([a, clear(false)]), []);
  assert.deepEqual(text([a, clear(false), b]), ["b"]);
  assert.deepEqual(text([a, clear(true)]), ["a"]);
  assert.deepEqual(text([a, clear(true), b]), ["b"]);
});

Deno.test("collectOutputs() passes over messages that are no outputs", () => {
  assert.deepEqual(collectOutputs([message("comm_open", {})], new Map()), []);
});

Deno.test("reportedOutputs() shows a reader what the barrier found", () => {
  const finding = { cell: 2, name: "RangeError", message: "no", stack: "RangeError: no\n    at x" };
  const report = {
    marker: "m",
    findings: [
      { ...finding, kind: "unhandled rejection" as const },
      { ...finding, kind: "unhandled rejection" as const, cell: 1 },
      { ...finding, kind: "late output" as const },
    ],
    cut: { bytes: 1234, lines: 5, sha256: "abc" },
    timers: 0,
  };
  assert.deepEqual(reportedOutputs(report, 2), [
    {
      output_type: "stream",
      name: "stderr",
      text: "[cut here: 1234 bytes in 5 lines in all, sha256 abc]\n",
    },
    {
      output_type: "error",
      ename: "RangeError",
      evalue: "no",
      traceback: ["RangeError: no", "    at x"],
    },
  ]);
  assert.deepEqual(reportedOutputs(undefined, 2), []);
});
