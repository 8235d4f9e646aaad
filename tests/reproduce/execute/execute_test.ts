import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { execute, type ExecuteOptions } from "../../../scripts/reproduce/execute/execute.ts";
import { startTime } from "../../../scripts/reproduce/kernel/process_table.ts";
import { startKernel } from "../../../scripts/reproduce/kernel/start.ts";
import type { CellRun, Ending, Output } from "../../../scripts/reproduce/types.ts";
import { folder, notebookOf } from "./notebook_of.ts";

function textOf(output: Output): string {
  switch (output.output_type) {
    case "stream":
      return output.text;
    case "error":
      return `${output.ename}: ${output.evalue}`;
    default:
      return String(output.data["text/plain"]);
  }
}

const summary = (cells: readonly CellRun[]) =>
  cells.map(({ status, outputs }) => [status, outputs.map(textOf).join("|")]);

Deno.test("execute() runs cells in order and gives their outputs", async () => {
  Deno.writeTextFileSync(`${folder}/data.txt`, "data");
  Deno.writeTextFileSync(`${folder}/m.ts`, "export const ten: number = 10;");
  const notebook = notebookOf(
    "const a: number = 1;",
    "console.log('one'); console.log('two'); console.warn('three'); a + 1",
    "import { ten } from './m.ts';\nDeno.readTextFileSync('data.txt').length * ten",
    "",
  );
  const seen: CellRun[] = [];
  const run = await execute(notebook, {}, (cell) => seen.push(cell));
  assert.equal(run.ending, null);
  assert.deepEqual(summary(run.cells), [
    ["ok", ""],
    ["ok", "one\ntwo\n|three\n|2"],
    ["ok", "40"],
    ["ok", ""],
  ]);
  assert.deepEqual(run.cells.map(({ ordinal, id }) => `${ordinal} ${id}`), [
    "1 cell-1",
    "2 cell-2",
    "3 cell-3",
    "4 cell-4",
  ]);
  assert.deepEqual(seen, run.cells);
  const root = Deno.realPathSync(folder);
  assert.deepEqual(run.reads, [`${root}/data.txt`, `${root}/m.ts`]);
  assert.ok(run.kernelStartMs > 0 && run.ms > 0 && run.peakMemory > 5e7);
  assert.equal(run.sandbox, "permissions revoked");
});

/** A way to end, the notebook that ends so in its second cell, and what is kept of that cell. */
interface Case {
  cell: string | readonly [string, ...string[]];
  options?: ExecuteOptions;
  ending: Ending;
  kept: string;
}

const throwNamed = (name: string, message: string) =>
  `class ${name} extends Error { override name = "${name}" }\n` +
  `console.log("before");\nthrow new ${name}(${JSON.stringify(message)});`;
const says = 'Cannot judge claim "words-not-ordinals": got 3, want 4';
const claim = { message: says, try: "count", cell: 2, line: 3, claim: "words-not-ordinals" };

const flood = Array.from({ length: 100 }, (_, i) => `line ${i}\n`).join("");

const cases: Record<string, Case> = {
  "a claim that does not hold": {
    cell: throwNamed("ClaimError", `${says}\nTry: count`),
    ending: { kind: "claim", ...claim },
    kept: `before\n|ClaimError: ${says}\nTry: count`,
  },
  "a claim misused": {
    cell: throwNamed("ClaimMisuse", `${says}\nTry: count`),
    ending: { kind: "bad input", ...claim },
    kept: `before\n|ClaimMisuse: ${says}\nTry: count`,
  },
  "a claim that does not hold in a cell that may throw": {
    cell: [throwNamed("ClaimError", `${says}\nTry: count`), "raises-exception"],
    ending: { kind: "claim", ...claim },
    kept: `before\n|ClaimError: ${says}\nTry: count`,
  },
  "an error": {
    cell: "console.log('before');\n\nnull.length",
    ending: {
      kind: "code error",
      message: "TypeError: Cannot read properties of null (reading 'length')",
      cell: 2,
      line: 3,
    },
    kept: "before\n|TypeError: Cannot read properties of null (reading 'length')",
  },
  "a value that cannot be shown": {
    cell:
      "console.log('before');\n({ [Symbol.for('Jupyter.display')]() { throw new Error('no') } })",
    ending: { kind: "code error", message: "Error: no", cell: 2, line: 2 },
    kept: "before\n|Error: no",
  },
  "code that does not parse": {
    cell: "console.log('never');\nconst x = ;",
    ending: { kind: "code error", message: "SyntaxError: Expression expected", cell: 2, line: 2 },
    kept: "",
  },
  "an import of a file that is not there": {
    cell: "console.log('before');\nimport './nothing.ts';",
    ending: {
      kind: "code error",
      message: `TypeError: Module not found "file://${Deno.realPathSync(folder)}/nothing.ts".`,
      cell: 2,
      line: 2,
    },
    kept: `before\n|TypeError: Module not found "file://${Deno.realPathSync(folder)}/nothing.ts".`,
  },
  "a rejection nobody awaits": {
    cell: "console.log('before');\nPromise.reject(new RangeError('lost'));\n0",
    ending: {
      kind: "code error",
      message: "A promise nobody awaits was rejected: RangeError: lost",
      try: "await what the cell starts",
      cell: 2,
      line: 2,
    },
    kept: "before\n|0|RangeError: lost",
  },
  "a throw in a timer while the cell awaits": {
    cell: "setTimeout(() => {\n  throw new Error('boom');\n}, 5);\n" +
      "await new Promise((resolve) => setTimeout(resolve, 100));\n'goes on'",
    ending: {
      kind: "code error",
      message: "A callback threw: Error: boom",
      try: "await what the cell starts, and let it reject",
      cell: 2,
      line: 2,
    },
    kept: '"goes on"|Error: boom',
  },
  "a flood": {
    cell: "for (let i = 0; i < 100; i++) console.log('line', i)",
    options: { caps: { cellLines: 3 } },
    ending: {
      kind: "bad input",
      message: "The cell put out 790 bytes in 100 lines, more than it may",
      try: "show a table, a plot or a sample instead, or let it show more: --max-output",
      cell: 2,
    },
    kept: `line 0\nline 1\nline 2\n|[cut here: 790 bytes in 100 lines in all, sha256 ${
      createHash("sha256").update(flood).digest("hex")
    }]\n`,
  },
  "an await that never ends": {
    cell: "console.log('before'); await new Promise(() => {})",
    options: { cellMs: 400 },
    ending: {
      kind: "cell timeout",
      message: "The cell still ran after 0.4 s, its budget",
      try: "let the cell do less, or give it more: --cell-timeout 1s",
      cell: 2,
    },
    kept: "before\n",
  },
  "a loop that never ends": {
    cell: "console.log('before'); while (true) {}",
    options: { noteMs: 400 },
    ending: {
      kind: "notebook timeout",
      message: "The note still ran after 0.4 s, its budget",
      try: "let the note do less, or give it more: --notebook-timeout 1s",
      cell: 2,
    },
    kept: "before\n",
  },
  "a callback that never ends": {
    cell: "console.log('before'); setTimeout(() => { while (true) {} }, 0); 1",
    options: { cellMs: 1000, silenceMs: 300 },
    ending: {
      kind: "cell timeout",
      message: "The cell still ran after 1 s, its budget",
      try: "let the cell do less, or give it more: --cell-timeout 2s",
      cell: 2,
    },
    kept: "before\n|1",
  },
  "Deno.exit()": {
    cell: "console.log('before'); Deno.exit(3)",
    ending: {
      kind: "kernel exit",
      message: "The kernel exited with code 3",
      try: "remove the call of Deno.exit()",
      cell: 2,
    },
    kept: "before\n",
  },
  "process.exit(), which node modules call": {
    cell: "import process from 'node:process'; console.log('before'); process.exit(4)",
    ending: {
      kind: "kernel exit",
      message: "The kernel exited with code 4",
      try: "remove the call of Deno.exit()",
      cell: 2,
    },
    kept: "before\n",
  },
  "V8's heap limit": {
    cell:
      "console.log('before'); const kept = []; while (true) kept.push(new Array(1e5).fill(1.5))",
    options: { heapMb: 200 },
    ending: {
      kind: "out of memory",
      message: "The kernel reached V8's heap limit of 200 MB",
      cell: 2,
    },
    kept: "before\n",
  },
  "a kill from outside, as by the system short of memory": {
    cell: "console.log('before'); await new Promise((resolve) => setTimeout(resolve, 50)); " +
      "Deno.kill(Deno.pid, 'SIGKILL'); await new Promise(() => {})",
    options: { allow: ["run"] },
    ending: {
      kind: "out of memory",
      message: "The kernel was killed from outside, as a system short of memory does",
      cell: 2,
    },
    kept: "before\n",
  },
  "an end of output that never comes": {
    cell: "console.log('before');" +
      "globalThis[Object.keys(globalThis).find((key) => key.startsWith('rederive.'))] = () => {}; void 0",
    options: { silenceMs: 300 },
    ending: {
      kind: "infrastructure",
      message:
        "The kernel is done with the cell but sent nothing for 0.3 s; its end of output is missing",
      cell: 2,
    },
    kept: "before\n",
  },
};

for (const [name, { cell, options, ending, kept }] of Object.entries(cases)) {
  Deno.test(`execute() ends with "${ending.kind}" after ${name}`, async () => {
    const run = await execute(notebookOf("'first'", cell, "'third'"), options);
    assert.deepEqual(run.ending, ending);
    assert.deepEqual(summary(run.cells), [["ok", '"first"'], ["error", kept], ["not run", ""]]);
  });
}

Deno.test('execute() ends with "out of memory" when the kernel holds more than it may', async () => {
  const fill = "console.log('before'); const kept = []; while (true) { " +
    "kept.push(new Uint8Array(2e7).fill(1)); await new Promise((go) => setTimeout(go, 5)); }";
  const run = await execute(notebookOf(fill), { memoryBytes: 6e8 });
  assert.equal(run.ending?.kind, "out of memory");
  assert.match(run.ending?.message ?? "", /^The kernel held 6\d\d MB, it may hold 600 MB$/);
  assert.ok(run.peakMemory > 6e8);
  assert.deepEqual(summary(run.cells), [["error", "before\n"]]);
});

Deno.test("execute() names the cell whose output came late, and keeps it out of the next", async () => {
  const run = await execute(notebookOf(
    "setTimeout(() => console.log('tick'), 30); 1",
    "await new Promise((resolve) => setTimeout(resolve, 100)); 2",
    "3",
  ));
  assert.deepEqual(run.ending, {
    kind: "code error",
    message: 'The cell put something out after its end: "tick"',
    try: "await what the cell starts",
    cell: 1,
  });
  assert.deepEqual(summary(run.cells), [["ok", "1"], ["error", "2"], ["not run", ""]]);
});

Deno.test("execute() names the cell whose timer outlives the note", async () => {
  const run = await execute(notebookOf("0", "globalThis.t = setInterval(() => {}, 1e6); 1", "2"));
  assert.deepEqual(run.ending, {
    kind: "code error",
    message: "The cell leaves a timer running after the end of the note",
    try: "await what the cell starts, or clear the timer",
    cell: 2,
  });
  const cleared = await execute(
    notebookOf("globalThis.t = setInterval(() => {}, 1e6); 1", "clearInterval(t)"),
  );
  assert.equal(cleared.ending, null);
});

Deno.test("execute() waits for what the last cell started and did not await", async () => {
  for (let i = 0; i < 5; i++) {
    const { ending, cells } = await execute(notebookOf("1", "Deno.readTextFile('no file'); 2"));
    assert.deepEqual([ending?.kind, ending?.cell], ["code error", 2]);
    assert.match(ending?.message ?? "", /^A promise nobody awaits was rejected.*: NotFound: /);
    assert.equal(cells.length, 2);
  }
  const exit = await execute(notebookOf("1", "setTimeout(() => Deno.exit(5), 5); 2"));
  assert.deepEqual([exit.ending?.kind, exit.ending?.cell], ["kernel exit", 2]);
  const brief = await execute(notebookOf("setTimeout(() => {}, 5); 1"));
  assert.equal(brief.ending, null, "a timer that ends at once does no harm");
});

Deno.test("execute() lets tagged cells throw and goes on", async () => {
  const run = await execute(notebookOf(
    ["throw new RangeError('expected')", "raises-exception"],
    ["const x = ;", "raises-exception"],
    "'goes on'",
  ));
  assert.equal(run.ending, null);
  assert.deepEqual(summary(run.cells), [
    ["ok", "RangeError: expected"],
    ["ok", ""],
    ["ok", '"goes on"'],
  ]);
});

Deno.test("execute() reports a kernel that does not start", async () => {
  const run = await execute(notebookOf("1"), { startMs: 1 });
  assert.deepEqual(run.ending, {
    kind: "infrastructure",
    message: "Cannot start a kernel: not ready after 1 ms",
  });
  assert.deepEqual(summary(run.cells), [["not run", ""]]);
  const nowhere = { ...notebookOf("1"), path: `${folder}/no folder/note.ipynb` };
  const message = (await execute(nowhere)).ending?.message ?? "";
  assert.match(message, /^Cannot start a kernel: .*No such cwd/);
});

Deno.test("execute() takes a kernel that waits, ends it, and replaces a dead one", async () => {
  const spare = await startKernel({ cwd: folder, env: { MESA_X: "spare" } });
  const notebook = notebookOf("Deno.env.get('MESA_X')");
  const first = await execute(notebook, { kernel: spare });
  assert.deepEqual(summary(first.cells), [["ok", '"spare"']]);
  assert.equal(first.kernelStartMs, 0);
  assert.equal(startTime(spare.pid), null);
  const second = await execute(notebook, {
    kernel: spare,
    world: { name: "other", env: { MESA_X: "world" } },
  });
  assert.deepEqual(summary(second.cells), [["ok", '"world"']]);
  assert.ok(second.kernelStartMs > 0);
});

Deno.test("execute() throws the signal's reason and leaves no kernel", async () => {
  const stop = new AbortController();
  const kernel = await startKernel({ cwd: folder });
  const run = execute(notebookOf("await new Promise(() => {})"), { kernel, signal: stop.signal });
  setTimeout(() => stop.abort(new Error("enough")), 50);
  await assert.rejects(run, { message: "enough" });
  assert.equal(startTime(kernel.pid), null);
  await assert.rejects(execute(notebookOf("1"), { signal: stop.signal }), { message: "enough" });
});

Deno.test("execute() gives each run the same random numbers", async () => {
  const draw = async () => summary((await execute(notebookOf("Math.random()"))).cells);
  assert.deepEqual(await draw(), await draw());
});
