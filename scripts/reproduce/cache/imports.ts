import type ts from "typescript";
import { loadTypeScript, parseModule } from "../check/typescript.ts";

/** What a cell imports, statically or by `import("literal")`. */
export interface Import {
  specifier: string;
  /** `with { type: "…" }`, when given. */
  type?: string;
}

/** In order of appearance, each once; type-only imports leave nothing to run and are not listed. */
export async function importsOf(source: string): Promise<Import[]> {
  if (!/\b(import|export)\b/.test(source)) return [];
  const ts = await loadTypeScript();
  const { file } = parseModule(ts, source);
  const found = new Map<string, Import>();
  visit(file);
  return [...found.values()];

  function visit(node: ts.Node): void {
    if (ts.isImportDeclaration(node) && !node.importClause?.isTypeOnly) {
      add(node.moduleSpecifier, node.attributes);
    } else if (ts.isExportDeclaration(node) && !node.isTypeOnly) {
      add(node.moduleSpecifier, node.attributes);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], node.arguments[1]);
    }
    ts.forEachChild(node, visit);
  }

  function add(name: ts.Node | undefined, attributes: ts.Node | undefined): void {
    if (!name || !ts.isStringLiteralLike(name)) return;
    const specifier = name.text;
    const type = /\btype["']?\s*:\s*["']([^"']+)["']/.exec(attributes?.getText(file) ?? "")?.[1];
    found.set(`${specifier} ${type}`, { specifier, ...(type ? { type } : {}) });
  }
}
