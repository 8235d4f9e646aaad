import { cardRows, type ClaimRecord } from "@rederive/lib/claim";
import { isRecord } from "../../reproduce/judge/data_file.ts";

/** Whether a value of a notebook is a record that a card can show. */
export function isClaimRecord(value: unknown): value is ClaimRecord {
  if (!isRecord(value) || value.schema !== 1) return false;
  const { id, note, says, at, rev, verdict } = value;
  if (![note, says, at, rev].every((text) => typeof text === "string")) return false;
  if (verdict !== null && typeof verdict !== "string") return false;
  // ids and revisions become addresses
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(String(id)) || !/^[0-9a-f]{16}$/.test(String(rev))) {
    return false;
  }
  try {
    return cardRows(value as unknown as ClaimRecord).every(({ parts }) => parts.every(isPart));
  } catch {
    return false;
  }
}

function isPart(part: unknown): boolean {
  return typeof part === "string" ||
    (isRecord(part) && typeof (part.code ?? part.strong) === "string");
}
