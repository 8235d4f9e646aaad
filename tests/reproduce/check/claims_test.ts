import assert from "node:assert/strict";
import { checkClaims } from "../../../scripts/reproduce/check/claims.ts";
import { loadTypeScript } from "../../../scripts/reproduce/check/typescript.ts";
import { parsedOf } from "./sample.ts";

async function check(cells: string[], id = "shelf/note") {
  return checkClaims(await loadTypeScript(), await parsedOf(cells, { id }));
}

Deno.test("checkClaims() finds an id used twice, across cells and kinds", async () => {
  const found = await check([
    'await judge({ id: "one" });',
    'await note.judge({\n  id: "two",\n});',
    'outOfScope({ id: "one" }); await judge({ "id": `two` });',
  ]);
  assert.deepEqual(
    found.map(({ cell, line, column, code, message }) => ({ cell, line, column, code, message })),
    [
      {
        cell: 3,
        line: 1,
        column: 14,
        code: "claim-id-twice",
        message: 'the claim id "one" is used before, in cell 1',
      },
      {
        cell: 3,
        line: 1,
        column: 42,
        code: "claim-id-twice",
        message: 'the claim id "two" is used before, in cell 2',
      },
    ],
  );
});

Deno.test("checkClaims() finds a verdict that is typed", async () => {
  const found = await check([
    'await judge({ id: "one", verdict: "confirmed" });',
    'const a = { verdict: "x" }; show({ verdict: 1 });',
  ]);
  assert.deepEqual(found.map(({ cell, column, code }) => [cell, column, code]), [[
    1,
    26,
    "claim-verdict",
  ]]);
});

Deno.test("checkClaims() finds a note opened under another name", async () => {
  const cells = ['const { judge } = openNote("shelf/other");'];
  assert.deepEqual((await check(cells)).map(({ code, column, try: fix }) => [code, column, fix]), [
    ["note-id", 28, 'openNote("shelf/note")'],
  ]);
  assert.deepEqual(await check(cells, "shelf/other"), []);
  assert.deepEqual(await check(cells, "../some/where.ipynb"), []);
});

Deno.test("checkClaims() warns of a cell of more than 30 lines", async () => {
  const lines = (n: number) =>
    Array.from({ length: n }, (_, i) => `const a${i} = ${i};`).join("\n");
  assert.deepEqual(await check([`\n${lines(30)}\n\n`]), []);
  const [found] = await check(["1", lines(31)]);
  assert.equal(found!.severity, "warning");
  assert.equal(found!.cell, 2);
  assert.match(found!.message, /31 lines/);
});

Deno.test("checkClaims() says nothing of computed ids and other calls", async () => {
  assert.deepEqual(
    await check(["judge({ id }); judge({ id }); judge(claim); f({ id: 'a' }); f({ id: 'a' });"]),
    [],
  );
});
