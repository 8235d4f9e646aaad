import assert from "node:assert/strict";
import { join } from "node:path";
import { checkNotebooks, checkWithReach } from "../../../scripts/reproduce/check/check.ts";
import { describeDiagnostic } from "../../../scripts/reproduce/check/diagnostic.ts";
import { filesIn, inProject, notebookOf } from "./sample.ts";

const project = {
  "deno.json": JSON.stringify({ workspace: ["./lib"], fmt: { lineWidth: 60 } }),
  "lib/deno.json": JSON.stringify({
    name: "@x/lib",
    version: "1.0.0",
    exports: { "./n": "./n.ts" },
  }),
  "lib/n.ts": "export const n: number = 1;\n",
  "notebooks/shelf/near.ts": "export const near: string = 'x';\n",
};

Deno.test("checkNotebooks() finds every sort of fault at its place, in one pass", async () => {
  await inProject(project, async (folder) => {
    const at = (name: string) => ({ id: name, path: join(folder, `notebooks/${name}.ipynb`) });
    const before = await filesIn(folder);
    const found = await checkNotebooks([
      await notebookOf([
        'import { n } from "@x/lib/n";\nimport { near } from "./near.ts";\nn + near.length;\n',
        'const é = "😀", m: number = near;\nm.toFixed(Math.random());\né;\n',
        'import { gone } from "./near.ts"; import { no } from "./no.ts"; gone(no, 1 as string);\n',
        "const é = 2;\né;\n",
        "const x=1;\nx;",
        ";\njudge({});\nlet unused = 1;\n",
      ], at("shelf/types")),
      await notebookOf(["const a = ;", "Math.random();"], at("shelf/syntax")),
      await notebookOf(["const n = 2;\nn;\n"], at("shelf/fine")),
    ]);
    const short = found.map(({ notebook, cell, line, column, severity, code }) =>
      `${notebook} ${cell}:${line}:${column} ${severity} ${code}`
    );
    assert.deepEqual(short, [
      "shelf/syntax 1:1:11 error TS1109",
      "shelf/types 2:1:7 error TS2451",
      "shelf/types 2:1:17 error TS2322",
      "shelf/types 2:2:11 error rederive/no-math-random",
      "shelf/types 3:1:1 warning fmt",
      "shelf/types 3:1:10 error TS2305",
      "shelf/types 3:1:54 error TS2307",
      "shelf/types 3:1:74 error TS2352",
      "shelf/types 4:1:7 error TS2451",
      "shelf/types 5:1:1 warning fmt",
      "shelf/types 6:1:1 warning fmt",
      "shelf/types 6:2:1 error TS2304",
      "shelf/types 6:2:1 error rederive/no-floating-claim",
      "shelf/types 6:3:5 warning no-unused-vars",
      "shelf/types 6:3:5 warning prefer-const",
    ]);
    const added = (await filesIn(folder)).filter((file) => !before.includes(file));
    assert.ok(
      added.length > 0 &&
        added.every((file) => file.startsWith(".rederive/check/") || file === "deno.lock"),
      String(added),
    );
  });
});

Deno.test("checkNotebooks() reports a fault of an imported module where it is", async () => {
  await inProject({ ...project, "lib/n.ts": 'export const n: number = "1";\n' }, async (folder) => {
    const path = join(folder, "notebooks/shelf/note.ipynb");
    const found = await checkNotebooks([
      await notebookOf(['import { n } from "@x/lib/n";\nn;\n'], { path }),
    ]);
    assert.deepEqual(found.map(describeDiagnostic), [
      "lib/n.ts:1:14: error TS2322: Type 'string' is not assignable to type 'number'.",
    ]);
  });
});

Deno.test("checkWithReach() knows every module a notebook reaches, for its types alone too", async () => {
  const files = {
    ...project,
    "lib/n.ts": 'import type { T } from "./t.ts";\nexport const n: T = 1;\n',
    "lib/t.ts": "export type T = number;\n",
  };
  await inProject(files, async (folder) => {
    const at = (name: string) => ({ id: name, path: join(folder, `notebooks/${name}.ipynb`) });
    const { found, reached } = await checkWithReach([
      await notebookOf(['import { n } from "@x/lib/n";\nn;\n'], at("shelf/lib")),
      await notebookOf(['import type { near } from "./near.ts";\n1 as typeof near;\n'], {
        ...at("shelf/near"),
      }),
      await notebookOf(["const alone = 1;\nalone;\n"], at("shelf/alone")),
    ]);
    assert.deepEqual(found.map(({ notebook, code }) => `${notebook} ${code}`), [
      "shelf/near TS2352",
    ]);
    const inside = [...reached].map((
      [id, paths],
    ) => [id, paths.map((p) => p.slice(folder.length))]);
    assert.deepEqual(inside, [
      ["shelf/lib", ["/lib/n.ts", "/lib/t.ts"]],
      ["shelf/near", ["/notebooks/shelf/near.ts"]],
      ["shelf/alone", []],
    ]);
  });
});

Deno.test("checkNotebooks() finds the faults of the others when one import cannot be had", async () => {
  const broken = { ...project, "notebooks/shelf/broken.ts": "export const x = ;\n" };
  await inProject(broken, async (folder) => {
    const at = (name: string) => ({ id: name, path: join(folder, `notebooks/${name}.ipynb`) });
    const found = await checkNotebooks([
      await notebookOf(['import { x } from "./broken.ts";\nx;\n'], at("shelf/unlucky")),
      await notebookOf(["const n: string = 1;\nn;\n"], at("shelf/wrong")),
      await notebookOf(["const n = 1;\nn;\n"], at("shelf/fine")),
    ]);
    const short = found.map(({ notebook, cell, line }) => `${notebook} ${cell}:${line}`);
    assert.deepEqual(short, ["notebooks/shelf/broken.ts 0:1", "shelf/wrong 1:1"]);
    assert.equal(found[0]!.module, join(folder, "notebooks/shelf/broken.ts"));
  });
});

Deno.test("checkNotebooks() leaves nothing where no deno.json applies", async () => {
  await inProject({ "near.ts": "export const near: string = 'x';\n" }, async (folder) => {
    const path = join(folder, "note.ipynb");
    const found = await checkNotebooks([
      await notebookOf(['import { near } from "./near.ts";\nconst m: number = near;\nm;\n'], {
        path,
      }),
    ]);
    assert.deepEqual(found.map(({ cell, line, code }) => [cell, line, code]), [[1, 2, "TS2322"]]);
    assert.deepEqual(await filesIn(folder), ["near.ts"]);
  });
});

Deno.test("checkNotebooks() finds nothing in no notebooks", async () => {
  assert.deepEqual(await checkNotebooks([]), []);
});

Deno.test("describeDiagnostic() is one line, and one with the fix", () => {
  const diagnostic = {
    notebook: "shelf/note",
    cell: 3,
    line: 2,
    column: 7,
    severity: "error" as const,
    code: "TS1",
    message: "no",
  };
  assert.equal(describeDiagnostic(diagnostic), "shelf/note, cell 3, line 2:7: error TS1: no");
  assert.equal(
    describeDiagnostic({ ...diagnostic, try: "yes" }),
    "shelf/note, cell 3, line 2:7: error TS1: no\n  Try: yes",
  );
});
