import type { DenoInfo } from "./deno_info.ts";
import { pathOf } from "./path.ts";

/** Everything a note's imports reach. */
export interface ModuleGraph {
  /** Absolute paths of local modules, sorted; also those that do not exist. */
  modules: string[];
  /** Those of them imported as text or bytes: their comments count, unless they are shaders. */
  asData: string[];
  /** npm packages with all they depend on: lock id → `[name, version]`. */
  packages: Record<string, [name: string, version: string]>;
  /** Modules of the web. */
  remote: string[];
  /** Why modules that are not files cannot be had: the registry or the network fails. */
  failures: string[];
  /** What bare names resolve to. A change of the import map counts only through this. */
  resolves: Record<string, string>;
}

/** The part of `info` that `entry` reaches by imports that leave code to run. */
export function graphOf(info: DenoInfo, entry: string): ModuleGraph {
  const bySpecifier = new Map(info.modules.map((module) => [module.specifier, module]));
  const graph: ModuleGraph = {
    modules: [],
    asData: [],
    packages: {},
    remote: [],
    failures: [],
    resolves: {},
  };
  const resolves = new Map<string, Set<string>>();
  const seen = new Set<string>();
  const pending = [entry];
  for (let url = pending.pop(); url !== undefined; url = pending.pop()) {
    const target = info.redirects?.[url] ?? url;
    if (seen.has(target)) continue;
    seen.add(target);
    const module = bySpecifier.get(target);
    if (module?.npmPackage) addPackage(graph, info, module.npmPackage);
    if (target !== entry && target.startsWith("file:")) graph.modules.push(pathOf(target));
    if (/^https?:/.test(target)) graph.remote.push(target);
    const failure = failureOf(target, module);
    if (failure) graph.failures.push(failure);
    for (const { specifier, code, assertionType } of module?.dependencies ?? []) {
      if (!code) continue;
      const to = code.specifier;
      if (isBare(specifier)) {
        const known = resolves.get(specifier) ?? new Set();
        resolves.set(specifier, known.add(to === undefined ? "nothing" : to));
      }
      if (to === undefined) continue;
      pending.push(to);
      const isData = assertionType === "text" || assertionType === "bytes";
      if (isData && to.startsWith("file:")) graph.asData.push(pathOf(to));
    }
  }
  for (const [name, targets] of resolves) graph.resolves[name] = [...targets].sort().join(" and ");
  graph.modules.sort();
  graph.remote.sort();
  graph.asData = [...new Set(graph.asData)].sort();
  return graph;
}

/** One failing npm package leaves all others of the call unresolved, which is no error there. */
function failureOf(url: string, module: DenoInfo["modules"][number] | undefined): string | null {
  if (url.startsWith("file:")) return null; // content says it: missing is a content, too
  if (module?.error) return module.error;
  return module?.kind === "npm" && !module.npmPackage ? `${url} is not resolved` : null;
}

function addPackage(graph: ModuleGraph, info: DenoInfo, id: string): void {
  const pending = [id];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const found = info.npmPackages?.[at];
    if (!found || graph.packages[at]) continue;
    graph.packages[at] = [found.name, found.version];
    pending.push(...found.dependencies ?? []);
  }
}

/** Mapped by configuration rather than by its own text. */
function isBare(specifier: string): boolean {
  return !/^(\.{0,2}\/|[a-z][a-z+.-]*:)/i.test(specifier);
}
