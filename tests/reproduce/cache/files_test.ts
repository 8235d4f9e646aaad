import assert from "node:assert/strict";
import { Files } from "../../../scripts/reproduce/cache/files.ts";
import { Memo } from "../../../scripts/reproduce/cache/memo.ts";
import { normaliseFile } from "../../../scripts/reproduce/cache/read_source.ts";
import { sha256 } from "../../../scripts/reproduce/cache/sha256.ts";

class Folder implements Disposable {
  readonly path = Deno.makeTempDirSync({ prefix: "rederive-files-test-" });

  [Symbol.dispose](): void {
    Deno.removeSync(this.path, { recursive: true });
  }

  write(name: string, text: string): string {
    Deno.writeTextFileSync(`${this.path}/${name}`, text);
    return `${this.path}/${name}`;
  }
}

/** As a new process would see the disk. */
function fresh(memo = new Memo<string>("", "1"), normalise = normaliseFile): Files {
  return new Files(memo, normalise);
}

Deno.test("Files.raw() hashes bytes, names of a folder, and nothing for nothing", async () => {
  using folder = new Folder();
  const path = folder.write("a.bin", "abc");
  assert.equal(await fresh().raw(path), await sha256("abc"));
  assert.equal(await fresh().raw(`${folder.path}/none`), null);
  assert.equal(await fresh().raw(`${path}/below`), null);
  const before = await fresh().raw(folder.path);
  folder.write("b.bin", "");
  assert.notEqual(await fresh().raw(folder.path), before);
});

Deno.test("Files.raw() reads a file once a run", async () => {
  using folder = new Folder();
  const path = folder.write("a.bin", "abc");
  const files = fresh();
  const before = await files.raw(path);
  folder.write("a.bin", "changed");
  assert.equal(await files.raw(path), before);
  assert.notEqual(await fresh().raw(path), before);
});

for (
  const [name, one, same, other] of [
    ["a.ts", "const a = 1; // one", "const a  =  1", "const a = 2"],
    ["a.mjs", "/* x */ f()", "f();", "g();"],
    ["a.wgsl", "fn f() {} // x", "fn f(){}", "fn g(){}"],
  ] as const
) {
  Deno.test(`Files.code() of ${name} leaves out comments and formatting, and nothing else`, async () => {
    using folder = new Folder();
    const hash = (text: string) => fresh().code(folder.write(name, text));
    assert.equal(await hash(one), await hash(same));
    assert.notEqual(await hash(one), await hash(other));
  });
}

Deno.test("Files.code() of data is the hash of its bytes", async () => {
  using folder = new Folder();
  const path = folder.write("a.json", "// no comment here");
  assert.equal(await fresh().code(path), await fresh().raw(path));
});

Deno.test("Files.code() normalises a content once, wherever it lies", async () => {
  using folder = new Folder();
  const memo = new Memo<string>("", "1");
  let asked = 0;
  const normalise = (source: string) => (asked++, source);
  for (const name of ["a.ts", "b.ts", "a.ts"]) {
    await fresh(memo, (s) => Promise.resolve(normalise(s))).code(folder.write(name, "1"));
  }
  assert.equal(asked, 1);
});

Deno.test("Files.code() keeps languages apart", async () => {
  using folder = new Folder();
  const memo = new Memo<string>("", "1");
  const text = "fn f() {}";
  const [ts, wgsl] = [folder.write("a.ts", text), folder.write("a.wgsl", text)];
  assert.notEqual(await fresh(memo).code(ts), await fresh(memo).code(wgsl));
});
