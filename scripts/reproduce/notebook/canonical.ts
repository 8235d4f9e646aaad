import { stripVTControlCharacters } from "node:util";
import { isJsonMime, readOutput } from "./cells.ts";
import type { MimeBundle, Output } from "../types.ts";

type Json = Record<string, unknown>;

/** Keys of cell metadata that hold times, or trust that is never stored. */
const TRANSIENT_CELL = ["execution", "ExecuteTime", "papermill", "trusted"];
const TRANSIENT_NOTEBOOK = ["papermill", "signature", "orig_nbformat", "orig_nbformat_minor"];

/**
 * The quiet form of a notebook: format 4.5, texts as arrays of lines, counts equal to the code
 * cell's ordinal, no times, no terminal colours. The same run always gives the same bytes.
 */
export function canonical(raw: Json): Json {
  let ordinal = 0;
  const cells = (raw["cells"] as Json[]).map((cell, i) => {
    const common = {
      ...cell,
      id: cell["id"] ?? `cell-${i + 1}`,
      metadata: without(cell["metadata"] as Json, TRANSIENT_CELL),
      source: lines(joined(cell["source"])),
    };
    if (cell["cell_type"] !== "code") return common;
    ordinal++;
    return {
      ...common,
      execution_count: cell["execution_count"] === null ? null : ordinal,
      outputs: mergeStreams((cell["outputs"] as Json[]).map(readOutput))
        .map((output) => canonicalOutput(output, ordinal)),
    };
  });
  const metadata = without(raw["metadata"] as Json, TRANSIENT_NOTEBOOK);
  return { ...raw, cells, metadata, nbformat: 4, nbformat_minor: 5 };
}

/** Neighbouring pieces of one stream as one output, as Jupyter shows them. */
function mergeStreams(outputs: Output[]): Output[] {
  const merged: Output[] = [];
  for (const output of outputs) {
    const last = merged.at(-1);
    if (
      output.output_type === "stream" && last?.output_type === "stream" && last.name === output.name
    ) {
      last.text += output.text;
    } else merged.push({ ...output });
  }
  return merged;
}

function canonicalOutput(output: Output, ordinal: number): Json {
  switch (output.output_type) {
    case "stream":
      return { ...output, text: lines(stripVTControlCharacters(output.text)) };
    case "error":
      return {
        ...output,
        evalue: stripVTControlCharacters(output.evalue),
        traceback: output.traceback.map((line) => stripVTControlCharacters(line)),
      };
    case "execute_result":
      return { ...output, data: canonicalBundle(output.data), execution_count: ordinal };
    case "display_data":
      return { ...output, data: canonicalBundle(output.data) };
  }
}

function canonicalBundle(data: MimeBundle): Json {
  return Object.fromEntries(
    Object.entries(data).map(([mime, value]) => {
      if (typeof value !== "string" || isJsonMime(mime)) return [mime, value];
      const text = mime === "text/plain" ? stripVTControlCharacters(value) : value;
      return [mime, isSplit(mime) ? lines(text) : text];
    }),
  );
}

/** The types Jupyter splits into lines; a picture stays one string. */
function isSplit(mime: string): boolean {
  return mime.startsWith("text/") || mime === "application/javascript" || mime === "image/svg+xml";
}

/** What Python's `str.splitlines(keepends=True)` splits at, which is what Jupyter saves. */
const BREAK = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029";
const LINE = new RegExp(`[^${BREAK}]*(?:\r\n|[${BREAK}])|[^${BREAK}]+$`, "g");

export function lines(text: string): string[] {
  return text.match(LINE) ?? [];
}

function joined(text: unknown): string {
  return Array.isArray(text) ? text.join("") : String(text);
}

function without(metadata: Json, keys: string[]): Json {
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => !keys.includes(key)));
}
