/** Turns the iopub messages of a cell into the outputs nbformat stores. */
import { stripVTControlCharacters as stripAnsi } from "node:util";
import type { BarrierReport } from "../kernel/report.ts";
import type { Message } from "../kernel/wire.ts";
import type { Metadata, MimeBundle, Output } from "../types.ts";

/** Outputs of a notebook by display id, so that `update_display_data` reaches earlier cells too. */
export type Displays = Map<string, Extract<Output, { output_type: "display_data" }>[]>;

/**
 * The outputs of one cell in the order they came, except that errors go last: Deno sends errors past
 * the queue, so an error may arrive before the lines printed before it.
 */
export function collectOutputs(messages: readonly Message[], displays: Displays): Output[] {
  const outputs: Output[] = [];
  const errors: Output[] = [];
  const clear = () => outputs.length = errors.length = 0;
  let clearNext = false;
  for (const message of messages) {
    if (message.header.msg_type === "clear_output") {
      clearNext = message.content.wait === true;
      if (!clearNext) clear();
      continue;
    }
    const output = readOutput(message, displays);
    if (output === null) continue;
    if (clearNext) clear();
    clearNext = false;
    append(isError(output) ? errors : outputs, output);
  }
  return [...outputs, ...errors];
}

export function isError(output: Output): output is Extract<Output, { output_type: "error" }> {
  return output.output_type === "error";
}

/** What the barrier found out about a cell, so that a reader of the notebook sees it too. */
export function reportedOutputs(report: BarrierReport | undefined, cell: number): Output[] {
  const errors = (report?.findings ?? [])
    .filter((finding) => finding.cell === cell && finding.kind !== "late output")
    .map((finding): Output => ({
      output_type: "error",
      ename: finding.name,
      evalue: stripAnsi(finding.message),
      traceback: stripAnsi(finding.stack).split("\n"),
    }));
  if (!report?.cut) return errors;
  const { bytes, lines, sha256 } = report.cut;
  const text = `[cut here: ${bytes} bytes in ${lines} lines in all, sha256 ${sha256}]\n`;
  return [{ output_type: "stream", name: "stderr", text }, ...errors];
}

function append(outputs: Output[], output: Output): void {
  const last = outputs.at(-1);
  if (
    output.output_type === "stream" && last?.output_type === "stream" && last.name === output.name
  ) {
    last.text += output.text;
  } else {
    outputs.push(output);
  }
}

function readOutput(message: Message, displays: Displays): Output | null {
  const { content } = message;
  switch (message.header.msg_type) {
    case "stream":
      return {
        output_type: "stream",
        name: content.name === "stderr" ? "stderr" : "stdout",
        text: stripAnsi(String(content.text)),
      };
    case "display_data": {
      const output = { output_type: "display_data" as const, ...readBundle(content) };
      const id = displayId(content);
      if (id !== undefined) displays.set(id, [...displays.get(id) ?? [], output]);
      return output;
    }
    case "update_display_data":
      for (const shown of displays.get(displayId(content) ?? "") ?? []) {
        Object.assign(shown, readBundle(content));
      }
      return null;
    case "execute_result":
      return {
        output_type: "execute_result",
        ...readBundle(content),
        execution_count: typeof content.execution_count === "number"
          ? content.execution_count
          : null,
      };
    case "error":
      return {
        output_type: "error",
        ename: String(content.ename),
        evalue: stripAnsi(String(content.evalue)),
        traceback: (content.traceback as unknown[] ?? []).map((line) => stripAnsi(String(line))),
      };
    default:
      return null;
  }
}

function readBundle(content: Message["content"]): { data: MimeBundle; metadata: Metadata } {
  const data = { ...content.data as MimeBundle };
  const text = data["text/plain"];
  if (typeof text === "string") data["text/plain"] = stripAnsi(text);
  return { data, metadata: { ...content.metadata as Metadata } };
}

function displayId(content: Message["content"]): string | undefined {
  return (content.transient as { display_id?: string } | undefined)?.display_id;
}
