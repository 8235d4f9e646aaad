import { deepStrictEqual as deepEqual } from "node:assert/strict";

const folder = new URL("../../lib/reference/", import.meta.url);

Deno.test("lib/reference imports nothing but itself", async () => {
  const strangers: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    const text = await Deno.readTextFile(new URL(name, folder));
    const code = text.replaceAll(/^ \*.*$/gm, ""); // examples may import what they show
    for (const [, from] of code.matchAll(/(?:from|import\()\s*"([^"]+)"/g)) {
      if (!/^\.\/[a-z0-9_]+\.ts$/.test(from!)) strangers.push(`${name}: ${from}`);
    }
  }
  deepEqual(strangers, []);
});
