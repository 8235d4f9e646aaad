import assert from "node:assert/strict";
import { findConfigs } from "../../../scripts/reproduce/cache/configs.ts";
import { resolveGraphs } from "../../../scripts/reproduce/cache/graphs.ts";
import { readText } from "../../../scripts/reproduce/cache/read_text.ts";
import { Sandbox } from "./sandbox.ts";

function entry(box: Sandbox, ...specifiers: string[]) {
  const folder = box.path("notebooks/shelf");
  Deno.mkdirSync(folder, { recursive: true });
  const imports = specifiers.map((specifier) => ({ specifier }));
  return { imports, folder, configs: findConfigs(folder, readText) };
}

function modulesOf(resolved: Awaited<ReturnType<typeof resolveGraphs>>[number] | undefined) {
  assert.ok(resolved && "graph" in resolved, JSON.stringify(resolved));
  return resolved.graph.modules;
}

Deno.test("resolveGraphs() resolves relative imports from the notebook's folder", async () => {
  using box = new Sandbox();
  box.write("notebooks/shelf/own.ts", "export {};");
  const [resolved] = await resolveGraphs([entry(box, "./own.ts", "../../lib/two.ts")]);
  assert.deepEqual(modulesOf(resolved), [
    box.path("lib/two.ts"),
    box.path("notebooks/shelf/own.ts"),
  ]);
});

Deno.test("resolveGraphs() keeps a note that cannot be resolved from costing the others theirs", async () => {
  using box = new Sandbox();
  const [good, bad, other] = await resolveGraphs([
    entry(box, "@x/lib"),
    entry(box, "https://nothing.invalid/x.ts"),
    entry(box, "../../lib/two.ts"),
  ]);
  assert.equal(modulesOf(good).length, 4);
  assert.ok(bad && "error" in bad);
  assert.match(bad.error, /nothing\.invalid/);
  assert.deepEqual(modulesOf(other), [box.path("lib/two.ts")]);
});

Deno.test("resolveGraphs() leaves deno.lock as it is and no folder behind", async () => {
  using box = new Sandbox();
  const lock = `{"version":"5"}\n`;
  box.write("deno.lock", lock);
  const before = temporaryFolders();
  await resolveGraphs([entry(box, "@x/lib")]);
  assert.equal(Deno.readTextFileSync(box.path("deno.lock")), lock);
  assert.deepEqual(temporaryFolders().filter((name) => !before.includes(name)), []);
});

function temporaryFolders(): string[] {
  const folder = Deno.env.get("TMPDIR") ?? "/tmp";
  return Array.from(Deno.readDirSync(folder), ({ name }) => name)
    .filter((name) => name.startsWith("rederive-graph-"));
}
