import assert from "node:assert/strict";
import { extract } from "../../../scripts/reproduce/check/extract.ts";
import { loadTypeScript, parseModule } from "../../../scripts/reproduce/check/typescript.ts";
import { parsedOf } from "./sample.ts";

const cells = [
  'import { a } from "./a.ts"; const b = a;\nconst c = b',
  "[c][0]",
  'const d = [import("../d.ts"), import("./e.ts"), "./f.ts"];\nlet g: typeof import("./g.ts");',
  "",
  "`t\n// no comment\n`; let mark = 1; // last line is a comment",
];

const to = (specifier: string) => `../up/${specifier}`;

Deno.test("extract() leads every word back to its cell, line and column", async () => {
  const ts = await loadTypeScript();
  for (const rewrite of [undefined, to]) {
    const { text, locate } = extract(ts, await parsedOf(cells), rewrite);
    const lines = text.split("\n");
    let words = 0;
    for (const [i, line] of lines.entries()) {
      for (const { 0: word, index } of line.matchAll(/[a-z]\w*/gi)) {
        if (/^export$|^up$/.test(word)) continue;
        const { cell, line: at, column } = locate(i + 1, index + 1);
        const original = cells[cell - 1]!.split("\n")[at - 1]!;
        // what stands inside a rewritten specifier is led to the specifier's beginning
        const inside = /["']$/.test(original.slice(0, column - 1)) &&
          original.startsWith(".", column - 1);
        if (!inside) {
          assert.equal(
            original.slice(column - 1).match(/^\w+/)?.[0],
            word,
            `${cell}:${at}:${column}`,
          );
        }
        words++;
      }
    }
    assert.ok(words >= 30);
  }
});

Deno.test("extract() rewrites relative specifiers and no other text", async () => {
  const ts = await loadTypeScript();
  const { text } = extract(ts, await parsedOf(cells), to);
  assert.match(text, /from "\.\.\/up\/\.\/a\.ts"; const b = a;/);
  assert.match(
    text,
    /\[import\("\.\.\/up\/\.\.\/d\.ts"\), import\("\.\.\/up\/\.\/e\.ts"\), "\.\/f\.ts"\]/,
  );
  assert.match(text, /typeof import\("\.\.\/up\/\.\/g\.ts"\)/);
});

Deno.test("extract() does not let a cell continue the one before", async () => {
  const ts = await loadTypeScript();
  const { text } = extract(ts, await parsedOf(cells));
  const { file, errors } = parseModule(ts, text);
  assert.equal(errors.length, 0);
  const c = file.statements.find((one) => one.getText(file).startsWith("const c"))!;
  assert.equal(c.getText(file), "const c = b\n;");
});

Deno.test("extract() makes TSX of a notebook with JSX", async () => {
  const ts = await loadTypeScript();
  assert.equal(extract(ts, await parsedOf(["const a = <b>c</b>;"])).jsx, true);
  assert.equal(extract(ts, await parsedOf(["const a = <number>c;"])).jsx, false);
});

for (
  const [cell, next, statements] of [
    ["const a = b", "[0]", 2],
    ["const f = () => {}", "(1)", 2],
    ["if (a) b", "`t`", 2],
    ["do a(); while (b)", "(1)", 2],
    ["label: for (;;) c", "+d", 2],
    ["if (a) { b }", "[0]", 2],
    ["function f() {}", "(1)", 2],
    ["type A = B", "[0]", 2],
    ["import a from 'b'", "(1)", 2],
    ["a; // end", "(1)", 2],
    ["// nothing", "(1)", 1],
    ["a;;", "b", 2],
  ] as const
) {
  Deno.test(`extract() keeps ${JSON.stringify(cell)} and ${JSON.stringify(next)} apart`, async () => {
    const ts = await loadTypeScript();
    const { text, locate } = extract(ts, await parsedOf([cell, next]));
    const { file, errors } = parseModule(ts, text);
    assert.deepEqual(errors, []);
    // without the two empty exports, ours and the parser's, and without any empty statement
    assert.equal(file.statements.length - 2, statements);
    assert.ok(!file.statements.some((one) => ts.isEmptyStatement(one)));
    const line = text.split("\n").indexOf(next) + 1;
    assert.deepEqual(locate(line, 1), { cell: 2, line: 1, column: 1 });
  });
}

Deno.test("extract() blanks empty statements, which hide the rest from lint plugins", async () => {
  const ts = await loadTypeScript();
  const cell = ";a();; { ;b(); } class C { ; d = 1 } while (e);\nfor (;;) ;";
  const { text } = extract(ts, await parsedOf([cell]));
  assert.equal(
    text.split("\n").slice(0, 2).join("\n"),
    " a();  {  b(); } class C {   d = 1 } while (e);\nfor (;;) ;",
  );
});
