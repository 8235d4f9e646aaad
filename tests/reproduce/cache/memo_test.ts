import assert from "node:assert/strict";
import { Memo } from "../../../scripts/reproduce/cache/memo.ts";

function temporary() {
  const folder = Deno.makeTempDirSync({ prefix: "rederive-memo-test-" });
  return {
    file: `${folder}/memo/a.json`,
    folder,
    [Symbol.dispose]: () => Deno.removeSync(folder, { recursive: true }),
  };
}

Deno.test("Memo remembers between runs, and forgets under another version", () => {
  using place = temporary();
  const memo = new Memo<number>(place.file, "1");
  memo.set("a", 1);
  memo.save();
  assert.equal(new Memo<number>(place.file, "1").get("a"), 1);
  assert.equal(new Memo<number>(place.file, "2").get("a"), undefined);
});

Deno.test("Memo.save() writes nothing when nothing was learned", () => {
  using place = temporary();
  const memo = new Memo<number>(place.file, "1");
  assert.equal(memo.get("a"), undefined);
  memo.save();
  assert.throws(() => Deno.statSync(place.file), Deno.errors.NotFound);
});

Deno.test("Memo.save() drops what this run did not use, oldest first, beyond the limit", () => {
  using place = temporary();
  const first = new Memo<number>(place.file, "1", { limit: 3 });
  for (const [i, key] of ["a", "b", "c"].entries()) first.set(key, i);
  first.save();
  const second = new Memo<number>(place.file, "1", { limit: 3 });
  assert.equal(second.get("a"), 0);
  second.set("d", 3);
  second.save();
  const third = new Memo<number>(place.file, "1", { limit: 3 });
  assert.deepEqual(["a", "b", "c", "d"].map((key) => third.get(key)), [0, undefined, 2, 3]);
});

for (const text of ["", "{", "null", "[]", `{"version":"1"}`, `{"version":"1","entries":null}`]) {
  Deno.test(`Memo starts empty from ${JSON.stringify(text)}`, () => {
    using place = temporary();
    Deno.mkdirSync(`${place.folder}/memo`);
    Deno.writeTextFileSync(place.file, text);
    const memo = new Memo<number>(place.file, "1");
    assert.equal(memo.get("a"), undefined);
    memo.set("a", 1);
    memo.save();
    assert.equal(new Memo<number>(place.file, "1").get("a"), 1);
  });
}

Deno.test("Memo.save() survives a disk that refuses", () => {
  using place = temporary();
  Deno.writeTextFileSync(`${place.folder}/memo`, "a file where a folder is wanted");
  const memo = new Memo<number>(place.file, "1");
  memo.set("a", 1);
  memo.save();
  assert.equal(memo.get("a"), 1);
});
