import assert from "node:assert/strict";
import * as node from "node:path";
import { pathToFileURL } from "node:url";
import {
  absoluteFrom,
  dirname,
  extension,
  isUnder,
  pathOf,
  relativeTo,
  urlOf,
} from "../../../scripts/reproduce/cache/path.ts";

Deno.test("dirname() agrees with node:path", () => {
  for (const path of ["/", "/a", "/a/b", "/a/b/", "/a/b.c/d", "a/b", "a", "/a b/é.ts"]) {
    assert.equal(dirname(path), node.dirname(path), path);
  }
});

Deno.test("extension() is lower case and without the dot", () => {
  assert.deepEqual(["/a/b.TS", "/a.b/c", "x.test.wgsl"].map(extension), ["ts", "", "wgsl"]);
});

Deno.test("isUnder() does not take a longer name for a folder inside", () => {
  assert.equal(isUnder("/a/b", "/a"), true);
  assert.equal(isUnder("/a", "/a/"), true);
  assert.equal(isUnder("/ab", "/a"), false);
  assert.equal(isUnder("/a", "/"), true);
});

Deno.test("absoluteFrom() undoes relativeTo()", () => {
  for (const path of ["/r/lib/a.ts", "/r/é/b.ts", "/elsewhere/c.ts", "/rr/d.ts"]) {
    assert.equal(absoluteFrom(relativeTo(path, "/r"), "/r"), path);
  }
  assert.equal(relativeTo("/r/lib/a.ts", "/r"), "lib/a.ts");
});

Deno.test("pathOf() undoes urlOf(), which agrees with node:url", () => {
  for (const path of ["/a/b.ts", "/a b/é.ts", "/100%/#x?.ts", "/[a]/(b)'.ts"]) {
    assert.equal(pathOf(urlOf(path)), path);
    assert.equal(pathOf(pathToFileURL(path).href), path);
  }
});
