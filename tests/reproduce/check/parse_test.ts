import assert from "node:assert/strict";
import { parsedOf } from "./sample.ts";

const broken: [
  name: string,
  source: string,
  line: number,
  column: number,
  code: string,
  message: RegExp,
][] = [
  ["a missing bracket", "const a = [1, 2;\n", 1, 16, "TS1005", /',' expected/],
  ["an open block", "if (a) {\n  b();\n", 3, 1, "TS1005", /'}' expected/],
  ["an open string", 'const é = "x', 1, 13, "TS1002", /Unterminated string/],
  ["Python", "def f(x):\n  return x", 1, 1, "TS1434", /Unexpected keyword or identifier/],
  ["a magic command", "%matplotlib inline", 1, 1, "TS1109", /Expression expected/],
  ["import.meta", "const a = 1;\nimport.meta.url", 2, 1, "import-meta", /the kernel cannot parse/],
];

for (const [name, source, line, column, code, message] of broken) {
  Deno.test(`parseCells() places ${name} in its cell`, async () => {
    const { errors } = await parsedOf(["const fine = 1;", source]);
    const { message: found, try: _, ...rest } = errors[0]!;
    assert.deepEqual(rest, {
      notebook: "shelf/note",
      cell: 2,
      line,
      column,
      severity: "error",
      code,
    });
    assert.match(found, message);
  });
}

Deno.test("parseCells() accepts what the kernel does: top-level await, casts, JSX, using", async () => {
  const { errors } = await parsedOf([
    "const a = await Promise.resolve(1);\nfor await (const b of c) d(b);",
    "const e = <number>a;",
    "const f = <p>text</p>;",
    "{ using g = h(); }\nenum I { J }\n@k class L {}",
    "export const m = 1 satisfies number;",
  ]);
  assert.deepEqual(errors, []);
});
