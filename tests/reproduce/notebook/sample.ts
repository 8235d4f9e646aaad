/** A small valid notebook; cells are sources, or whole cells. */
export function sampleNotebook(
  cells: (string | Record<string, unknown>)[],
  overrides: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: "deno", display_name: "Deno", language: "typescript" },
      language_info: { name: "typescript", file_extension: ".ts" },
    },
    cells: cells.map((cell, i) => ({
      id: `c${i + 1}`,
      cell_type: "code",
      metadata: {},
      ...(typeof cell === "string" ? { source: cell } : cell),
      ...((typeof cell === "string" || (cell["cell_type"] ?? "code") === "code") && {
        outputs: [],
        execution_count: null,
        ...(typeof cell === "string" ? {} : cell),
      }),
    })),
    ...overrides,
  };
}

export function bytesOf(notebook: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(notebook, null, 1));
}
