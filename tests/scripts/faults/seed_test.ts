import { strictEqual as equal, throws } from "node:assert/strict";
import { applyFault, copyTree, seed } from "../../../scripts/faults/seed.ts";

const fault = { what: "a sign", file: "lib/x.wgsl", find: "a + b", replace: "a - $&", test: "t" };

Deno.test("applyFault() replaces the text literally", () => {
  equal(applyFault("y = a + b;", fault), "y = a - $&;");
});

Deno.test("applyFault() refuses text that is not there exactly once", () => {
  const message = (count: number) =>
    `Cannot seed "a sign": its text occurs ${count} times in lib/x.wgsl, wanted exactly once`;
  throws(() => applyFault("y = a;", fault), { name: "RangeError", message: message(0) });
  throws(() => applyFault("a + b; a + b", fault), { name: "RangeError", message: message(2) });
});

Deno.test("seed() breaks the copy, not the tree, and mends it again", async () => {
  const tree = new URL("../../../", import.meta.url);
  const root = await copyTree(tree);
  try {
    const file = "lib/check/gamma.ts";
    const sound = await Deno.readTextFile(new URL(file, tree));
    const unseed = await seed(root, {
      ...fault,
      file,
      find: "ROUNDOFF = 2 ** -24",
      replace: "ROUNDOFF = 2 ** -23",
    });
    equal((await Deno.readTextFile(`${root}/${file}`)).includes("ROUNDOFF = 2 ** -23"), true);
    equal(await Deno.readTextFile(new URL(file, tree)), sound);
    await unseed();
    equal(await Deno.readTextFile(`${root}/${file}`), sound);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
