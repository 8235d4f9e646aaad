/** A Deno notebook of these code cells, as a file's text. */
export function notebookText(sources: readonly string[]): string {
  const cells = sources.map((source, i) => ({
    cell_type: "code",
    execution_count: null,
    id: `cell-${i + 1}`,
    metadata: {},
    outputs: [],
    source: source.match(/[^\n]*\n|[^\n]+$/g) ?? [],
  }));
  const metadata = {
    kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
    language_info: { file_extension: ".ts", mimetype: "text/x.typescript", name: "typescript" },
  };
  return JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1) + "\n";
}

/** Cells that print `lines` lines each; every line says which cell and which line it is. */
export function printingCells(cells: number, lines: number): string[] {
  return Array.from(
    { length: cells },
    (_, i) =>
      `for (let line = 0; line < ${lines}; line++) console.log("cell ${i + 1} line", line);`,
  );
}

/** Six cells that compute a little and show one value. */
export function quietCells(seed: number): string[] {
  return [
    `const n = ${1000 + seed};`,
    "const squares = Array.from({ length: n }, (_, i) => i * i);",
    "const total = squares.reduce((a, b) => a + b, 0);",
    "total",
    "const mean = total / n;\nmean.toFixed(3)",
    "squares.length",
  ];
}

interface Stored {
  cells: { cell_type: string; outputs: { output_type: string; text?: string | string[] }[] }[];
}

/** How many lines of `printingCells()` stand under their own cell in an executed notebook. */
export function countLines(text: string): { own: number; elsewhere: number } {
  const notebook = JSON.parse(text) as Stored;
  let own = 0, elsewhere = 0;
  notebook.cells.filter((cell) => cell.cell_type === "code").forEach(({ outputs }, i) => {
    const printed = outputs.filter(({ output_type }) => output_type === "stream")
      .map(({ text = "" }) => [text].flat().join("")).join("");
    for (const line of printed.split("\n")) {
      const cell = /^cell (\d+) line \d+$/.exec(line)?.[1];
      if (cell === undefined) continue;
      if (Number(cell) === i + 1) own++;
      else elsewhere++;
    }
  });
  return { own, elsewhere };
}
