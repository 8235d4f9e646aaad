import { denoInfo } from "./deno_info.ts";
import type { Configs } from "./configs.ts";
import { graphOf, type ModuleGraph } from "./graph.ts";
import type { Import } from "./imports.ts";
import { absoluteFrom, urlOf } from "./path.ts";

/** One note's imports, to be resolved as if they stood in `folder`. */
export interface Entry {
  imports: readonly Import[];
  folder: string;
  configs: Configs;
}

/** A note's graph, or why Deno cannot tell it. */
export type Resolved = { graph: ModuleGraph } | { error: string };

/** Resolves many notes in one call of Deno for each configuration. */
export async function resolveGraphs(entries: readonly Entry[]): Promise<Resolved[]> {
  const byConfig = Map.groupBy(entries, ({ configs }) => `${configs.nearest}\n${configs.lock}`);
  const resolved = new Map<Entry, Resolved>();
  for (const group of byConfig.values()) {
    for (const [entry, answer] of await resolveGroup(group)) resolved.set(entry, answer);
  }
  return entries.map((entry) => resolved.get(entry)!);
}

async function resolveGroup(group: readonly Entry[]): Promise<Map<Entry, Resolved>> {
  const answers = await askTogether(group);
  // one note that cannot be resolved must not cost the others theirs
  const failed = group.length > 1 ? group.filter((entry) => "error" in answers.get(entry)!) : [];
  for (const entry of failed) answers.set(entry, (await askTogether([entry])).get(entry)!);
  return answers;
}

async function askTogether(group: readonly Entry[]): Promise<Map<Entry, Resolved>> {
  const folder = Deno.realPathSync(Deno.makeTempDirSync({ prefix: "rederive-graph-" }));
  try {
    const { nearest, lock } = group[0]!.configs;
    const files = group.map((_, i) => `${folder}/note_${i}.ts`);
    group.forEach((entry, i) => Deno.writeTextFileSync(files[i]!, asModule(entry)));
    const all = `${folder}/all.ts`;
    Deno.writeTextFileSync(all, files.map((file) => `import ${quoted(urlOf(file))};\n`).join(""));
    const info = await denoInfo(all, { config: nearest, lock, cwd: folder });
    return new Map(group.map((entry, i) => {
      const graph = graphOf(info, urlOf(files[i]!));
      const [failure] = graph.failures;
      return [entry, failure === undefined ? { graph } : { error: failure }];
    }));
  } catch (error) {
    return new Map(group.map((entry) => [entry, { error: (error as Error).message }]));
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** The imports alone, relative ones made absolute, since the module stands in a temporary folder. */
function asModule({ imports, folder }: Entry): string {
  return imports.map(({ specifier, type }) => {
    const from = /^\.{1,2}\//.test(specifier)
      ? new URL(specifier, urlOf(absoluteFrom("x", folder))).href
      : specifier;
    return `import ${quoted(from)}${type ? ` with { type: ${quoted(type)} }` : ""};\n`;
  }).join("");
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
