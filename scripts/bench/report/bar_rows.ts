/** A figure with what was wanted of it. */
export interface BarRow {
  what: string;
  got: string;
  /** Empty where nothing was asked. */
  bar: string;
  met: boolean | null;
}

/** A line for each, the met and the missed ones marked. */
export function formatBarRows(rows: readonly BarRow[]): string {
  const width = Math.max(...rows.map(({ what }) => what.length));
  return rows.map(({ what, got, bar, met }) => {
    const mark = met === null ? " " : met ? "✓" : "✗";
    return `${mark} ${what.padEnd(width)}  ${got}${bar ? `  (bar: ${bar})` : ""}`;
  }).join("\n");
}
