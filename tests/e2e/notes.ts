/** Tiny notebooks, each as small as what it shows allows. */

/** A cell: its source, or prose, or a source with what was printed when it was accepted. */
export type Cell = string | { prose: string } | { source: string; printed: string };

/** A notebook for the Deno kernel, as Jupyter would have saved it before a first run. */
export function notebook(...cells: Cell[]) {
  return {
    cells: cells.map((cell, i) => {
      const id = `cell-${i + 1}`;
      if (typeof cell === "object" && "prose" in cell) {
        return { cell_type: "markdown", id, metadata: {}, source: cell.prose };
      }
      const { source, printed } = typeof cell === "string" ? { source: cell, printed: "" } : cell;
      const outputs = printed ? [{ output_type: "stream", name: "stdout", text: printed }] : [];
      return { cell_type: "code", execution_count: null, id, metadata: {}, outputs, source };
    }),
    metadata: {
      kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
      language_info: { file_extension: ".ts", name: "typescript" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/** The first cell of a note with claims, which imports the evidence it takes. */
export function opens(note: string, evidence = "equal"): string {
  const names = [evidence, "closedForm", "openNote"].sort().join(", ");
  return `import { ${names} } from "@rederive/lib/claim";
const { judge } = openNote("${note}");`;
}

/** A cell that judges one claim: 4 = 4, and the control 5 = 4, unless told otherwise. */
export function claims(
  id: string,
  { got = "4", want = "4", control = "5", more = "" }: {
    got?: string;
    want?: string;
    control?: string;
    /** Further properties, each with its comma. */
    more?: string;
  } = {},
): string {
  return `await judge({
  id: "${id}",
  says: "${got} is ${want}",
  at: "line 1",
  conditions: {},
  asStated: () => equal(${got}, ${want}, { against: closedForm("${want}") }),
  control: () => equal(${control}, ${want}, { against: closedForm("${want}") }),${
    more && `\n  ${more}`
  }
});`;
}
