/** How output travels: order, place, size. */
import { execute } from "../../../scripts/reproduce/execute/execute.ts";
import { inKernel, inRunner, messageText, type Row, startRaw } from "../row.ts";

/** What of a thousand lines of a cell came after idle, and under the id of the cell behind it. */
async function seeTwoCells(notebook: Parameters<Row["see"]>[0]) {
  const [first, second] = notebook.cells;
  await using kernel = await startRaw(notebook);
  const one = kernel.begin(first!.source);
  await one.over(10_000);
  const two = kernel.begin(second!.source);
  await two.over(10_000);
  await two.flushed(20_000);
  const { outputs, late, foreign } = one.seen();
  const want = ["first", "second"].flatMap((name) =>
    Array.from({ length: 1000 }, (_, i) => `${name} ${i}`)
  );
  // everything of the second cell is foreign to the first
  return {
    late: late - 1000,
    foreign: foreign - 1000,
    inOrder: String(outputs.map(messageText)) === String(want),
  };
}

export const rows: Row[] = [
  {
    name: "idle comes before a cell's output, which may carry the next cell's id",
    of: "Deno",
    notebook: "idle-before-output.ipynb",
    expected: "lines after idle: some, under the other cell's id: some, in order: true",
    // lines change over by chance, mostly some of a thousand: a few kernels are asked
    async see(notebook) {
      let seen = await seeTwoCells(notebook);
      for (let more = 4; more > 0 && seen.foreign === 0; more--) seen = await seeTwoCells(notebook);
      const some = (count: number) => count > 0 ? "some" : "none";
      return `lines after idle: ${some(seen.late)}, under the other cell's id: ${
        some(seen.foreign)
      }, in order: ${seen.inOrder}`;
    },
  },
  {
    name: "each cell gets its own lines all the same",
    of: "runner",
    notebook: "idle-before-output.ipynb",
    expected: "first 1000, second 1000",
    async see(notebook) {
      const { cells } = await execute(notebook);
      return cells.map(({ outputs }) => {
        const text = outputs.map((output) => "text" in output ? output.text : "").join("");
        const lines = text.trimEnd().split("\n");
        const name = lines[0]?.split(" ")[0];
        return `${name} ${lines.filter((line, i) => line === `${name} ${i}`).length}`;
      }).join(", ");
    },
  },
  {
    name: "an error overtakes the lines printed before it",
    of: "Deno",
    notebook: "error-overtakes-output.ipynb",
    expected: "the error comes before the last line",
    async see(notebook) {
      await using kernel = await startRaw(notebook);
      const { outputs } = await kernel.run(notebook.cells[0]!.source);
      const at = outputs.findIndex(({ header }) => header.msg_type === "error");
      return at < outputs.length - 1 ? "the error comes before the last line" : "the error is last";
    },
  },
  {
    name: "errors are sorted behind all output",
    of: "runner",
    notebook: "error-overtakes-output.ipynb",
    expected: "stream, error",
    async see(notebook) {
      const { cells } = await execute(notebook);
      return cells[0]!.outputs.map(({ output_type }) => output_type).join(", ");
    },
  },
  {
    name: "stdout and stderr keep their order",
    of: "runner",
    notebook: "order-of-streams.ipynb",
    expected: "ok; shown: a | b | c | 42",
    async see(notebook) {
      const seen = new Set<string>();
      const [cell] = notebook.cells;
      const many = Array.from({ length: 50 }, (_, i) => ({ ...cell!, ordinal: i + 1 }));
      const { cells } = await execute({ ...notebook, cells: many });
      for (const { outputs } of cells) {
        seen.add(
          outputs.map((output) => {
            if (output.output_type === "stream") return output.text.trim();
            return output.output_type === "error" ? output.evalue : output.data["text/plain"];
          }).join(" | "),
        );
      }
      return `ok; shown: ${[...seen].join(" or ")}`;
    },
  },
  {
    name: "an output of megabytes, which may silence the kernel, is cut",
    of: "runner",
    notebook: "large-output.ipynb",
    expected:
      "bad input in cell 1: The cell put out 8 MB in 1 lines, more than it may; kept 333 kB",
    async see(notebook) {
      const { ending, cells } = await execute(notebook);
      const [head] = cells[0]!.outputs;
      const kept = head && "text" in head ? Math.floor(head.text.length / 1000) : 0;
      return `${ending?.kind} in cell ${ending?.cell}: ${ending?.message}; kept ${kept} kB`;
    },
  },
  {
    name: "a display of megabytes is left out",
    of: "runner",
    notebook: "large-display.ipynb",
    expected: "bad input in cell 1: The cell put out 8 MB in 2 lines, more than it may; shown: " +
      "before | [cut here: 8000067 bytes in 2 lines in all]",
    async see(notebook) {
      return (await inRunner(notebook)).replace(/, sha256 \w+\]/, "]");
    },
  },
  {
    name: "a flood is cut, and counted to its end",
    of: "runner",
    notebook: "flood.ipynb",
    expected: "bad input in cell 1: The cell put out 289 kB in 50000 lines, more than it may; " +
      "kept 10000 lines",
    async see(notebook) {
      const { ending, cells } = await execute(notebook);
      const [head] = cells[0]!.outputs;
      const kept = head && "text" in head ? head.text.trimEnd().split("\n").length : 0;
      return `${ending?.kind} in cell ${ending?.cell}: ${ending?.message}; kept ${kept} lines`;
    },
  },
  {
    name: "what does not go through console is not shown",
    of: "Deno",
    notebook: "unseen-output.ipynb",
    expected: "ok; ok; ok | 1; ok",
    see: inKernel,
  },
  {
    name: "values that show nothing",
    of: "Deno",
    notebook: "silent-values.ipynb",
    expected: 'ok; ok; ok; ok; ok; ok; ok | [ NaN, -0, 10n, null ]; ok | "10"; ok | 5; ok | 1',
    see: inKernel,
  },
  {
    name: "pretty printing stops at 100 elements and at the fifth level",
    of: "Deno",
    notebook: "pretty-printing.ipynb",
    expected: "ok | true; ok | { a: { b: { c: { d: { e: [Object] } } } } }",
    see: inKernel,
  },
  {
    name: "values carry colours unless NO_COLOR is set",
    of: "Deno",
    notebook: "colours.ipynb",
    expected: "\\u001b[33m42\\u001b[39m without, 42 with",
    async see(notebook) {
      // set but empty counts as unset
      const without = await inKernel(notebook, { env: { NO_COLOR: "", FORCE_COLOR: "1" } });
      const value = without.slice("ok | ".length);
      return `${JSON.stringify(value).slice(1, -1)} without, ${
        (await inKernel(notebook)).slice("ok | ".length)
      } with`;
    },
  },
  {
    name: "displays can be updated and cleared",
    of: "runner",
    notebook: "display-updates.ipynb",
    expected: "ok; shown: 100 %; after",
    see: (notebook) => inRunner(notebook),
  },
  {
    name: "text of any alphabet and size comes back as it was sent",
    of: "runner",
    notebook: "large-text.ipynb",
    expected: "ok; shown: true",
    async see(notebook) {
      // source and output span many reads, and reads end inside characters
      const text = "aé€🙂".repeat(30_000);
      const cell = { ...notebook.cells[0]!, source: `console.log(${JSON.stringify(text)})` };
      const { ending, cells } = await execute({ ...notebook, cells: [cell] });
      const [output] = cells[0]!.outputs;
      return `${ending?.message ?? "ok"}; shown: ${
        output?.output_type === "stream" && output.text === `${text}\n`
      }`;
    },
  },
];
