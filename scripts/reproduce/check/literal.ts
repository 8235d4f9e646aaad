import type ts from "typescript";
import type { TypeScript } from "./typescript.ts";

/**
 * The value of an expression made of literals alone, arithmetic included (`4 * 2 ** -24`,
 * `"two" + "lines"`); undefined when anything else takes part.
 */
export function literalValue(
  ts: TypeScript,
  node: ts.Expression,
): number | string | boolean | null | undefined {
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isParenthesizedExpression(node)) return literalValue(ts, node.expression);
  if (ts.isPrefixUnaryExpression(node)) return unary(ts, node);
  if (ts.isBinaryExpression(node)) return binary(ts, node);
  switch (node.kind) {
    case ts.SyntaxKind.TrueKeyword:
      return true;
    case ts.SyntaxKind.FalseKeyword:
      return false;
    case ts.SyntaxKind.NullKeyword:
      return null;
    default:
      return undefined;
  }
}

function unary(ts: TypeScript, node: ts.PrefixUnaryExpression): number | undefined {
  const value = literalValue(ts, node.operand);
  if (typeof value !== "number") return undefined;
  if (node.operator === ts.SyntaxKind.MinusToken) return -value;
  return node.operator === ts.SyntaxKind.PlusToken ? value : undefined;
}

function binary(ts: TypeScript, node: ts.BinaryExpression): number | string | undefined {
  const left = literalValue(ts, node.left);
  const right = literalValue(ts, node.right);
  const operator = node.operatorToken.kind;
  if (typeof left === "string" && typeof right === "string") {
    return operator === ts.SyntaxKind.PlusToken ? left + right : undefined;
  }
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  switch (operator) {
    case ts.SyntaxKind.PlusToken:
      return left + right;
    case ts.SyntaxKind.MinusToken:
      return left - right;
    case ts.SyntaxKind.AsteriskToken:
      return left * right;
    case ts.SyntaxKind.SlashToken:
      return left / right;
    case ts.SyntaxKind.AsteriskAsteriskToken:
      return left ** right;
    default:
      return undefined;
  }
}
