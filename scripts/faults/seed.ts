import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Fault } from "../../tests/faults/fault.ts";

/** What tests of lib and of notes need; the site's configuration is part of the workspace's lock. */
const COPIED = [
  "deno.json",
  "deno.lock",
  "scripts/site/deno.json",
  "data",
  "lib",
  "notebooks",
  "tests",
];

/** Copies the working tree, uncommitted changes included, into a temporary folder. */
export async function copyTree(from: URL): Promise<string> {
  const source = fileURLToPath(from);
  const root = await Deno.makeTempDir({ prefix: "faults-" });
  await Deno.mkdir(join(root, "scripts/site"), { recursive: true });
  for (const name of COPIED) await copy(join(source, name), join(root, name));
  return root;
}

async function copy(from: string, to: string): Promise<void> {
  const { isDirectory } = await Deno.stat(from);
  if (!isDirectory) return await Deno.copyFile(from, to);
  await Deno.mkdir(to, { recursive: true });
  for await (const { name } of Deno.readDir(from)) await copy(join(from, name), join(to, name));
}

/** Writes the fault into the copy and returns what takes it out again. */
export async function seed(root: string, fault: Fault): Promise<() => Promise<void>> {
  const path = join(root, fault.file);
  const sound = await Deno.readTextFile(path);
  await Deno.writeTextFile(path, applyFault(sound, fault));
  return () => Deno.writeTextFile(path, sound);
}

/** The text of a file with the fault in it. */
export function applyFault(text: string, { what, file, find, replace }: Fault): string {
  const count = text.split(find).length - 1;
  if (count !== 1) {
    throw new RangeError(
      `Cannot seed "${what}": its text occurs ${count} times in ${file}, wanted exactly once`,
    );
  }
  return text.replace(find, () => replace);
}
