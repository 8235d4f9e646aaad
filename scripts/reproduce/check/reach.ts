import { type DenoInfo, denoInfo } from "../cache/deno_info.ts";
import { findConfigs } from "../cache/configs.ts";
import { pathOf, urlOf } from "../cache/path.ts";
import { readText } from "../cache/read_text.ts";
import type { Mirror } from "./mirror.ts";

/**
 * Notebook id → every local module its cells reach. Unlike the cache, which asks what runs, this
 * counts what is imported for its types alone: that, too, can make a check fail.
 */
export async function reachOf({ folder, modules }: Mirror): Promise<Map<string, string[]>> {
  const { nearest, lock } = findConfigs(folder, readText);
  const cwd = await Deno.realPath(await Deno.makeTempDir({ prefix: "rederive-reach-" }));
  try {
    const all = `${cwd}/all.ts`;
    const lines = modules.map(({ path }) => `import ${JSON.stringify(urlOf(path))};\n`);
    await Deno.writeTextFile(all, lines.join(""));
    const info = await denoInfo(all, { config: nearest, lock, cwd });
    return new Map(modules.map(({ notebook, path }) => [notebook.id, reachedFrom(path, info)]));
  } finally {
    await Deno.remove(cwd, { recursive: true });
  }
}

function reachedFrom(path: string, { modules, redirects = {} }: DenoInfo): string[] {
  const bySpecifier = new Map(modules.map((module) => [module.specifier, module]));
  const entry = urlOf(path);
  const seen = new Set<string>();
  const pending = [entry];
  for (let url = pending.pop(); url !== undefined; url = pending.pop()) {
    const target = redirects[url] ?? url;
    if (seen.has(target)) continue;
    seen.add(target);
    for (const { code, type } of bySpecifier.get(target)?.dependencies ?? []) {
      pending.push(...[code?.specifier, type?.specifier].filter((to) => to !== undefined));
    }
  }
  return [...seen].filter((url) => url.startsWith("file:") && url !== entry).map(pathOf).sort();
}
