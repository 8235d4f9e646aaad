import { deepStrictEqual as deepEqual, match, strictEqual as equal } from "node:assert/strict";
import strict from "node:assert/strict";
import { fileURLToPath } from "node:url";
import page from "../../scripts/site/bundle/assert_in_page.ts";
import { bundleClient, bundleNotes } from "../../scripts/site/bundle/bundle.ts";
import { noteModule } from "../../scripts/site/bundle/note_module.ts";
import { loadTypeScript } from "../../scripts/reproduce/check/typescript.ts";
import { findNotebooks } from "../../scripts/reproduce/notebook/find.ts";
import { parseNotebook } from "../../scripts/reproduce/notebook/parse.ts";
import type { Notebook } from "../../scripts/reproduce/types.ts";
import { readNotebook } from "../../scripts/reproduce/notebook/read.ts";
import { stored } from "./repository.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");

async function notebookOf(...sources: string[]) {
  const bytes = new TextEncoder().encode(stored(...sources.map((source) => ({ source }))));
  return await parseNotebook(bytes, {
    path: `${ROOT}/notebooks/shelf/note.ipynb`,
    id: "shelf/note",
  });
}

Deno.test("noteModule() tells each cell before it runs, also one that leaves a statement open", async () => {
  const notebook = await notebookOf(
    "const a = `\n  b`;",
    "const c = 1",
    "[c].map(String);\n\n// end",
  );
  const module = noteModule(await loadTypeScript(), notebook);
  const [, cells] = module.split("__sink(");
  match(
    cells!,
    /ordinal: 1 \}\);\nconst a = `\n {2}b`;\n.*ordinal: 2 \}\);\nconst c = 1\n;?\n?.*ordinal: 3 \}\);\n\[c\]/,
  );
  match(module, /\{ type: "done" \}\);\n$/);
});

// esbuild's process serves all tests of this file, and goes with them
await bundleClient("dom");

Deno.test("every note is bundled for the page", async () => {
  const found = await findNotebooks(["notebooks/*/*.ipynb"], { root: ROOT, cwd: ROOT });
  const notes = await Promise.all(found.map(({ path }) => readNotebook(path, { root: ROOT })));
  const bundles = await bundleNotes(notes);
  equal(bundles.length, found.length);
  for (const [i, { path }] of found.entries()) {
    const bundle = bundles[i]!;
    equal("problem" in bundle ? bundle.problem : "", "", path);
  }
});

Deno.test("the site ships MiniLM's weights to a note that loads them, and to no other", async () => {
  for (const [name, ships] of [["loadMiniLm", true], ["loadBert", false]] as const) {
    const cell = `import { ${name} } from "@rederive/lib/models";\nconsole.log(${name});`;
    const bundle = (await bundleNotes([await notebookOf(cell)]))[0]!;
    // addDataFiles() adds the files whose names a module has
    equal("code" in bundle && bundle.code.includes('"minilm.safetensors"'), ships, name);
  }
});

Deno.test("what cannot be bundled is said, not thrown", async () => {
  const cells: [string, RegExp][] = [
    [
      'import { x } from "@rederive/lib/nothing"; x();',
      /lib has no part "@rederive\/lib\/nothing"/,
    ],
    ['import { x } from "./missing.ts"; x();', /Could not resolve "\.\/missing\.ts"/],
    ['import { x } from "npm-package-that-nobody-has"; x();', /npm-package-that-nobody-has/],
    ["const = 5;", /Expected|Unexpected/],
    ["let a; let a;", /already been declared/],
  ];
  for (const [cell, problem] of cells) {
    const bundle = (await bundleNotes([await notebookOf(cell)]))[0]!;
    match("problem" in bundle ? bundle.problem : "bundled", problem, cell);
  }
});

Deno.test("notes bundled at once are as each alone, and one that cannot be spoils no other", async () => {
  const shared = 'import { foldIn, key } from "@rederive/lib/random";\n';
  const [one, bad, two] = await Promise.all(
    [`${shared}console.log(foldIn(key(1), 1));`, "const = 5;", `${shared}console.log(key(2));`]
      .map((cell) => notebookOf(cell)),
  ) as [Notebook, Notebook, Notebook];
  const [[alone], [other]] = await Promise.all([bundleNotes([one]), bundleNotes([two])]);
  deepEqual(await bundleNotes([two, one]), [other, alone]);
  const [first, second, third] = await bundleNotes([one, bad, two]);
  deepEqual([first, third], [alone, other]);
  equal("problem" in second!, true);
  deepEqual(await bundleNotes([]), []);
});

/** Whether an assertion holds. */
async function holds(work: () => unknown): Promise<boolean> {
  try {
    await work();
    return true;
  } catch {
    return false;
  }
}

const VALUES: readonly unknown[] = [
  ...[0, -0, 1, NaN, Infinity, -Infinity, 1n, 0n, "", "1", "NaN", "1n", "-0", true, false],
  ...[null, undefined, [], [undefined], [null], [0], [-0], [1, 2], [2, 1], {}, { a: 1 }],
  ...[{ a: undefined }, { a: 1, b: 2 }, { b: 2, a: 1 }, { 0: 1, 1: 2 }, "null", ["1"]],
  ...[
    new Float32Array([1, 2]),
    new Float64Array([1, 2]),
    new Uint8Array(0),
    new Uint32Array([1, 2]),
  ],
  ...[
    new Float32Array([-0]),
    new Float32Array([0]),
    new Float32Array([NaN]),
    new BigInt64Array([1n]),
  ],
  ...[
    new Map([[1, 2]]),
    new Map([[1, 3]]),
    new Set([1]),
    new Set([1, 2]),
    new Set([2, 1]),
    new Map(),
  ],
  ...[new Map([["a", 1], ["b", 2]]), new Map([["b", 2], ["a", 1]])],
  ...[["Map", [1, 2]], ["Set", 1], ["Float32Array", 1, 2], new Date(0), new Date(1), /a/, /b/],
];

Deno.test("what stands in for node's assert in a page holds where node's holds", async () => {
  for (const a of VALUES) {
    for (const b of VALUES) {
      for (const name of ["strictEqual", "deepStrictEqual", "deepEqual", "equal"] as const) {
        const copy = typeof b === "object" && b !== null && name.startsWith("deep")
          ? structuredClone(b)
          : b;
        const want = await holds(() => strict[name](a, copy));
        const got = await holds(() => page[name](a, copy));
        equal(got, want, `${name}(${Deno.inspect(a)}, ${Deno.inspect(copy)})`);
      }
    }
    equal(await holds(() => page(a)), await holds(() => strict(a)));
    equal(await holds(() => page.ok(a)), await holds(() => strict.ok(a)));
  }
  const fails = () => {
    throw new RangeError("out of range");
  };
  const cases = (assert: typeof strict | typeof page) => [
    () => assert.match("abc", /b/),
    () => assert.match("abc", /d/),
    () => assert.throws(fails),
    () => assert.throws(fails, /RangeError: out of/),
    () => assert.throws(fails, /TypeError/),
    () => assert.throws(() => 1),
    () => assert.rejects(Promise.reject(new Error("no")), /no/),
    () => assert.rejects(() => Promise.reject(new Error("no")), /yes/),
    () => assert.rejects(Promise.resolve(1)),
  ];
  const outcomes = async (assert: typeof strict | typeof page) =>
    await Promise.all(cases(assert).map(holds));
  deepEqual(await outcomes(page), await outcomes(strict));
});
