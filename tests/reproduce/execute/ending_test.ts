import assert from "node:assert/strict";
import {
  type CellFacts,
  endingOf,
  timerEnding,
} from "../../../scripts/reproduce/execute/ending.ts";
import type { Outcome } from "../../../scripts/reproduce/execute/outcome.ts";
import type { BarrierReport } from "../../../scripts/reproduce/kernel/report.ts";
import { newHeader } from "../../../scripts/reproduce/kernel/wire.ts";
import type { Output } from "../../../scripts/reproduce/types.ts";
import { notebookOf } from "./notebook_of.ts";

const [cell] = notebookOf("1").cells;
const [tolerant] = notebookOf(["1", "raises-exception"]).cells;

function facts(outcome: Outcome, more: Partial<CellFacts> = {}): CellFacts {
  return { cell: cell!, outcome, outputs: [], stderr: "", heapMb: 512, noteMs: 90_000, ...more };
}

function answered(report: Partial<BarrierReport> = {}, status = "ok"): Outcome {
  const reply = {
    header: newHeader("execute_reply", "s"),
    parent: {},
    metadata: {},
    content: { status },
  };
  const whole = { marker: "m", findings: [], cut: null, timers: 0, ...report };
  return { is: "answered", answer: { reply, report: whole, ms: 5 } };
}

function error(ename: string, evalue: string): Output {
  return { output_type: "error", ename, evalue, traceback: [] };
}

const exited = (code: number, signal: string | null): Outcome => ({
  is: "ended",
  end: { exit: { code, signal } },
});

Deno.test("endingOf() lets a good cell pass", () => {
  assert.equal(endingOf(facts(answered())), null);
});

Deno.test("endingOf() names budgets, silence and memory", () => {
  const ending = (outcome: Outcome) => endingOf(facts(outcome));
  assert.deepEqual(ending({ is: "over time", budget: "cell", ms: 60_000 }), {
    kind: "cell timeout",
    message: "The cell still ran after 60 s, its budget",
    try: "let the cell do less, or give it more: --cell-timeout 120s",
    cell: 1,
  });
  assert.deepEqual(ending({ is: "over time", budget: "notebook", ms: 1234 }), {
    kind: "notebook timeout",
    message: "The note still ran after 90 s, its budget",
    try: "let the note do less, or give it more: --notebook-timeout 180s",
    cell: 1,
  });
  assert.deepEqual(ending({ is: "silent", ms: 10_000 }), {
    kind: "infrastructure",
    message:
      "The kernel is done with the cell but sent nothing for 10 s; its end of output is missing",
    cell: 1,
  });
  assert.deepEqual(ending({ is: "over memory", bytes: 4.123e9, limit: 4e9 }), {
    kind: "out of memory",
    message: "The kernel held 4.12 GB, it may hold 4 GB",
    try: "hold less at once, or give it more: --max-memory",
    cell: 1,
  });
});

Deno.test("endingOf() reads the kernel's exit", () => {
  const ending = (outcome: Outcome, stderr = "") => {
    const { kind, message } = endingOf(facts(outcome, { stderr }))!;
    return [kind, message];
  };
  assert.deepEqual(ending(exited(3, null)), ["kernel exit", "The kernel exited with code 3"]);
  assert.equal(endingOf(facts(exited(0, null)))?.try, "remove the call of Deno.exit()");
  const outOfHeap = ["out of memory", "The kernel reached V8's heap limit of 512 MB"];
  assert.deepEqual(ending(exited(133, "SIGTRAP")), outOfHeap);
  const fatal = "# Fatal JavaScript out of memory: Reached heap limit\n";
  assert.deepEqual(ending(exited(133, null), fatal), outOfHeap);
  assert.deepEqual(ending(exited(137, "SIGKILL")), [
    "out of memory",
    "The kernel was killed from outside, as a system short of memory does",
  ]);
  assert.deepEqual(ending(exited(139, "SIGSEGV"), "a\npanicked at gpu.rs\n"), [
    "kernel exit",
    "The kernel crashed with SIGSEGV: panicked at gpu.rs",
  ]);
  assert.deepEqual(ending({ is: "ended", end: { lost: new Error("123 is no frame flag\nx") } }), [
    "infrastructure",
    "The connection to the kernel is lost: 123 is no frame flag",
  ]);
});

Deno.test("endingOf() tells claims and misuse from other errors, with claim and fix", () => {
  const evalue = 'Cannot judge claim "words-not-ordinals": 3 is not 4\nTry: count again\nmore';
  const claim = {
    message: 'Cannot judge claim "words-not-ordinals": 3 is not 4',
    try: "count again",
    claim: "words-not-ordinals",
    cell: 1,
  };
  const ending = (ename: string, text: string) =>
    endingOf(facts(answered({}, "error"), { outputs: [error(ename, text)] }));
  assert.deepEqual(ending("ClaimError", evalue), { kind: "claim", ...claim });
  assert.deepEqual(ending("ClaimMisuse", evalue), { kind: "bad input", ...claim });
  assert.deepEqual(ending("ClaimMisuse", "no fix known"), {
    kind: "bad input",
    message: "no fix known",
    cell: 1,
  });
  assert.deepEqual(ending("TypeError", "x is not a function\nmore"), {
    kind: "code error",
    message: "TypeError: x is not a function",
    cell: 1,
  });
});

Deno.test("endingOf() fails a cell on either the reply or an error output", () => {
  // a throwing Symbol.for("Jupyter.display") gives an error output and the reply "ok"
  const shown = facts(answered({}, "ok"), { outputs: [error("Error", "in display")] });
  assert.equal(endingOf(shown)?.message, "Error: in display");
  assert.equal(endingOf(facts(answered({}, "error")))?.message, "Execution failed");
});

Deno.test("endingOf() lets tagged cells throw, but never a claim", () => {
  const thrown = (ename: string) => ({ cell: tolerant!, outputs: [error(ename, "expected")] });
  assert.equal(endingOf(facts(answered({}, "error"), thrown("RangeError"))), null);
  assert.equal(endingOf(facts(answered({}, "error"), thrown("ClaimError")))?.kind, "claim");
  assert.equal(endingOf(facts(exited(3, null), { cell: tolerant! }))?.kind, "kernel exit");
});

Deno.test("endingOf() says how to get what was refused, by a flag there is", () => {
  const text = 'Requires net access to "127.0.0.1:80", run again with the --allow-net flag';
  const outputs = [error("NotCapable", text)];
  assert.deepEqual(endingOf(facts(answered({}, "error"), { outputs })), {
    kind: "bad input",
    message: 'NotCapable: a note runs without net access to "127.0.0.1:80"',
    try: "do without, or run with --allow net",
    cell: 1,
  });
});

Deno.test("endingOf() reports what happened behind a cell's back, by the cell it comes from", () => {
  const finding = { cell: 1, name: "Error", message: "lost\nmore", stack: "" };
  const ending = (kind: BarrierReport["findings"][0]["kind"], cell: number) =>
    endingOf(facts(answered({ findings: [{ ...finding, kind, cell }] })));
  assert.deepEqual(ending("unhandled rejection", 1), {
    kind: "code error",
    message: "A promise nobody awaits was rejected: Error: lost",
    try: "await what the cell starts",
    cell: 1,
  });
  assert.deepEqual(ending("uncaught error", 0), {
    kind: "code error",
    message: "A callback threw, after the cell's end: Error: lost",
    try: "await what the cell starts, and let it reject",
    cell: 0,
  });
  assert.equal(
    ending("late output", 1)?.message,
    'The cell put something out after its end: "lost"',
  );
});

Deno.test("endingOf() refuses floods, after errors", () => {
  const cut = { bytes: 5_200_000, lines: 20_000, sha256: "" };
  assert.deepEqual(endingOf(facts(answered({ cut }))), {
    kind: "bad input",
    message: "The cell put out 5.2 MB in 20000 lines, more than it may",
    try: "show a table, a plot or a sample instead, or let it show more: --max-output",
    cell: 1,
  });
  const both = facts(answered({ cut }, "error"), { outputs: [error("Error", "first")] });
  assert.equal(endingOf(both)?.kind, "code error");
});

Deno.test("timerEnding() blames the cell after which timers never stopped running", () => {
  assert.equal(timerEnding([]), null);
  assert.equal(timerEnding([1, 2, 0]), null);
  assert.equal(timerEnding([1, 0, 0, 2, 1])?.cell, 4);
  assert.equal(timerEnding([1])?.cell, 1);
  assert.equal(
    timerEnding([0, 2])?.message,
    "The cell leaves 2 timers running after the end of the note",
  );
});
