import { readData } from "./read_data.ts";

/**
 * Reads a JSON file of `data/`, its hash checked. What its shape is, the caller knows.
 *
 * @example
 * ```ts
 * import { readJson } from "@rederive/lib/data";
 * import { rejects } from "node:assert/strict";
 *
 * await rejects(readJson("no-such-file.json"), /does not list it/);
 * ```
 */
export async function readJson<T = unknown>(
  name: string,
  options: { folder?: URL } = {},
): Promise<T> {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(await readData(name, options));
  return JSON.parse(text) as T;
}
