import assert from "node:assert/strict";
import type { DenoInfo } from "../../../scripts/reproduce/cache/deno_info.ts";
import { graphOf } from "../../../scripts/reproduce/cache/graph.ts";

type Module = DenoInfo["modules"][number];

function module(specifier: string, imports: Record<string, string> = {}, more = {}): Module {
  const dependencies = Object.entries(imports)
    .map(([name, to]) => ({ specifier: name, code: { specifier: to } }));
  return { specifier, kind: "esm", dependencies, ...more };
}

const ENTRY = "file:///t/note.ts";

Deno.test("graphOf() follows imports that run, through cycles, and nothing else", () => {
  const graph = graphOf({
    modules: [
      module(ENTRY, { "@x/lib": "file:///r/lib/mod.ts" }),
      module("file:///r/lib/mod.ts", { "./a%20b.ts": "file:///r/lib/a%20b.ts" }),
      module("file:///r/lib/a%20b.ts", { "./mod.ts": "file:///r/lib/mod.ts" }, {
        dependencies: [
          { specifier: "./mod.ts", code: { specifier: "file:///r/lib/mod.ts" } },
          { specifier: "./types.ts", type: { specifier: "file:///r/lib/types.ts" } },
        ],
      }),
      module("file:///r/lib/types.ts"),
      module("file:///r/lib/other.ts"),
    ],
  }, ENTRY);
  assert.deepEqual(graph.modules, ["/r/lib/a b.ts", "/r/lib/mod.ts"]);
  assert.deepEqual(graph.resolves, { "@x/lib": "file:///r/lib/mod.ts" });
  assert.deepEqual(graph.failures, []);
});

Deno.test("graphOf() lists npm packages with all they depend on, through redirects", () => {
  const graph = graphOf({
    redirects: { "npm:chai@5": "npm:/chai@5.2.0" },
    modules: [
      module(ENTRY, { chai: "npm:chai@5" }),
      { specifier: "npm:/chai@5.2.0", kind: "npm", npmPackage: "chai@5.2.0" },
    ],
    npmPackages: {
      "chai@5.2.0": { name: "chai", version: "5.2.0", dependencies: ["@a/b@1.0.0_c@2.0.0"] },
      "@a/b@1.0.0_c@2.0.0": { name: "@a/b", version: "1.0.0", dependencies: ["chai@5.2.0"] },
      "unused@1.0.0": { name: "unused", version: "1.0.0" },
    },
  }, ENTRY);
  assert.deepEqual(graph.packages, {
    "chai@5.2.0": ["chai", "5.2.0"],
    "@a/b@1.0.0_c@2.0.0": ["@a/b", "1.0.0"],
  });
});

Deno.test("graphOf() keeps files that do not exist: making one is a change", () => {
  const graph = graphOf({
    modules: [
      module(ENTRY, { "./gone.ts": "file:///r/gone.ts" }),
      { specifier: "file:///r/gone.ts", error: "Module not found" },
    ],
  }, ENTRY);
  assert.deepEqual(graph.modules, ["/r/gone.ts"]);
  assert.deepEqual(graph.failures, []);
});

Deno.test("graphOf() tells text imports from code", () => {
  const graph = graphOf({
    modules: [
      module(ENTRY, {}, {
        dependencies: [
          { specifier: "a", code: { specifier: "file:///r/a.ts" }, assertionType: "text" },
          { specifier: "b", code: { specifier: "file:///r/b.json" }, assertionType: "json" },
        ],
      }),
    ],
  }, ENTRY);
  assert.deepEqual(graph.asData, ["/r/a.ts"]);
  assert.deepEqual(graph.modules, ["/r/a.ts", "/r/b.json"]);
});

Deno.test("graphOf() reports packages and addresses that cannot be had", () => {
  const modules = [
    module(ENTRY, { a: "npm:a@1", b: "npm:b@1", c: "https://c.example/c.ts" }),
    { specifier: "npm:a@1", error: "npm package 'a' does not exist." },
    { specifier: "npm:b@1", kind: "npm" },
    { specifier: "https://c.example/c.ts", error: "no such host" },
  ];
  assert.deepEqual(graphOf({ modules }, ENTRY).failures.sort(), [
    "no such host",
    "npm package 'a' does not exist.",
    "npm:b@1 is not resolved",
  ]);
});

Deno.test("graphOf() says that a bare name resolves to nothing", () => {
  const dependencies = [{ specifier: "unmapped", code: { error: "not in import map" } }];
  const graph = graphOf({ modules: [module(ENTRY, {}, { dependencies })] }, ENTRY);
  assert.deepEqual(graph.resolves, { unmapped: "nothing" });
});
