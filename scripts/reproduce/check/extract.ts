import type ts from "typescript";
import type { Notebook } from "../types.ts";
import type { ParsedCell, ParsedNotebook } from "./parse.ts";
import type { TypeScript } from "./typescript.ts";

/** All code cells of a notebook as one module, and the way back from its positions. */
export interface Extracted {
  notebook: Notebook;
  text: string;
  /** True when a cell uses JSX: the module is then TSX. */
  jsx: boolean;
  /** Cell, line and column, all from 1, of a line and column of `text`, from 1. */
  locate(line: number, column: number): { cell: number; line: number; column: number };
}

/** What a relative specifier of a cell becomes when the module lies in another folder. */
export type Rewrite = (specifier: string) => string;

/** A line of the module: where it came from, and the replacements made in it. */
interface Line {
  cell: number;
  line: number;
  edits: { column: number; length: number; delta: number }[];
}

export function extract(
  ts: TypeScript,
  { notebook, cells }: ParsedNotebook,
  rewrite: Rewrite = (specifier) => specifier,
): Extracted {
  const lines: Line[] = [];
  const texts = cells.map((parsed) => {
    const { text, edits } = rewritten(ts, parsed, rewrite);
    const count = text.split("\n").length;
    for (let line = 1; line <= count; line++) {
      const own = edits.filter((edit) => edit.line === line);
      lines.push({ cell: parsed.cell.ordinal, line, edits: own });
    }
    if (!isOpen(ts, parsed.file)) return text;
    lines.push({ cell: parsed.cell.ordinal, line: count, edits: [] });
    return `${text}\n;`;
  });
  return {
    notebook,
    text: `${texts.join("\n")}\nexport {};\n`,
    jsx: cells.some((cell) => cell.jsx),
    locate(line, column) {
      const found = lines[line - 1] ?? lines.at(-1) ?? { cell: 1, line: 1, edits: [] };
      return { cell: found.cell, line: found.line, column: original(column, found.edits) };
    },
  };
}

interface Edit {
  line: number;
  column: number;
  length: number;
  delta: number;
}

function rewritten(ts: TypeScript, { cell, file }: ParsedCell, rewrite: Rewrite) {
  const edits: Edit[] = [];
  let text = withoutEmptyStatements(ts, cell.source, file);
  const shifts = new Map<number, number>();
  let moved = 0;
  for (const literal of specifiers(ts, file).sort((a, b) => a.pos - b.pos)) {
    if (!/^\.\.?\//.test(literal.text)) continue;
    const start = literal.getStart(file) + 1;
    const length = literal.end - 1 - start;
    const replacement = rewrite(literal.text);
    const delta = replacement.length - length;
    text = text.slice(0, start + moved) + replacement + text.slice(start + moved + length);
    moved += delta;
    const { line, character } = file.getLineAndCharacterOfPosition(start);
    const shift = shifts.get(line) ?? 0;
    edits.push({
      line: line + 1,
      column: character + 1 + shift,
      length: replacement.length,
      delta,
    });
    shifts.set(line, shift + delta);
  }
  return { text, edits };
}

/**
 * Blanks statements that are a bare `;`: from one to the end of its block, Deno 2.9 shows lint
 * plugins nothing.
 */
function withoutEmptyStatements(ts: TypeScript, source: string, file: ts.SourceFile): string {
  const { SyntaxKind } = ts;
  let text = source;
  const visit = (node: ts.Node): void => {
    const isMember = node.kind === SyntaxKind.SemicolonClassElement;
    const isStatement = ts.isEmptyStatement(node) &&
      (ts.isSourceFile(node.parent) || ts.isBlock(node.parent) || ts.isModuleBlock(node.parent) ||
        ts.isCaseOrDefaultClause(node.parent));
    if (isMember || isStatement) text = `${text.slice(0, node.end - 1)} ${text.slice(node.end)}`;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return text;
}

/** Whether the next cell could continue this one's last statement: it ends without a `;`. */
function isOpen(ts: TypeScript, file: ts.SourceFile): boolean {
  let last: ts.Statement | undefined = file.statements.at(-2); // behind it is the parser's own
  for (;;) {
    if (!last || last.getText(file).endsWith(";")) return false;
    if (ts.isIfStatement(last)) last = last.elseStatement ?? last.thenStatement;
    else if (ts.isIterationStatement(last, true) && !ts.isDoStatement(last)) last = last.statement;
    else return !isBlockLike(ts, last);
  }
}

function isBlockLike(ts: TypeScript, node: ts.Statement): boolean {
  return ts.isBlock(node) || ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) ||
    ts.isEnumDeclaration(node) || ts.isInterfaceDeclaration(node) ||
    ts.isModuleDeclaration(node) || ts.isSwitchStatement(node) || ts.isTryStatement(node);
}

/** The column before the replacements; inside of one, its beginning. */
function original(column: number, edits: Line["edits"]): number {
  let result = column;
  for (const { column: start, length, delta } of edits) {
    if (column >= start + length) result -= delta;
    else if (column >= start) result -= column - start;
  }
  return result;
}

/** The string literals that name modules, in types too. */
function specifiers(ts: TypeScript, file: ts.SourceFile): ts.StringLiteralLike[] {
  const found: ts.StringLiteralLike[] = [];
  const visit = (node: ts.Node): void => {
    const named = moduleOf(ts, node);
    if (named && ts.isStringLiteralLike(named)) found.push(named);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function moduleOf(ts: TypeScript, node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node)) {
    return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  }
  const isImport = ts.isCallExpression(node) &&
    node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isImport ? node.arguments[0] : undefined;
}
