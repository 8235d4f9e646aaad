import type ts from "typescript";
import type { CodeCell, Notebook } from "../types.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { parseModule, type TypeScript } from "./typescript.ts";

export interface ParsedCell {
  cell: CodeCell;
  file: ts.SourceFile;
  jsx: boolean;
}

/** A notebook whose every cell was parsed; `errors` are empty when all of them can run. */
export interface ParsedNotebook {
  notebook: Notebook;
  cells: ParsedCell[];
  errors: Diagnostic[];
}

/**
 * Syntax first: the kernel answers a cell it cannot parse with "Execution failed" and nothing
 * else, and no other check makes sense of it.
 */
export function parseCells(ts: TypeScript, notebook: Notebook): ParsedNotebook {
  const errors: Diagnostic[] = [];
  const cells = notebook.cells.map((cell) => {
    const { file, errors: found, jsx } = parseModule(ts, cell.source);
    for (const { start, code, messageText } of found) {
      const message = ts.flattenDiagnosticMessageText(messageText, "\n");
      // what is missing at the end is reported on the line the parser appended
      const at = Math.min(start, cell.source.length);
      errors.push({
        ...placeIn(notebook, cell, file, at),
        severity: "error",
        code: `TS${code}`,
        message,
      });
    }
    for (const meta of importMetas(ts, file)) {
      errors.push({
        ...placeIn(notebook, cell, file, meta.getStart(file)),
        severity: "error",
        code: "import-meta",
        message: "a cell is no module: the kernel cannot parse import.meta",
        try: 'readData("…") of @rederive/lib/data for files, a path from the notebook for the rest',
      });
    }
    return { cell, file, jsx };
  });
  return { notebook, cells, errors };
}

/** Where a position of a cell's source is. */
export function placeIn(
  notebook: Notebook,
  cell: CodeCell,
  file: ts.SourceFile,
  position: number,
): Pick<Diagnostic, "notebook" | "cell" | "line" | "column"> {
  const { line, character } = file.getLineAndCharacterOfPosition(position);
  return { notebook: notebook.id, cell: cell.ordinal, line: line + 1, column: character + 1 };
}

function importMetas(ts: TypeScript, file: ts.SourceFile): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
      found.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
