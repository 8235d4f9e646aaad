/** What goes wrong in a cell, and whether anybody is told. */
import { execute } from "../../../scripts/reproduce/execute/execute.ts";
import { inKernel, inRunner, type Row, startRaw } from "../row.ts";

// nobody listens there: the same answer on line and off line
const NO_REGISTRY = { NPM_CONFIG_REGISTRY: "http://127.0.0.1:9" };

export const rows: Row[] = [
  {
    name: "code that does not parse fails without a word",
    of: "Deno",
    notebook: "syntax-error.ipynb",
    expected: "error Execution failed, no output",
    see: failureOf,
  },
  {
    name: "the parser is asked what is wrong",
    of: "runner",
    notebook: "syntax-error.ipynb",
    expected: "code error in cell 1: SyntaxError: Expression expected; shown: nothing",
    see: (notebook) => inRunner(notebook),
  },
  {
    name: "a failed npm import fails without a word",
    of: "Deno",
    notebook: "npm-import.ipynb",
    expected: "error Execution failed, no output",
    see: (notebook) => failureOf(notebook, NO_REGISTRY),
  },
  {
    name: "the installer is asked what is wrong",
    of: "runner",
    notebook: "npm-import.ipynb",
    expected: 'code error in cell 1, line 1: Cannot import "npm:rederive-no-such-package@1.0.0": …',
    async see(notebook) {
      const { ending } = await execute(notebook, { env: NO_REGISTRY });
      const said = ending?.message.replace(/(": ).+$/, "$1…");
      return `${ending?.kind} in cell ${ending?.cell}, line ${ending?.line}: ${said}`;
    },
  },
  {
    name: "a missing local file is explained",
    of: "Deno",
    notebook: "missing-file.ipynb",
    expected: 'error | TypeError: Module not found "file:///…/no-such-file.ts".',
    see: async (notebook) => (await inKernel(notebook)).replace(/file:.*\//, "file:///…/"),
  },
  {
    name: "a name a module does not export is undefined (the type check finds it)",
    of: "Deno",
    notebook: "missing-export.ipynb",
    expected: 'ok | "undefined"',
    see: inKernel,
  },
  {
    name: "rejections and throws in microtasks leave a cell ok",
    of: "Deno",
    notebook: "unhandled-rejection.ipynb",
    expected: 'ok | "first"; ok',
    see: inKernel,
  },
  {
    name: "they end the note",
    of: "runner",
    notebook: "unhandled-rejection.ipynb",
    expected: "code error in cell 1: A promise nobody awaits was rejected: Error: lost; " +
      'shown: "first" | Error: lost',
    see: (notebook) => inRunner(notebook),
  },
  {
    name: "a throw in a microtask ends the note",
    of: "runner",
    notebook: "microtask-throw.ipynb",
    expected: 'code error in cell 1: A callback threw: Error: microtask; shown: "first" | ' +
      "Error: microtask",
    see: (notebook) => inRunner(notebook),
  },
  {
    name: "a throw in a timer while a cell awaits hangs the kernel for good",
    of: "Deno",
    notebook: "timer-throw.ipynb",
    expected: "no reply; no reply",
    see: (notebook) => inKernel(notebook, { ms: 1500 }),
  },
  {
    name: "it ends the note, and the cell goes on to its end",
    of: "runner",
    notebook: "timer-throw.ipynb",
    expected: 'code error in cell 1: A callback threw: Error: timer; shown: "awaited" | ' +
      "Error: timer",
    see: (notebook) => inRunner(notebook),
  },
  {
    name: "a value that cannot be shown gives an error and the reply ok",
    of: "Deno",
    notebook: "throwing-display.ipynb",
    expected: "ok | Error: no picture",
    see: inKernel,
  },
  {
    name: "an error output fails the cell, whatever the reply",
    of: "runner",
    notebook: "throwing-display.ipynb",
    expected: "code error in cell 1: Error: no picture; shown: Error: no picture",
    see: (notebook) => inRunner(notebook),
  },
  {
    name: "of thrown values only name and message survive",
    of: "Deno",
    notebook: "thrown-values.ipynb",
    expected: "error | Error: text; error | Error: null; error | Error: [object Object]; " +
      "error | Own: message; error | AggregateError: outer",
    see: inKernel,
  },
  {
    name: "stack lines are those of the JavaScript, not of the cell",
    of: "Deno",
    notebook: "stack-lines.ipynb",
    expected: "thrown on line 8, said to be on line 5",
    async see(notebook) {
      await using kernel = await startRaw(notebook);
      const { reply } = await kernel.run(notebook.cells[0]!.source);
      const stack = (reply?.content.traceback as string[]).join("\n");
      return `thrown on line 8, said to be on line ${/<anonymous>:(\d+)/.exec(stack)?.[1]}`;
    },
  },
  {
    name: "the line is mapped back",
    of: "runner",
    notebook: "stack-lines.ipynb",
    expected: "line 8",
    see: async (notebook) => `line ${(await execute(notebook)).ending?.line}`,
  },
  {
    name: "failing tests leave a cell ok",
    of: "Deno",
    notebook: "failing-tests.ipynb",
    expected: "ok | 1; ok | 2",
    see: inKernel,
  },
  {
    name: "types are not checked",
    of: "Deno",
    notebook: "wrong-types.ipynb",
    expected: 'ok | "a string"',
    see: inKernel,
  },
  {
    name: "stop_on_error is ignored: a queued cell runs after a failed one",
    of: "Deno",
    notebook: "stop-on-error.ipynb",
    expected: "the second cell: ok",
    async see(notebook) {
      const [first, second] = notebook.cells;
      await using kernel = await startRaw(notebook);
      const one = kernel.begin(first!.source);
      const two = kernel.begin(second!.source);
      await one.over(5000);
      await two.over(5000);
      await one.flushed(5000);
      await two.flushed(5000);
      return `the second cell: ${two.seen().reply?.content.status ?? "no reply"}`;
    },
  },
  {
    name: "no cell runs after a failed one",
    of: "runner",
    notebook: "stop-on-error.ipynb",
    expected: "code error in cell 1: Error: first; shown: Error: first",
    see: (notebook) => inRunner(notebook),
  },
];

async function failureOf(
  notebook: Parameters<Row["see"]>[0],
  env: Record<string, string> = {},
): Promise<string> {
  await using kernel = await startRaw(notebook, env);
  const { reply, outputs } = await kernel.run(notebook.cells[0]!.source);
  const shown = outputs.length ? `${outputs.length} outputs` : "no output";
  return `${reply?.content.status} ${reply?.content.evalue}, ${shown}`;
}
