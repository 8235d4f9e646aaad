/** The checks before a run: what they find, whom it ends, and when they need not be asked. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { notebook } from "./notes.ts";
import { type Ran, Sandbox } from "./sandbox.ts";

const notes = {
  "checks/alone": notebook('const one = 1;\nif (one !== 1) throw new Error("no");'),
  "checks/shape": notebook(
    'import { area } from "./area.ts";\nif (area({ side: 2 }) !== 4) throw new Error("no");',
  ),
  "checks/untidy": notebook("const a=1;"),
};

const files = {
  "notebooks/checks/area.ts":
    'import type { Square } from "./square.ts";\n\nexport const area = ({ side }: Square): number => side * side;\n',
  "notebooks/checks/square.ts": "export interface Square {\n  side: number;\n}\n",
};

function ending({ report }: Ran, note: string) {
  return report!.results.find((result) => result.note === note)?.ending ?? null;
}

Deno.test("cells are checked before they run, again only when something they reach changed", async (t) => {
  await using box = Sandbox.make(notes);
  for (const [path, text] of Object.entries(files)) box.write(path, text);
  const mirror = join(box.root, ".rederive/check");
  /** Runs notes, all unless some are named; which of them were laid out to be checked. */
  const fresh = async (...names: string[]) => {
    await Deno.remove(mirror, { recursive: true }).catch(() => {});
    const ran = await box.reproduce([...names, "--fresh"]);
    const folder = join(mirror, "notebooks/checks");
    const laid = await Array.fromAsync(Deno.readDir(folder)).catch(() => []);
    const modules = laid.flatMap(({ name }) => name.match(/^(.*)\.cells\.ts$/)?.[1] ?? []);
    return { ...ran, checked: modules.sort() };
  };

  await t.step("everything is checked once, and what is untidy is said", async () => {
    const ran = await fresh();
    assert.equal(ran.code, 0, ran.stdout);
    assert.deepEqual(ran.checked, ["alone", "shape", "untidy"]);
    assert.match(
      ran.stdout,
      /^warn {3}checks\/untidy, cell 1, line 1: fmt: not formatted, wanted "const a = 1;"; try: deno fmt$/m,
    );
  });

  await t.step("what was clean is not checked again, what was untidy is said again", async () => {
    const ran = await fresh();
    assert.deepEqual([ran.code, ran.checked], [0, ["untidy"]]);
    assert.match(ran.stdout, /^warn {3}checks\/untidy, cell 1/m);
  });

  await t.step(
    "a fault in a module ends the notes that reach it, with its file and line",
    async () => {
      const broken = {
        "notebooks/checks/area.ts": `${files["notebooks/checks/area.ts"]}area(1);\n`,
      };
      const ran = await box.whileWritten(broken, () => fresh("shape", "alone"));
      assert.equal(ran.code, 11, ran.stdout);
      assert.deepEqual(ran.checked, ["shape"]);
      const { kind, message, cell } = ending(ran, "checks/shape")!;
      assert.deepEqual([kind, cell], ["code error", undefined]);
      assert.match(
        message,
        /^Cannot run the cells: notebooks\/checks\/area\.ts:4: TS\d+: Argument /,
      );
      assert.equal(ending(ran, "checks/alone"), null);

      assert.doesNotMatch(ran.stdout, /^start {2}checks\/shape/m);
    },
  );

  await t.step("so does one in a module that is imported for its types alone", async () => {
    const renamed = {
      "notebooks/checks/square.ts": "export interface Square {\n  edge: number;\n}\n",
    };
    const ran = await box.whileWritten(renamed, () => fresh("shape"));
    assert.equal(ran.code, 11, ran.stdout);
    assert.match(
      ending(ran, "checks/shape")!.message,
      /^Cannot run the cells: TS\d+: .*, and 1 more error$/,
    );
  });

  await t.step(
    "and one that cannot even be parsed, which hides nothing of the others",
    async () => {
      const broken = { "notebooks/checks/area.ts": "export const area = ;\n" };
      const wrong = JSON.stringify(notebook("const one: string = 1;\none;"));
      const written = { ...broken, "notebooks/checks/alone.ipynb": wrong };
      const ran = await box.whileWritten(written, () => fresh("shape", "alone"));
      assert.equal(ran.code, 11, ran.stdout);
      assert.match(ending(ran, "checks/shape")!.message, /notebooks\/checks\/area\.ts:1: check: /);
      const own = ending(ran, "checks/alone")!;
      assert.match(own.message, /^Cannot run the cells: TS2322: /);
      assert.deepEqual([own.cell, own.line], [1, 1]);
    },
  );

  await t.step("put right, all is well and known again", async () => {
    const ran = await fresh("shape", "alone");
    assert.deepEqual([ran.code, ran.checked], [0, []]);
  });

  await t.step("what the linter refuses is the house's word, with its cell", async () => {
    const random = JSON.stringify(notebook("let a = 1;", "const b = Math.random();\na = b;"));
    const ran = await box.whileWritten(
      { "notebooks/checks/alone.ipynb": random },
      () => fresh("alone"),
    );
    const { kind, message, cell, line, ...rest } = ending(ran, "checks/alone")!;
    assert.deepEqual([kind, cell, line], ["code error", 2, 1]);
    assert.match(message, /^Cannot run the cells: rederive\/no-math-random: /);
    assert.match(rest.try ?? "", /@rederive\/lib\/random/);
  });
});
