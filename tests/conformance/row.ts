/** One line of the conformance table: a pitfall of Deno's kernel, or what the runner makes of it. */
import { execute, type ExecuteOptions } from "../../scripts/reproduce/execute/execute.ts";
import type { Message } from "../../scripts/reproduce/kernel/wire.ts";
import type { Execution, Notebook, Output } from "../../scripts/reproduce/types.ts";
import { RawKernel } from "./raw_kernel.ts";

export interface Row {
  /** The pitfall. */
  name: string;
  /** Whose behaviour it is: Deno's own, or the runner's answer. */
  of: "Deno" | "runner";
  /** File in notebooks/. */
  notebook: string;
  /** What `see` returned with the Deno this repository is written for. */
  expected: string;
  see(notebook: Notebook): Promise<string>;
}

/** Runs a row's notebook in the runner and tells how it ended and what the cells show. */
export async function inRunner(notebook: Notebook, options: ExecuteOptions = {}): Promise<string> {
  return describe(await execute(notebook, options));
}

export function describe({ ending, cells }: Execution): string {
  const shown = cells.filter(({ status }) => status !== "not run")
    .map(({ outputs }) => outputs.map(textOf).join(" | ") || "nothing");
  const end = ending ? `${ending.kind} in cell ${ending.cell}: ${ending.message}` : "ok";
  return `${end}; shown: ${shown.join("; ")}`;
}

/** Runs the cells of a row's notebook in a kernel without preamble and joins what is shown. */
export async function inKernel(
  notebook: Notebook,
  options: { env?: Record<string, string>; ms?: number } = {},
): Promise<string> {
  await using kernel = await startRaw(notebook, options.env);
  const shown: string[] = [];
  for (const { source } of notebook.cells) {
    const { reply, outputs } = await kernel.run(source, options);
    const status = reply ? String(reply.content.status) : "no reply";
    shown.push([status, ...outputs.map(messageText)].join(" | "));
  }
  return shown.join("; ");
}

export function startRaw(notebook: Notebook, env: Record<string, string> = {}) {
  return RawKernel.start({ cwd: folderOf(notebook), env });
}

export function folderOf(notebook: Notebook): string {
  return notebook.path.slice(0, notebook.path.lastIndexOf("/"));
}

/** Text of an iopub message, on one line. */
export function messageText({ header, content }: Message): string {
  if (header.msg_type === "error") return `${content.ename}: ${firstLine(content.evalue)}`;
  const data = content.data as Record<string, unknown> | undefined;
  return oneLine(content.text ?? data?.["text/plain"] ?? header.msg_type);
}

function textOf(output: Output): string {
  switch (output.output_type) {
    case "stream":
      return oneLine(output.text);
    case "error":
      return `${output.ename}: ${firstLine(output.evalue)}`;
    default:
      return oneLine(output.data["text/plain"] ?? Object.keys(output.data).join());
  }
}

function oneLine(text: unknown): string {
  return String(text).trim().replaceAll(/\s+/g, " ");
}

function firstLine(text: unknown): string {
  return String(text).split("\n", 1)[0] ?? "";
}
