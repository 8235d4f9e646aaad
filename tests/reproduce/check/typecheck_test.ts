import assert from "node:assert/strict";
import { readErrors } from "../../../scripts/reproduce/check/typecheck.ts";

Deno.test("readErrors() reads type errors, chains and all, without the excerpts", () => {
  const output = `Check notebooks/a.cells.ts
TS2322 [ERROR]: Type '{ a: string; }' is not assignable to type 'B'.
  Types of property 'a' are incompatible.
const b: B = c;
      ~
    at file:///r/notebooks/a.cells.ts:4:7

    The expected type comes from property 'a' which is declared here on type 'B'
      a: number;
      ~
        at file:///r/lib/b.ts:8:3

TS2307 [ERROR]: Cannot find module 'file:///r/x.ts'.
    at file:///r/notebooks/a%20b.cells.ts:2:25

Found 2 errors.

error: Type checking failed.
`;
  assert.deepEqual(readErrors(output), [
    {
      code: "TS2322",
      message:
        "Type '{ a: string; }' is not assignable to type 'B'.; Types of property 'a' are incompatible.",
      at: { path: "/r/notebooks/a.cells.ts", line: 4, column: 7 },
    },
    {
      code: "TS2307",
      message: "Cannot find module 'file:///r/x.ts'.",
      at: { path: "/r/notebooks/a b.cells.ts", line: 2, column: 25 },
    },
  ]);
});

Deno.test("readErrors() keeps what stopped the check itself", () => {
  assert.deepEqual(
    readErrors("error: Could not find npm package 'nope'.\n    at file:///r/a.ts:1:8\n"),
    [
      {
        code: "check",
        message: "Could not find npm package 'nope'.",
        at: { path: "/r/a.ts", line: 1, column: 8 },
      },
    ],
  );
  assert.deepEqual(readErrors(""), [{ code: "check", message: "deno check failed", at: null }]);
});
