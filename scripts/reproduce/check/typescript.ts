/** The TypeScript compiler, loaded on first need: it costs ~120 ms, which a cached run never pays. */
import type ts from "typescript";

export type TypeScript = typeof ts;

let loading: Promise<TypeScript> | undefined;

export function loadTypeScript(): Promise<TypeScript> {
  return loading ??= import("typescript").then((module) => module.default);
}

export interface Parsed {
  file: ts.SourceFile;
  /** Syntax errors, positions in the text as given. */
  errors: readonly ts.DiagnosticWithLocation[];
  /** True when the text is only valid as TSX; the kernel accepts both. */
  jsx: boolean;
}

/** Parse as a module, so that `await` may stand at the top as it may in a cell. */
export function parseModule(ts: TypeScript, text: string): Parsed {
  const plain = parseAs(ts, text, ts.ScriptKind.TS);
  if (plain.errors.length === 0) return plain;
  const jsx = parseAs(ts, text, ts.ScriptKind.TSX);
  return jsx.errors.length === 0 ? jsx : plain;
}

function parseAs(ts: TypeScript, text: string, kind: ts.ScriptKind): Parsed {
  const jsx = kind === ts.ScriptKind.TSX;
  // the appended export makes it a module without moving any position
  const file = ts.createSourceFile(
    jsx ? "cell.tsx" : "cell.ts",
    `${text}\nexport {};`,
    { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    true,
    kind,
  );
  const { parseDiagnostics } = file as unknown as {
    parseDiagnostics: ts.DiagnosticWithLocation[];
  };
  return { file, errors: parseDiagnostics, jsx };
}
