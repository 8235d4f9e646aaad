import assert from "node:assert/strict";
import type { EndingKind, Notebook } from "../../../scripts/reproduce/types.ts";
import { NATIVE, Sandbox } from "./sandbox.ts";

const CELLS = [
  `import { two } from "@x/lib";\nconst data = await Deno.readTextFile("data/x.json");`,
  `await judge({ id: "a", asStated: () => close(two, 2, { tolerance: { abs: 1e-6, because: "b" } }) });`,
];

/** Runs once, changes something, and says why the note would run again. */
async function afterwards(change: (box: Sandbox) => Notebook | void): Promise<string> {
  using box = new Sandbox();
  const notebook = box.notebook(CELLS);
  assert.ok(await box.run(notebook));
  const { lookup } = await box.look(change(box) ?? notebook);
  assert.equal(lookup.entry !== null, lookup.why === "nothing changed");
  return lookup.why;
}

const CHANGES: [name: string, why: string, change: (box: Sandbox) => Notebook | void][] = [
  ["nothing", "nothing changed", () => {}],
  [
    "a comment in a cell",
    "nothing changed",
    (box) => box.notebook([`// why\n${CELLS[0]}`, CELLS[1]!]),
  ],
  [
    "the formatting of a cell",
    "nothing changed",
    (box) => box.notebook([CELLS[0]!.replace("{ two }", "{two}"), CELLS[1]!]),
  ],
  [
    "a tolerance",
    "nothing changed",
    (box) => box.notebook([CELLS[0]!, CELLS[1]!.replace("1e-6", "1e-3")]),
  ],
  [
    "the reason of a tolerance",
    "nothing changed",
    (box) => box.notebook([CELLS[0]!, CELLS[1]!.replace(`"b"`, `"c"`)]),
  ],
  [
    "a stored output",
    "nothing changed",
    (box) =>
      box.notebook(CELLS, { outputs: [{ output_type: "stream", name: "stdout", text: "1" }] }),
  ],
  [
    "a number in a cell",
    "cell 2 changed",
    (box) => box.notebook([CELLS[0]!, CELLS[1]!.replace("two, 2", "two, 3")]),
  ],
  ["a cell put in front", "cell 1 added", (box) => box.notebook(["let a = 1;", ...CELLS])],
  ["a cell taken out", "cell 2 removed", (box) => box.notebook([CELLS[0]!])],
  [
    "two cells swapped",
    "cell 1 changed, cell 2 changed",
    (box) => box.notebook([CELLS[1]!, CELLS[0]!]),
  ],
  ["a tag that changes execution", "tags of cell 2 changed", (box) => {
    const notebook = box.notebook(CELLS);
    notebook.cells[1]!.metadata = { tags: ["raises-exception", "hide-input"] };
    return { ...notebook, sha256: "tagged" };
  }],
  ["a tag for display", "nothing changed", (box) => {
    const notebook = box.notebook(CELLS);
    notebook.cells[1]!.metadata = { tags: ["hide-input"] };
    return { ...notebook, sha256: "tagged" };
  }],
  [
    "a library file",
    "lib/two.ts changed",
    (box) => box.write("lib/two.ts", "export const two = 2.5;"),
  ],
  [
    "a comment in a library file that is also read",
    "nothing changed",
    (box) => box.write("lib/two.ts", "// another\nexport const two = 2;"),
  ],
  [
    "a shader",
    "lib/kernel.wgsl changed",
    (box) => box.write("lib/kernel.wgsl", "fn main() { return; }"),
  ],
  [
    "a comment in a shader",
    "nothing changed",
    (box) => box.write("lib/kernel.wgsl", "fn main(){} // done"),
  ],
  [
    "a library file the note does not reach",
    "nothing changed",
    (box) => box.write("lib/unused.ts", "export const unused = 1;"),
  ],
  [
    "a library file taken away",
    "lib/two.ts is gone",
    (box) => Deno.removeSync(box.path("lib/two.ts")),
  ],
  ["a data file", "data/x.json changed", (box) => box.write("data/x.json", "[2]")],
  [
    "a data file taken away",
    "data/x.json is gone",
    (box) => Deno.removeSync(box.path("data/x.json")),
  ],
  ["Deno", "Deno 2.9.6 → 2.9.7", (box) => void (box.versions = { ...box.versions, Deno: "2.9.7" })],
  ["the environment", "LP_X set to 1", (box) => void (box.env = { LP_X: "1" })],
  ["where the home folder is", "nothing changed", (box) => void (box.env = { HOME: "/home/b" })],
  ["an option", "--max-output 2000000 → 1", (box) => void (box.options = { "max-output": "1" })],
  [
    "an import nobody uses",
    "nothing changed",
    (box) =>
      box.write("deno.json", JSON.stringify({ workspace: ["./lib"], imports: { y: "./y.ts" } })),
  ],
  ["compiler options", "compiler options changed", (box) =>
    box.write(
      "deno.json",
      JSON.stringify({ workspace: ["./lib"], compilerOptions: { experimentalDecorators: true } }),
    )],
  [
    "what a bare name means",
    `"@x/lib" now resolves to lib/unused.ts instead of lib/mod.ts`,
    (box) =>
      box.write(
        "lib/deno.json",
        JSON.stringify({ name: "@x/lib", exports: { ".": "./unused.ts" } }),
      ),
  ],
  ["several things", "lib/two.ts changed, data/x.json changed", (box) => {
    box.write("lib/two.ts", "export const two = 3;");
    box.write("data/x.json", "[3]");
  }],
];

for (const [name, why, change] of CHANGES) {
  Deno.test(`RunCache.look() after a change of ${name}: ${why}`, async () => {
    assert.equal(await afterwards(change), why);
  });
}

Deno.test("RunCache.look() takes of the manifest what concerns the note", async () => {
  using box = new Sandbox();
  const listed = (files: object) => box.write("data/MANIFEST.json", JSON.stringify({ files }));
  listed({ "x.json": { sha256: "1" } });
  const notebook = box.notebook(CELLS);
  const reads = ["data/x.json", "data/MANIFEST.json"].map((name) => box.path(name));
  await box.run(notebook, box.execution(notebook, { reads }));
  listed({ "x.json": { sha256: "1" }, "y.json": { sha256: "2" } });
  assert.equal((await box.look(notebook)).lookup.why, "nothing changed");
  listed({ "x.json": { sha256: "3" }, "y.json": { sha256: "2" } });
  assert.equal((await box.look(notebook)).lookup.why, "data/MANIFEST.json changed");
  listed({ "y.json": { sha256: "2" } });
  assert.equal((await box.look(notebook)).lookup.why, "data/MANIFEST.json changed");
});

Deno.test("RunCache.look() sees another adapter", async () => {
  using box = new Sandbox();
  const notebook = box.notebook(CELLS);
  await box.run(notebook);
  box.fingerprint = "f1";
  box.env = { TMPDIR: "/x" };
  Deno.removeSync(box.path(".rederive/memo/adapters.json"));
  assert.equal((await box.look(notebook)).lookup.why, "adapter changed");
});

Deno.test("RunCache.look() says first run for a note never kept", async () => {
  using box = new Sandbox();
  const { lookup } = await box.look(box.notebook(CELLS));
  assert.equal(lookup.why, "first run");
  assert.equal(lookup.entry, null);
});

Deno.test("RunCache.look() keeps worlds apart", async () => {
  using box = new Sandbox();
  const notebook = box.notebook(CELLS);
  await box.run(notebook);
  const other = { name: "sse4.1", env: { GALLIUM_OVERRIDE_CPU_CAPS: "sse4.1" } };
  assert.equal((await box.look(notebook, other)).lookup.why, "first run");
  assert.deepEqual(box.asked.map((env) => JSON.parse(env)), [{}, other.env]);
});

Deno.test("RunCache.look() finds an older entry when a change is taken back", async () => {
  using box = new Sandbox();
  const [old, now] = [box.notebook(CELLS), box.notebook([CELLS[0]!, "let a = 2;"])];
  const first = await box.run(old);
  await box.run(now);
  const { lookup } = await box.look(old);
  assert.equal(lookup.entry?.key, first?.key);
});

Deno.test("RunCache.look() spawns nothing when nothing changed", async () => {
  using box = new Sandbox();
  const notebook = box.notebook(CELLS);
  await box.run(notebook);
  const { Command } = Deno;
  try {
    Reflect.set(
      Deno,
      "Command",
      class {
        constructor() {
          throw new Error("a process was spawned");
        }
      },
    );
    assert.equal((await box.look(notebook)).lookup.why, "nothing changed");
    // the same stand-in does stop a run that has to ask
    box.write("lib/two.ts", "export const two = 4;");
    assert.match((await box.look(notebook)).lookup.why, /a process was spawned/);
  } finally {
    Reflect.set(Deno, "Command", Command);
  }
});

Deno.test("RunCache.look() reports imports that cannot be resolved, and keeps nothing", async () => {
  using box = new Sandbox();
  const notebook = box.notebook([`import "npm:@x/no-such-package-anywhere@0.0.0";`]);
  const { cache, lookup } = await box.look(notebook);
  assert.match(lookup.why, /^its imports cannot be resolved: /);
  const kept = await cache.keep(lookup, {
    notebook,
    world: NATIVE,
    execution: box.execution(notebook),
  });
  assert.equal(kept, null);
});

for (
  const [kind, kept] of [
    ["claim", true],
    ["code error", true],
    ["bad input", false],
    ["cell timeout", false],
    ["notebook timeout", false],
    ["kernel exit", false],
    ["out of memory", false],
    ["infrastructure", false],
  ] satisfies [EndingKind, boolean][]
) {
  Deno.test(`RunCache.keep() ${kept ? "keeps" : "does not keep"} what ended by ${kind}`, async () => {
    using box = new Sandbox();
    const notebook = box.notebook(CELLS);
    const ending = { kind, message: "m", cell: 1 };
    const head = await box.run(notebook, box.execution(notebook, { ending }));
    assert.equal(head !== null, kept);
    assert.equal((await box.look(notebook)).lookup.entry !== null, kept);
  });
}

Deno.test("RunCache.keep() refuses when a module changed while the note ran", async () => {
  using box = new Sandbox();
  const notebook = box.notebook(CELLS);
  const { cache, lookup } = await box.look(notebook);
  box.write("lib/two.ts", "export const two = 5;");
  const execution = box.execution(notebook);
  assert.equal(await cache.keep(lookup, { notebook, world: NATIVE, execution }), null);
});

Deno.test("RunCache.keep() refuses when a data file changed while the note ran", async () => {
  using box = new Sandbox();
  const notebook = box.notebook(CELLS);
  const { cache, lookup } = await box.look(notebook);
  Deno.utimeSync(box.path("data/x.json"), new Date(), new Date(Date.now() + 5000));
  const execution = box.execution(notebook);
  assert.equal(await cache.keep(lookup, { notebook, world: NATIVE, execution }), null);
});

Deno.test("RunCache.body() gives back the execution and the sources as they ran", async () => {
  using box = new Sandbox();
  const notebook = box.notebook(CELLS);
  const execution = box.execution(notebook);
  await box.run(notebook, execution);
  const { cache, lookup } = await box.look(notebook);
  assert.deepEqual(await cache.body(lookup), { execution, sources: CELLS });
});

Deno.test("RunCache.look() lists every file to watch", async () => {
  using box = new Sandbox();
  const notebook = box.notebook(CELLS);
  await box.run(notebook);
  const { lookup } = await box.look(notebook);
  const inside = lookup.inputs.filter((path) => path.startsWith(box.root))
    .map((path) => path.slice(box.root.length + 1));
  assert.deepEqual(inside.sort(), [
    "data/x.json",
    "deno.json",
    "lib/deno.json",
    "lib/kernel.ts",
    "lib/kernel.wgsl",
    "lib/mod.ts",
    "lib/two.ts",
    "notebooks/shelf/note.ipynb",
  ]);
});

Deno.test("RunCache keys are the same in another checkout", async () => {
  using here = new Sandbox();
  using there = new Sandbox();
  const [a, b] = [await here.run(here.notebook(CELLS)), await there.run(there.notebook(CELLS))];
  assert.ok(a);
  assert.equal(a.key, b?.key);
});
