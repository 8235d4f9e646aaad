/**
 * Deno's kernel says `idle` before it has sent a cell's outputs, and stamps late ones with the next
 * cell's id. Its queue is first-in first-out, though: a marker sent by a second, silent request comes
 * after every output of the cell. So outputs belong to cells by position, never by parent id.
 */
import type { BarrierReport } from "./report.ts";
import type { Message } from "./wire.ts";

export const MARKER_MIME = "application/vnd.rederive.barrier+json";

/** Code of the silent request that ends a cell. */
export function barrierCode(hook: string, marker: string, nextCell: number): string {
  return `globalThis[${JSON.stringify(hook)}](${JSON.stringify(marker)}, ${nextCell})`;
}

/** The report in a marker message, or null for any other message. */
export function readReport(message: Message): BarrierReport | null {
  if (message.header.msg_type !== "display_data") return null;
  const data = message.content.data as Record<string, unknown> | undefined;
  return (data?.[MARKER_MIME] as BarrierReport | undefined) ?? null;
}

/** True for messages that are outputs; the rest says what the kernel is doing. */
export function isOutput(message: Message): boolean {
  return message.header.msg_type !== "status" && message.header.msg_type !== "execute_input";
}
