import type { ClaimRecord } from "@rederive/lib/claim";
import { CLAIM, PLOTLY } from "../mime.ts";
import type { Output } from "../types.ts";

/** An output in a few words: what came or went. */
export function describeOutput(output: Output): string {
  if (output.output_type === "error") return `error ${output.ename}: ${firstLine(output.evalue)}`;
  if (output.output_type === "stream") return `${output.name} "${firstLine(output.text)}"`;
  const { data } = output;
  const claim = data[CLAIM] as ClaimRecord | undefined;
  if (claim) return `claim ${claim.id}`;
  if (PLOTLY in data) return "a plot";
  const text = data["text/plain"];
  const kind = output.output_type === "execute_result" ? "value" : "display";
  return typeof text === "string" ? `${kind} "${firstLine(text)}"` : `${kind} ${Object.keys(data)}`;
}

function firstLine(text: string): string {
  const line = text.trimStart().split("\n", 1)[0]!;
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
