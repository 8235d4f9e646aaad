import type { ClaimRecord } from "@rederive/lib/claim";
import { CLAIM } from "../../reproduce/mime.ts";
import { isRecord } from "../../reproduce/judge/data_file.ts";
import type { Acceptance } from "./acceptances.ts";
import { git } from "./git.ts";
import { isClaimRecord } from "./is_claim_record.ts";

/** A claim's record as it was accepted once. */
export interface OldRecord {
  record: ClaimRecord;
  /** ISO 8601, UTC. */
  at: string;
  because: string;
}

/** Every record a note was accepted with, oldest first: read from the notebooks of those commits. */
export async function readOldRecords(
  root: string,
  acceptances: readonly Acceptance[],
): Promise<Map<string, OldRecord[]>> {
  const names = acceptances.map(({ commit, note }) => `${commit}:notebooks/${note}.ipynb`);
  const blobs = await readBlobs(root, names);
  const found = new Map<string, OldRecord[]>();
  for (const [i, { at, because, note }] of acceptances.entries()) {
    const text = blobs[i];
    if (text === null || text === undefined) continue;
    const records = found.get(note) ?? [];
    const known = new Set(records.map(({ record }) => record.rev));
    for (const record of recordsOf(text)) {
      if (!known.has(record.rev)) records.push({ record, at, because });
    }
    found.set(note, records);
  }
  return found;
}

/** Records among the outputs of a stored notebook; none when it is no notebook. */
export function recordsOf(text: string): ClaimRecord[] {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return [];
  }
  return listOf(raw, "cells").flatMap((cell) => listOf(cell, "outputs")).flatMap((output) => {
    const data = isRecord(output) && isRecord(output.data) ? output.data : {};
    return isClaimRecord(data[CLAIM]) ? [data[CLAIM]] : [];
  });
}

function listOf(value: unknown, key: string): unknown[] {
  const list = isRecord(value) ? value[key] : null;
  return Array.isArray(list) ? list : [];
}

/** Contents by `<commit>:<path>`, null where there is none; one git process for all. */
async function readBlobs(root: string, names: readonly string[]): Promise<(string | null)[]> {
  if (names.length === 0) return [];
  const bytes = await git(root, ["cat-file", "--batch"], names.join("\n") + "\n");
  return bytes === null ? names.map(() => null) : splitBatch(bytes);
}

/** `<hash> blob <size>\n<content>\n`, or `<name> missing\n`, one after another. */
export function splitBatch(bytes: Uint8Array): (string | null)[] {
  const text = new TextDecoder();
  const found: (string | null)[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(10, at);
    const size = / blob (\d+)$/.exec(text.decode(bytes.subarray(at, end)))?.[1];
    at = end + 1;
    if (size === undefined) {
      found.push(null);
      continue;
    }
    found.push(text.decode(bytes.subarray(at, at + Number(size))));
    at += Number(size) + 1;
  }
  return found;
}
