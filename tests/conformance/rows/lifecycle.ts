/** How kernels start, hang, are interrupted and end. */
import { execute } from "../../../scripts/reproduce/execute/execute.ts";
import { inRunner, type Row, startRaw } from "../row.ts";
import type { Notebook } from "../../../scripts/reproduce/types.ts";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Interrupts the first cell, then asks for the second. */
async function interrupt(notebook: Notebook): Promise<string> {
  await using kernel = await startRaw(notebook);
  const [first, second] = notebook.cells;
  const cell = kernel.begin(first!.source);
  await pause(200);
  const reply = await kernel.request("control", "interrupt_request", {});
  const over = await cell.over(1500);
  const next = kernel.begin(second!.source);
  await next.over(1500);
  const evalue = cell.seen().reply?.content.evalue;
  return `interrupt ${reply?.content.status}, the cell ${over ? `ends: ${evalue}` : "goes on"}, ` +
    `the next: ${next.seen().reply?.content.status ?? "no reply"}`;
}

export const rows: Row[] = [
  {
    name: "an interrupt ends a loop",
    of: "Deno",
    notebook: "endless-loop.ipynb",
    expected: "interrupt ok, the cell ends: Execution failed, the next: ok",
    see: interrupt,
  },
  {
    name: "an interrupt never ends an await, and the kernel is lost",
    of: "Deno",
    notebook: "endless-await.ipynb",
    expected: "interrupt ok, the cell goes on, the next: no reply",
    see: interrupt,
  },
  {
    name: "so kernels are killed, and partial output is kept",
    of: "runner",
    notebook: "endless-await.ipynb",
    expected: "cell timeout in cell 1: The cell still ran after 0.5 s, its budget; shown: begun",
    see: (notebook) => inRunner(notebook, { cellMs: 500 }),
  },
  {
    name: "a loop is killed too",
    of: "runner",
    notebook: "endless-loop.ipynb",
    expected: "cell timeout in cell 1: The cell still ran after 0.5 s, its budget; shown: begun",
    see: (notebook) => inRunner(notebook, { cellMs: 500 }),
  },
  {
    name: "endless printing is killed, and only its head is kept",
    of: "runner",
    notebook: "endless-printing.ipynb",
    expected: "cell timeout in cell 1: The cell still ran after 0.5 s, its budget; kept 100 lines",
    async see(notebook) {
      const options = { cellMs: 500, caps: { cellLines: 100 } };
      const { ending, cells } = await execute(notebook, options);
      const [head] = cells[0]!.outputs;
      const kept = head && "text" in head ? head.text.trimEnd().split("\n").length : 0;
      return `${ending?.kind} in cell ${ending?.cell}: ${ending?.message}; kept ${kept} lines`;
    },
  },
  {
    name: "SIGINT kills the kernel",
    of: "Deno",
    notebook: "endless-loop.ipynb",
    expected: "130",
    async see(notebook) {
      await using kernel = await startRaw(notebook);
      kernel.begin(notebook.cells[0]!.source);
      await pause(200);
      Deno.kill(kernel.process.pid, "SIGINT");
      return String((await kernel.process.exited).code);
    },
  },
  {
    name: "shutdown ends the kernel",
    of: "Deno",
    notebook: "endless-loop.ipynb",
    expected: "ok, exit code 0",
    async see(notebook) {
      await using kernel = await startRaw(notebook);
      kernel.begin(notebook.cells[0]!.source);
      const reply = await kernel.request("control", "shutdown_request", { restart: false });
      return `${reply?.content.status}, exit code ${(await kernel.process.exited).code}`;
    },
  },
  {
    name: "Deno.exit() ends the kernel without a reply",
    of: "Deno",
    notebook: "exit.ipynb",
    expected: "no reply, exit code 3",
    async see(notebook) {
      await using kernel = await startRaw(notebook);
      const { reply } = await kernel.run(notebook.cells[0]!.source, { ms: 1000 });
      return `${reply ? "a reply" : "no reply"}, exit code ${(await kernel.process.exited).code}`;
    },
  },
  {
    name: "it ends the note at once, and what was printed before is kept",
    of: "runner",
    notebook: "exit.ipynb",
    expected: "kernel exit in cell 1: The kernel exited with code 3; shown: before",
    see: (notebook) => inRunner(notebook),
  },
  {
    name: "V8's heap limit ends the process with SIGTRAP",
    of: "Deno",
    notebook: "heap.ipynb",
    expected: "133 SIGTRAP",
    async see(notebook) {
      await using kernel = await startRaw(notebook, {
        DENO_V8_FLAGS: "--max-old-space-size=200",
      });
      kernel.begin(notebook.cells[0]!.source);
      const { code, signal } = await kernel.process.exited;
      return `${code} ${signal}`;
    },
  },
  {
    name: "the heap limit is told from other exits",
    of: "runner",
    notebook: "heap.ipynb",
    expected: "out of memory in cell 1: The kernel reached V8's heap limit of 200 MB; " +
      "shown: nothing",
    see: (notebook) => inRunner(notebook, { heapMb: 200 }),
  },
  {
    name: "memory outside V8's heap is limited too",
    of: "runner",
    notebook: "memory.ipynb",
    expected: "out of memory in cell 1: The kernel held … MB, it may hold 500 MB; shown: nothing",
    see: async (notebook) =>
      (await inRunner(notebook, { memoryBytes: 5e8 })).replace(/held \S+/, "held …"),
  },
  {
    name: "a timer of an ended cell prints under the next",
    of: "Deno",
    notebook: "late-timer.ipynb",
    expected: 'the next cell shows: late | "second"',
    async see(notebook) {
      await using kernel = await startRaw(notebook);
      await kernel.run(notebook.cells[0]!.source);
      const { outputs } = await kernel.run(notebook.cells[1]!.source);
      const texts = outputs.map(({ content }) =>
        content.text ?? (content.data as Record<string, unknown>)["text/plain"]
      );
      return `the next cell shows: ${texts.map((text) => String(text).trim()).join(" | ")}`;
    },
  },
  {
    name: "it is kept out of the next cell and laid at the door of its own",
    of: "runner",
    notebook: "late-timer.ipynb",
    expected: "code error in cell 1: The cell put something out after its end: " +
      '"late"; shown: "first"; "second"',
    see: (notebook) => inRunner(notebook),
  },
  {
    name: "the first cell gets nothing of what came before it",
    of: "runner",
    notebook: "first-cell.ipynb",
    expected: "ok; shown: only",
    see: (notebook) => inRunner(notebook),
  },
  {
    name: "kernels that start at once do not meet on a port",
    of: "runner",
    notebook: "first-cell.ipynb",
    expected: "ok; shown: only",
    async see(notebook) {
      const all = await Promise.all(Array.from({ length: 4 }, () => inRunner(notebook)));
      return [...new Set(all)].join(" or ");
    },
  },
];
