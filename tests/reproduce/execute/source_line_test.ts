import assert from "node:assert/strict";
import { mapLine, topLevelFrame } from "../../../scripts/reproduce/execute/source_line.ts";
import { startKernel } from "../../../scripts/reproduce/kernel/start.ts";
import { folder } from "./notebook_of.ts";

Deno.test("topLevelFrame() finds the cell's own frame, below functions and the preamble", () => {
  const stack = `TypeError: deep
    at area (<anonymous>:9:22)
    at fill (file:///lib/fill.ts:3:4)
    at async <anonymous>:17:1
    at Timeout.rederive_callback [as _onTimeout] (<anonymous>:206:26)
    at invokeCallback (ext:deno_node/internal/timers.mjs:4:810)`;
  assert.deepEqual(topLevelFrame(stack), { line: 17, column: 1 });
  assert.equal(topLevelFrame("Error: no frames"), null);
});

// Each source throws on the line with the comment. Deno's kernel itself says where, in its own terms.
const sources = {
  "the first line": `throw new Error("x"); // here`,
  "a value on the first line": `const a = 1; null!.length; // here`,
  "behind an import": `import { join } from "node:path";

join(null as unknown as string); // here`,
  "behind types and comments": `interface Point {
  x: number;
}

// a comment
/* and another,
   longer */
type Gone = string;

const p: Point = { x: 1 };
function fail(p: Point): never {
  throw new RangeError(String(p.x));
}

fail(p); // here
`,
  "in an object over several lines": `const points = {
  a: 1,
  // nothing
  b: 2,

  c: (null as unknown as string).length, // here
};`,
  "after an await": `await Promise.resolve(1);


await Promise.reject(new Error("x")); // here`,
  "in a multi-line template": "const text = `one\n\n${1}\nfour`;\n\nnull!.length; // here",
  "behind an enum and a class": `enum Colour { Red, Green }

class Box<T> {
  constructor(private readonly value: T) {}

  open(): T {
    return this.value;
  }
}
new Box(Colour.Red).open().missing.deep; // here`,
};

Deno.test("mapLine() finds the line that threw, in a real kernel", async (t) => {
  await using kernel = await startKernel({ cwd: folder });
  for (const [name, source] of Object.entries(sources)) {
    await t.step(name, async () => {
      const { answer } = kernel.run(source);
      const { traceback } = (await answer).reply.content as { traceback: string[] };
      const frame = topLevelFrame(traceback.join("\n"));
      const want = source.split("\n").findIndex((line) => line.endsWith("// here")) + 1;
      assert.ok(frame);
      assert.equal(await mapLine(source, frame), want);
    });
  }
});

Deno.test("mapLine() gives up on what does not parse", async () => {
  assert.equal(await mapLine("const x = ;", { line: 1, column: 30 }), undefined);
});
