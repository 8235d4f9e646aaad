import type { CodeCell, MimeBundle, Output } from "../types.ts";

type Json = Record<string, unknown>;

/** The code cells of a valid notebook, texts joined. Shares nothing mutable with `raw`. */
export function codeCells(raw: Json): CodeCell[] {
  return (raw["cells"] as Json[])
    .map((cell, i) => ({ cell, id: String(cell["id"] ?? `cell-${i + 1}`) }))
    .filter(({ cell }) => cell["cell_type"] === "code")
    .map(({ cell, id }, i) => ({
      ordinal: i + 1,
      id,
      source: joined(cell["source"]),
      metadata: structuredClone(cell["metadata"]) as Json,
      outputs: (cell["outputs"] as Json[]).map(readOutput),
    }));
}

export function readOutput(output: Json): Output {
  switch (output["output_type"]) {
    case "stream":
      return {
        output_type: "stream",
        name: output["name"] === "stderr" ? "stderr" : "stdout",
        text: joined(output["text"]),
      };
    case "error":
      return {
        output_type: "error",
        ename: String(output["ename"]),
        evalue: String(output["evalue"]),
        traceback: [...output["traceback"] as string[]],
      };
    case "execute_result":
      return {
        output_type: "execute_result",
        data: readBundle(output["data"] as MimeBundle),
        metadata: structuredClone(output["metadata"]) as Json,
        execution_count: output["execution_count"] as number | null,
      };
    default:
      return {
        output_type: "display_data",
        data: readBundle(output["data"] as MimeBundle),
        metadata: structuredClone(output["metadata"]) as Json,
      };
  }
}

function readBundle(data: MimeBundle): MimeBundle {
  return Object.fromEntries(
    Object.entries(data).map(([mime, value]) => [
      mime,
      isJsonMime(mime) ? structuredClone(value) : joined(value),
    ]),
  );
}

/** MIME types whose value is JSON itself rather than text. */
export function isJsonMime(mime: string): boolean {
  return /^application\/(.*\+)?json$/.test(mime);
}

function joined(text: unknown): string {
  return Array.isArray(text) ? text.join("") : String(text);
}
