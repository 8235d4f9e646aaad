/** Something a check found in a notebook before it ran. */
export interface Diagnostic {
  /** The notebook's id; for a fault in a module it imports, that file as a person writes it. */
  notebook: string;
  /** Absolute path of the module at fault; absent for a fault of the notebook itself. */
  module?: string;
  /** Code cell, counted from 1; 0 when the fault is not in a cell. */
  cell: number;
  /** Counted from 1, within the cell. */
  line: number;
  column: number;
  severity: "error" | "warning";
  /** `TS2322`, `rederive/no-clock`, `claim-id-twice`. */
  code: string;
  message: string;
  try?: string;
}

/** `languages/dict-get, cell 3, line 2:7: error TS2322: …`, and a second line when there is a fix. */
export function describeDiagnostic(diagnostic: Diagnostic): string {
  const { notebook, cell, line, column, severity, code, message } = diagnostic;
  const place = cell > 0 ? `${notebook}, cell ${cell}, line ${line}` : `${notebook}:${line}`;
  const text = `${place}:${column}: ${severity} ${code}: ${message}`;
  return diagnostic.try === undefined ? text : `${text}\n  Try: ${diagnostic.try}`;
}
