import assert from "node:assert/strict";
import type { Kernel } from "../../../scripts/reproduce/kernel/kernel.ts";
import { startTime } from "../../../scripts/reproduce/kernel/process_table.ts";
import { StartError, startKernel } from "../../../scripts/reproduce/kernel/start.ts";
import type { Message } from "../../../scripts/reproduce/kernel/wire.ts";

const cwd = Deno.makeTempDirSync({ prefix: "rederive-test-" });

/** Runs one cell and gives what it put out, one string an output. */
async function run(kernel: Kernel, code: string) {
  const running = kernel.run(code);
  const { reply, report } = await running.answer;
  return { status: reply.content.status, report, texts: running.outputs.map(textOf) };
}

function textOf({ header, content }: Message): string {
  const data = content.data as Record<string, unknown> | undefined;
  return String(content.text ?? data?.["text/plain"] ?? `${header.msg_type}: ${content.evalue}`)
    .trim();
}

Deno.test("startKernel() gives a kernel that runs cells without colours, in their folder", async () => {
  await using kernel = await startKernel({ cwd, env: { VK_ICD_FILENAMES: "of a world" } });
  assert.deepEqual((await run(kernel, "const x: number = 41; x + 1")).texts, ["42"]);
  assert.deepEqual((await run(kernel, "[x, Deno.cwd()]")).texts, [`[ 41, "${cwd}" ]`]);
  const env = "Deno.env.get('VK_ICD_FILENAMES') + ' ' + Deno.env.get('PATH')";
  assert.deepEqual((await run(kernel, env)).texts, ['"of a world undefined"']);
  const mark = "typeof globalThis[Symbol.for('rederive.runner')].session";
  assert.deepEqual((await run(kernel, mark)).texts, ['"string"']);
  assert.equal(kernel.alive, true);
  assert.ok(kernel.startMs > 0);
});

Deno.test("Kernel takes net, write, run and ffi from cells, except what is allowed", async () => {
  const names = "['net', 'import', 'write', 'run', 'ffi', 'read', 'env']";
  const ask = `${names}.map((name) => Deno.permissions.requestSync({ name }).state).join()`;
  await using kernel = await startKernel({ cwd, allow: ["run"] });
  const { texts } = await run(kernel, ask);
  assert.deepEqual(texts, ['"denied,denied,denied,granted,denied,granted,granted"']);
  await using online = await startKernel({ cwd, allow: ["net"] });
  assert.deepEqual((await run(online, ask)).texts, [
    '"granted,granted,denied,denied,denied,granted,granted"',
  ]);
  const { texts: [error] } = await run(kernel, "Deno.writeTextFileSync('x', '')");
  assert.match(error ?? "", /Requires write access/);
});

Deno.test("Kernel gives 40 cells of 50 lines each their own lines", async () => {
  await using kernel = await startKernel({ cwd });
  for (let cell = 0; cell < 40; cell++) {
    const { texts } = await run(kernel, `for (let i = 0; i < 50; i++) console.log(${cell}, i)`);
    assert.deepEqual(texts, Array.from({ length: 50 }, (_, i) => `${cell} ${i}`));
  }
});

Deno.test("Kernel loses and misplaces nothing in 600 random cells under load", async () => {
  await using kernel = await startKernel({ cwd });
  const busy = new Worker(
    "data:application/javascript,setInterval(() => { for (let i = 0; i < 1e7; i++); }, 0)",
    { type: "module" },
  );
  try {
    const random = randomBelow(1);
    for (let cell = 0; cell < 600; cell++) {
      const { code, want } = randomCell(cell, random);
      const { texts, report } = await run(kernel, code);
      // an error is sent past the queue: only its place among the outputs may differ
      const errors = (lines: string[]) => lines.filter((line) => line.startsWith("error: "));
      const others = (lines: string[]) => lines.filter((line) => !line.startsWith("error: "));
      assert.deepEqual(others(texts), others(want), `cell ${cell}`);
      assert.deepEqual(errors(texts), errors(want), `cell ${cell}`);
      assert.deepEqual(report.findings, [], `cell ${cell}`);
    }
  } finally {
    busy.terminate();
  }
});

/** Prints, displays or warns up to 60 times, awaiting or not, then shows a value or throws. */
function randomCell(cell: number, random: (below: number) => number) {
  const count = random(60);
  const put = [
    `console.log("c${cell} " + i)`,
    `await Deno.jupyter.display({ "text/plain": "c${cell} " + i }, { raw: true })`,
    `(i % 2 ? console.error : console.log)("c${cell} " + i)`,
  ][random(3)];
  const pause = random(4) === 0 ? "await new Promise((resolve) => setTimeout(resolve, 1));" : "";
  const fails = random(5) === 0;
  const end = fails ? `throw new Error("e${cell}")` : `"v${cell}"`;
  const want = Array.from({ length: count }, (_, i) => `c${cell} ${i}`);
  return {
    code: `for (let i = 0; i < ${count}; i++) { ${put} }\n${pause}\n${end}`,
    want: [...want, fails ? `error: e${cell}` : `"v${cell}"`],
  };
}

/** Lehmer's generator: the same cells in every run. */
function randomBelow(seed: number): (below: number) => number {
  return (below) => (seed = (seed * 48_271) % 2_147_483_647) % below;
}

Deno.test("Kernel reports rejections and throws nobody sees, by the cell they come from", async () => {
  await using kernel = await startKernel({ cwd });
  const findings = async (code: string) =>
    (await run(kernel, code)).report.findings.map(({ kind, cell, name, message }) =>
      `${kind} of cell ${cell}: ${name}: ${message}`
    );
  assert.deepEqual(await findings("Promise.reject(new RangeError('now'))"), [
    "unhandled rejection of cell 1: RangeError: now",
  ]);
  const later = "setTimeout(() => { throw new Error('timer') }, 500);" +
    "setTimeout(() => Promise.reject('text'), 500); 2";
  assert.deepEqual(await findings(later), []);
  const wait = "await new Promise((resolve) => setTimeout(resolve, 600))";
  assert.deepEqual(await findings(wait), [
    "uncaught error of cell 2: Error: timer",
    "unhandled rejection of cell 2: Error: text",
  ]);
  // a file is looked for while the barrier passes: before or after it
  const found = [...await findings("Deno.readTextFile('no file'); 4"), ...await findings(wait)];
  assert.deepEqual(found, [
    "unhandled rejection of cell 4: NotFound: No such file or directory (os error 2): readfile 'no file'",
  ]);
});

Deno.test("Kernel keeps output of an ended cell out of the next, and tells whose it is", async () => {
  await using kernel = await startKernel({ cwd });
  const start = "globalThis.ticks = setInterval(() => console.log('tick'), 1); 'started'";
  const { texts } = await run(kernel, start);
  assert.deepEqual(texts.filter((text) => text !== "tick"), ['"started"']);
  for (let cell = 2; cell < 40; cell++) {
    const wait = "await new Promise((resolve) => setTimeout(resolve, 3));";
    const { texts, report } = await run(kernel, `console.log("a"); ${wait} console.log("b"); 1`);
    assert.deepEqual(texts, ["a", "b", "1"]);
    assert.deepEqual(report.findings.map(({ kind, cell }) => [kind, cell]), [["late output", 1]]);
    assert.equal(report.timers, 1);
  }
  assert.equal((await run(kernel, "clearInterval(ticks)")).report.timers, 0);
});

Deno.test("Kernel follows a cell through GPU callbacks, files and message ports", async () => {
  await using kernel = await startKernel({ cwd });
  const { texts, report } = await run(
    kernel,
    `
    const device = await (await navigator.gpu.requestAdapter()).requestDevice();
    const buffer = device.createBuffer({ size: 4, usage: GPUBufferUsage.MAP_READ });
    await buffer.mapAsync(GPUMapMode.READ);
    console.log("mapped");
    await device.queue.onSubmittedWorkDone().then(() => console.log("done"));
    await Deno.stat(".").then(() => console.log("stat"));
    const { port1, port2 } = new MessageChannel();
    const heard = new Promise((resolve) => port1.onmessage = resolve);
    port2.postMessage(1);
    await heard.then(() => console.log("heard"));
    port1.close();
    device.destroy();
  `,
  );
  assert.deepEqual([texts, report.findings], [["mapped", "done", "stat", "heard"], []]);
});

Deno.test("Kernel cuts output at the caps and reports its whole size", async () => {
  const caps = { outputBytes: 1000, cellBytes: 3000, cellLines: 50 };
  await using kernel = await startKernel({ cwd, caps });
  const flood = await run(kernel, "for (let i = 0; i < 5000; i++) console.log('l' + i)");
  assert.deepEqual(flood.texts, Array.from({ length: 50 }, (_, i) => `l${i}`));
  assert.deepEqual([flood.report.cut?.lines, flood.report.cut?.bytes], [
    5000,
    10 * 3 + 90 * 4 + 900 * 5 + 4000 * 6,
  ]);

  const show = (size: number) =>
    `await Deno.jupyter.display({ "text/plain": "x".repeat(${size}) }, { raw: true });`;
  const large = await run(kernel, `console.log("head"); ${show(2000)} console.log("tail")`);
  assert.deepEqual(large.texts, ["head"]);
  assert.ok((large.report.cut?.bytes ?? 0) > 2000);

  const value = await run(kernel, '"y".repeat(2000)');
  assert.deepEqual([value.texts, value.report.cut !== null], [[], true]);
  const fine = await run(kernel, `${show(500)} 1`);
  assert.deepEqual([fine.texts, fine.report.cut], [["x".repeat(500), "1"], null]);
});

Deno.test("Kernel ends with the process, says how, and leaves no process and no files", async () => {
  const kernel = await startKernel({ cwd });
  const running = kernel.run("console.log('last words'); Deno.exit(7)");
  running.answer.catch(() => {});
  const end = await kernel.ended;
  assert.deepEqual(end, { exit: { code: 7, signal: null } });
  await kernel.stop();
  assert.deepEqual(running.outputs.map(textOf), ["last words"]);
  assert.equal(kernel.alive, false);
  await kernel[Symbol.asyncDispose]();
  assert.equal(startTime(kernel.pid), null);
  assert.equal(kernel.readAudit(), "");
});

Deno.test("Kernel answers while it is idle, and not while a cell loops", async () => {
  await using kernel = await startKernel({ cwd });
  assert.equal(await kernel.answers(5000), true);
  kernel.run("while (true) {}").answer.catch(() => {});
  assert.equal(await kernel.answers(200), false);
});

Deno.test("startKernel() gives up with a reason when no kernel comes up", async () => {
  const tooSmall = { DENO_V8_FLAGS: "--no-such-flag,--max-old-space-size=1" };
  await assert.rejects(startKernel({ cwd, env: tooSmall }), (error) => {
    assert.ok(error instanceof StartError);
    assert.match(error.message, /^Cannot start a kernel: process \d+ exited with \d+/);
    return true;
  });
  await assert.rejects(startKernel({ cwd, startMs: 1 }), {
    name: "StartError",
    message: "Cannot start a kernel: not ready after 1 ms",
  });
});

Deno.test("startKernel() stops at once when it is cancelled", async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error("cancelled")), 30);
  await assert.rejects(startKernel({ cwd, signal: stop.signal }), { message: "cancelled" });
  await assert.rejects(startKernel({ cwd, signal: stop.signal }), { message: "cancelled" });
});
