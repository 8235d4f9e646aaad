/** Remembers that an adapter was found, so that a warm run does not start a process to ask again. */
import { readJson, writeAtomic } from "../reproduce/cache/write_atomic.ts";
import type { AdapterDescription } from "./adapter.ts";

interface Entry {
  key: string;
  adapter: AdapterDescription;
}

/** Where Vulkan loaders look for drivers on Linux. */
const DRIVER_FOLDERS = ["/usr/share/vulkan/icd.d", "/etc/vulkan/icd.d"];
const NAMED = /^(VK_|GALLIUM_|LP_|MESA_|DENO_WEBGPU_BACKEND$|LD_LIBRARY_PATH$)/;

/**
 * All that decides which adapter there is, without asking for it. The drivers are listed, because
 * CI restores the memo on machines that have none yet.
 */
export function memoKey(
  { env, folders = DRIVER_FOLDERS }: { env: Record<string, string>; folders?: readonly string[] },
): string {
  const named = Object.entries(env).filter(([name]) => NAMED.test(name)).sort();
  return JSON.stringify([Deno.version.deno, Deno.build.target, folders.map(listDrivers), named]);
}

export function recallAdapter(path: string, key: string): AdapterDescription | null {
  const entry = readJson(path) as Partial<Entry> | null;
  return entry?.key === key ? entry.adapter ?? null : null;
}

export function rememberAdapter(path: string, entry: Entry): void {
  try {
    writeAtomic(path, JSON.stringify(entry) + "\n");
  } catch {
    // a read-only checkout asks every time
  }
}

function listDrivers(folder: string): string[] {
  try {
    const files = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
    return files.map((name) => `${name} ${Deno.statSync(`${folder}/${name}`).size}`);
  } catch {
    return [];
  }
}
