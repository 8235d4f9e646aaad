import assert from "node:assert/strict";
import { findConfigs, parseJsonc } from "../../../scripts/reproduce/cache/configs.ts";

function find(folder: string, files: Record<string, unknown>) {
  return findConfigs(folder, (path) => {
    const file = files[path];
    return file === undefined ? null : typeof file === "string" ? file : JSON.stringify(file);
  });
}

Deno.test("findConfigs() finds the nearest file, the workspace root, its members and its lock", () => {
  const { nearest, files, lock } = find("/r/notebooks/shelf", {
    "/deno.json": {},
    "/r/deno.json": { workspace: ["./lib", "packages/a"] },
    "/r/deno.lock": "{}",
    "/r/lib/deno.json": {},
    "/r/packages/a/package.json": {},
    "/r/notebooks/deno.jsonc": "{}",
  });
  assert.equal(nearest, "/r/notebooks/deno.jsonc");
  assert.equal(lock, "/r/deno.lock");
  assert.deepEqual(files, [
    "/r/notebooks/deno.jsonc",
    "/r/deno.json",
    "/deno.json",
    "/r/lib/deno.json",
    "/r/packages/a/package.json",
  ]);
});

Deno.test("findConfigs() stays within an absolute path and may find nothing", () => {
  const asked: string[] = [];
  const found = findConfigs("/a/b", (path) => (asked.push(path), null));
  assert.deepEqual(found.files, []);
  assert.equal(found.nearest, null);
  assert.equal(found.lock, null);
  assert.ok(asked.every((path) => path.startsWith("/")), asked.join());
  assert.equal(asked.length, 9);
});

Deno.test("findConfigs() takes compiler options from the nearest file and the root, nothing else", () => {
  const options = (more: object, root: object = {}) =>
    find("/r/notebooks", {
      "/r/deno.json": { workspace: [], compilerOptions: { strict: true }, ...root },
      "/r/notebooks/deno.json": { ...more },
    }).compilerOptions;
  assert.equal(options({}, { tasks: { a: "b" }, imports: { a: "b" } }), options({}));
  assert.notEqual(options({}, { compilerOptions: {} }), options({}));
  assert.notEqual(options({ compilerOptions: { jsx: "react" } }), options({}));
  assert.notEqual(options({ unstable: ["kv"] }), options({}));
});

Deno.test("parseJsonc() reads comments and trailing commas, and leaves strings alone", () => {
  const text = `{ // one\n "a": "x // y, ]", /* two\n */ "b": [1, 2,], }`;
  assert.deepEqual(parseJsonc(text), { a: "x // y, ]", b: [1, 2] });
  assert.deepEqual(parseJsonc(`{"q": "\\"//"}`), { q: `"//` });
  for (const other of ["", "[]", "null", "{"]) assert.equal(parseJsonc(other), null);
});
