import type { NotebookFacts } from "./facts.ts";
import type { Files } from "./files.ts";
import type { ModuleGraph } from "./graph.ts";
import type { Lock } from "./lock.ts";
import { extension, pathOf, relativeTo } from "./path.ts";
import type { Parts } from "./sha256.ts";

/** What every note of a run shares, and what this one has of its own. */
export interface KeyInputs {
  facts: NotebookFacts;
  graph: ModuleGraph;
  lock: Lock;
  compilerOptions: string;
  root: string;
  /** `{ Deno: "2.9.6", V8: …, TypeScript: … }` */
  versions: Record<string, string>;
  /** Hash of the runner's own code that decides what an execution records. */
  runner: string;
  /** Fingerprint of the adapter that the note's world computes on. */
  adapter: string;
  /** Named environment of the kernel. */
  env: Record<string, string>;
  /** Options of the runner that change what is recorded, such as `max-output`. */
  options: Record<string, string>;
}

/** The inputs of an execution that are known before it runs; `kind:name` → hash or short value. */
export async function keyParts(inputs: KeyInputs, files: Files): Promise<Parts> {
  const { facts, graph, lock, root } = inputs;
  const parts: Parts = {
    "runner": inputs.runner,
    "adapter": inputs.adapter,
    "compiler options": inputs.compilerOptions,
  };
  facts.code.forEach((hash, i) => parts[`cell:${i + 1}`] = hash);
  facts.tags.forEach((tags, i) => {
    if (tags) parts[`tags:${i + 1}`] = tags;
  });
  const asData = new Set(graph.asData);
  await Promise.all(graph.modules.map(async (path) => {
    const raw = asData.has(path) && extension(path) !== "wgsl";
    const hash = await (raw ? files.raw(path) : files.code(path));
    parts[`module:${relativeTo(path, root)}`] = hash ?? "missing";
  }));
  for (const url of graph.remote) parts[`module:${url}`] = lock.remote[url] ?? "not locked";
  for (const [id, [name, version]] of Object.entries(graph.packages).sort()) {
    const value = `${version} ${lock.npm[id] ?? "not locked"}`;
    const other = parts[`npm:${name}`];
    parts[`npm:${name}`] = other ? `${other}, ${value}` : value;
  }
  for (const [specifier, target] of Object.entries(graph.resolves)) {
    parts[`import:${specifier}`] = target.split(" and ")
      .map((url) => url.startsWith("file:") ? relativeTo(pathOf(url), root) : url).join(" and ");
  }
  for (const [name, version] of Object.entries(inputs.versions)) parts[`version:${name}`] = version;
  for (const [name, value] of Object.entries(inputs.env)) parts[`env:${name}`] = value;
  for (const [name, value] of Object.entries(inputs.options)) parts[`option:${name}`] = value;
  return parts;
}
