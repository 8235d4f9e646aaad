import type ts from "typescript";
import type { Diagnostic } from "./diagnostic.ts";
import { literalValue } from "./literal.ts";
import { type ParsedCell, type ParsedNotebook, placeIn } from "./parse.ts";
import type { TypeScript } from "./typescript.ts";

/** The house aims at 25; from here on a reader loses the thread. */
const LONGEST_CELL = 30;

/** What can be said of a note's claims without running them, and cells that are too long. */
export function checkClaims(ts: TypeScript, { notebook, cells }: ParsedNotebook): Diagnostic[] {
  const found: Diagnostic[] = [];
  const first = new Map<string, number>();
  const report = (
    cell: ParsedCell,
    node: ts.Node,
    problem: Pick<Diagnostic, "code" | "message" | "try">,
  ) => {
    const place = placeIn(notebook, cell.cell, cell.file, node.getStart(cell.file));
    found.push({ ...place, severity: "error", ...problem });
  };
  for (const cell of cells) {
    for (const { callee, argument } of calls(ts, cell.file)) {
      if (callee === "openNote") checkNote(cell, argument);
      else if (ts.isObjectLiteralExpression(argument)) checkClaim(cell, argument);
    }
    const lines = cell.cell.source.trim().split("\n").length;
    if (lines > LONGEST_CELL) {
      found.push({
        ...placeIn(notebook, cell.cell, cell.file, 0),
        severity: "warning",
        code: "long-cell",
        message: `the cell has ${lines} lines, wanted at most ${LONGEST_CELL}`,
        try: "split it where the idea changes, or move what is general to lib",
      });
    }
  }
  return found;

  function checkNote(cell: ParsedCell, argument: ts.Expression): void {
    const id = literalValue(ts, argument);
    // a file that is typed as a path is no note of the repository, so its name says nothing
    if (typeof id !== "string" || id === notebook.id || notebook.id.endsWith(".ipynb")) return;
    report(cell, argument, {
      code: "note-id",
      message: `openNote() opens "${id}" in the notebook "${notebook.id}"`,
      try: `openNote("${notebook.id}")`,
    });
  }

  function checkClaim(cell: ParsedCell, claim: ts.ObjectLiteralExpression): void {
    const verdict = property(ts, claim, "verdict");
    if (verdict) {
      report(cell, verdict, {
        code: "claim-verdict",
        message: "a verdict is derived from the evidence, never typed",
        try: "remove it; asStated, when, instead and control decide",
      });
    }
    const named = property(ts, claim, "id");
    const id = named && ts.isPropertyAssignment(named) && literalValue(ts, named.initializer);
    if (!named || typeof id !== "string") return;
    const before = first.get(id);
    if (before === undefined) first.set(id, cell.cell.ordinal);
    else {
      report(cell, named, {
        code: "claim-id-twice",
        message: `the claim id "${id}" is used before, in cell ${before}`,
        try: "give this claim an id of its own",
      });
    }
  }
}

const CALLS = ["judge", "outOfScope", "openNote"];

function* calls(ts: TypeScript, file: ts.SourceFile) {
  const queue: ts.Node[] = [file];
  for (let node = queue.pop(); node; node = queue.pop()) {
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => void children.push(child));
    queue.push(...children.reverse());
    if (!ts.isCallExpression(node)) continue;
    const { expression, arguments: [argument] } = node;
    const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
    const callee = ts.isIdentifier(name) ? name.text : "";
    if (argument && CALLS.includes(callee)) yield { callee, argument };
  }
}

function property(ts: TypeScript, literal: ts.ObjectLiteralExpression, name: string) {
  return literal.properties.find(({ name: key }) =>
    key && (ts.isIdentifier(key) || ts.isStringLiteralLike(key)) && key.text === name
  );
}
