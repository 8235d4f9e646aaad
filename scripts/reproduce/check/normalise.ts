/**
 * Source as a canonical text: two sources have the same text exactly when they differ in comments
 * and formatting alone. Food for hashes, not for people.
 */
import type ts from "typescript";
import { loadTypeScript, parseModule, type TypeScript } from "./typescript.ts";
import { normaliseWgsl } from "./normalise_wgsl.ts";

export async function normalise(source: string, kind: "ts" | "wgsl"): Promise<string> {
  return kind === "wgsl"
    ? normaliseWgsl(source)
    : normaliseTypeScript(await loadTypeScript(), source);
}

/**
 * The syntax tree, written out. `ts.createPrinter` would keep quotes, trailing commas and line
 * breaks of the input, so a formatter's pass would count as a change.
 */
export function normaliseTypeScript(ts: TypeScript, source: string): string {
  const { file, errors } = parseModule(ts, source);
  // error recovery may drop tokens: two broken sources could share a tree
  if (errors.length > 0) return source;
  const pragmas = [...source.matchAll(/@jsx\w*\s+\S+/g)].map(([text]) => text);
  return pragmas.concat(writeList(ts, file.statements.slice(0, -1))).join("\n");
}

/** What a node carries beside its syntax: positions, links, caches, and how it was spelled. */
const NOT_SYNTAX = new Set(
  ("pos end id flags kind parent original emitNode symbol localSymbol locals nextContainer jsDoc " +
    "modifierFlagsCache transformFlags flowNode endFlowNode returnFlowNode flowNodeWhenFalse " +
    "flowNodeWhenTrue multiLine singleQuote hasExtendedUnicodeEscape numericLiteralFlags " +
    "templateFlags hasNoDefaultLib").split(" "),
);

function writeNode(ts: TypeScript, node: ts.Node): string {
  const { NodeFlags } = ts;
  const meaningful = NodeFlags.BlockScoped | NodeFlags.OptionalChain | NodeFlags.Namespace |
    NodeFlags.NestedNamespace | NodeFlags.GlobalAugmentation;
  const parts = [String(node.kind)];
  if (node.flags & meaningful) parts.push(`flags:${node.flags & meaningful}`);
  for (const [key, value] of Object.entries(node)) {
    if (value === undefined || NOT_SYNTAX.has(key)) continue;
    parts.push(`${key}:${writeValue(ts, node, key, value)}`);
  }
  return `(${parts.join(" ")})`;
}

function writeValue(ts: TypeScript, parent: ts.Node, key: string, value: unknown): string {
  if (Array.isArray(value)) return `[${writeList(ts, value)}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const node = value as ts.Node;
  if (typeof node.kind !== "number") {
    throw new TypeError(`Cannot write a syntax node: unknown part "${key}"`);
  }
  // a formatter may add the braces of a one-statement body …
  if (isBody(ts, parent, key) && !ts.isBlock(node)) {
    return `(${ts.SyntaxKind.Block} statements:[${writeList(ts, [node])}])`;
  }
  // … and drop the quotes of a property name
  if (key === "name" && ts.isPropertyAssignment(parent) && ts.isStringLiteral(node)) {
    return `(${ts.SyntaxKind.Identifier} escapedText:${
      JSON.stringify(ts.escapeLeadingUnderscores(node.text))
    })`;
  }
  return writeNode(ts, node);
}

function writeList(ts: TypeScript, nodes: readonly ts.Node[]): string {
  return nodes.filter((node) => !ts.isEmptyStatement(node)).map((node) => writeNode(ts, node))
    .join("");
}

function isBody(ts: TypeScript, parent: ts.Node, key: string): boolean {
  if (ts.isIfStatement(parent)) return key === "thenStatement" || key === "elseStatement";
  return key === "statement" && ts.isIterationStatement(parent, false);
}
