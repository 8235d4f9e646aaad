/**
 * Tolerances written as literals inside the evidence of a claim. They decide a verdict without
 * touching what ran, so editing one re-judges a stored execution instead of starting a kernel.
 */
import type ts from "typescript";
import { literalValue } from "./literal.ts";
import { loadTypeScript, parseModule, type TypeScript } from "./typescript.ts";

export interface SourceTolerance {
  /** UTF-16 offsets of the object literal in the cell's source. */
  start: number;
  end: number;
  value: Record<string, number | string>;
  /** The claim's id when it is a literal. */
  claim: string | null;
  /** The key of `judge({ … })` it stands under: `asStated`, `when`, `instead` or `control`. */
  part: string | null;
}

/** Calls of lib/claim that take a `tolerance`. */
const EVIDENCE = new Set(["equal", "close", "atMost", "atLeast", "everyCase", "overSeeds"]);

/** In source order. Empty for a source that does not parse. */
export async function tolerancesOf(source: string): Promise<SourceTolerance[]> {
  if (!/\btolerance\b/.test(source) || !/\bjudge\b/.test(source)) return [];
  const ts = await loadTypeScript();
  const { file, errors } = parseModule(ts, source);
  const found: SourceTolerance[] = [];
  if (errors.length === 0) visit(file);
  return found;

  function visit(node: ts.Node): void {
    const tolerance = ts.isPropertyAssignment(node) ? toleranceAt(ts, node, file) : null;
    if (tolerance) found.push(tolerance);
    else ts.forEachChild(node, visit);
  }
}

/** The source with every such tolerance blanked: equal for two sources that differ in them alone. */
export async function withoutTolerances(source: string): Promise<string> {
  let text = source;
  for (const { start, end } of (await tolerancesOf(source)).reverse()) {
    text = `${text.slice(0, start)}"judged apart"${text.slice(end)}`;
  }
  return text;
}

function toleranceAt(
  ts: TypeScript,
  node: ts.PropertyAssignment,
  file: ts.SourceFile,
): SourceTolerance | null {
  const literal = node.initializer;
  if (nameOf(ts, node.name) !== "tolerance" || !ts.isObjectLiteralExpression(literal)) return null;
  const call = node.parent.parent;
  if (!ts.isCallExpression(call) || !EVIDENCE.has(calleeName(ts, call))) return null;
  const place = placeInJudge(ts, call);
  const value = place && literalEntries(ts, literal);
  return value ? { start: literal.getStart(file), end: literal.end, value, ...place } : null;
}

/** Which claim and which part of it a node stands in; null outside `judge({ … })`. */
function placeInJudge(ts: TypeScript, inner: ts.Node) {
  let part: string | null = null;
  for (let node = inner; node.parent; node = node.parent) {
    const { parent } = node;
    if (!ts.isObjectLiteralElement(node) || !ts.isObjectLiteralExpression(parent)) continue;
    part = node.name ? nameOf(ts, node.name) : null;
    const call = parent.parent;
    if (!ts.isCallExpression(call) || calleeName(ts, call) !== "judge") continue;
    if (call.arguments[0] !== parent) continue;
    const id = parent.properties.find((p) => p.name && nameOf(ts, p.name) === "id");
    const value = id && ts.isPropertyAssignment(id) ? literalValue(ts, id.initializer) : null;
    return { claim: typeof value === "string" ? value : null, part };
  }
  return null;
}

function literalEntries(
  ts: TypeScript,
  literal: ts.ObjectLiteralExpression,
): SourceTolerance["value"] | null {
  const value: SourceTolerance["value"] = {};
  for (const property of literal.properties) {
    if (!ts.isPropertyAssignment(property)) return null;
    const name = nameOf(ts, property.name);
    const entry = literalValue(ts, property.initializer);
    if (name === null || (typeof entry !== "number" && typeof entry !== "string")) return null;
    value[name] = entry;
  }
  return value;
}

/** `judge` of both `judge(…)` and `note.judge(…)`. */
function calleeName(ts: TypeScript, call: ts.CallExpression): string {
  const callee = call.expression;
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : "";
}

function nameOf(ts: TypeScript, name: ts.PropertyName): string | null {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : null;
}
