import assert from "node:assert/strict";
import { writeTogether } from "../../../scripts/reproduce/judge/write_together.ts";

function temporary() {
  const folder = Deno.realPathSync(Deno.makeTempDirSync({ prefix: "rederive-together-test-" }));
  return {
    folder,
    names: () => Array.from(Deno.readDirSync(folder), ({ name }) => name).sort(),
    [Symbol.dispose]: () => Deno.removeSync(folder, { recursive: true }),
  };
}

Deno.test("writeTogether() writes all files, makes folders, keeps modes and links", () => {
  using place = temporary();
  const [a, link, deep] = ["a", "link", "new/folder/b"].map((name) => `${place.folder}/${name}`);
  Deno.writeTextFileSync(a!, "old", { mode: 0o640 });
  Deno.symlinkSync(a!, link!);
  writeTogether([{ path: link!, text: "é\n" }, { path: deep!, text: "x".repeat(1e6) }]);
  assert.equal(Deno.readTextFileSync(a!), "é\n");
  assert.equal(Deno.statSync(a!).mode! & 0o777, 0o640);
  assert.ok(Deno.lstatSync(link!).isSymlink);
  assert.equal(Deno.readTextFileSync(deep!).length, 1e6);
  assert.deepEqual(place.names(), ["a", "link", "new"]);
});

Deno.test("writeTogether() leaves every file as it was when one cannot be written", () => {
  using place = temporary();
  Deno.writeTextFileSync(`${place.folder}/a`, "old");
  Deno.writeTextFileSync(`${place.folder}/file`, "");
  const files = [`${place.folder}/a`, `${place.folder}/file/below`]
    .map((path) => ({ path, text: "new" }));
  assert.throws(() => writeTogether(files), {
    name: "BadInput",
    message: /^Cannot write ".*": .*; no file was changed$/,
  });
  assert.equal(Deno.readTextFileSync(`${place.folder}/a`), "old");
  assert.deepEqual(place.names(), ["a", "file"]);
});
