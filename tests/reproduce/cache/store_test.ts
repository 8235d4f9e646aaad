import assert from "node:assert/strict";
import type { Execution } from "../../../scripts/reproduce/types.ts";
import { folderName, Store } from "../../../scripts/reproduce/cache/store.ts";

const EXECUTION: Execution = {
  cells: [{
    ordinal: 1,
    id: "a",
    status: "ok",
    outputs: [{ output_type: "stream", name: "stdout", text: "é\nline\n" }],
    ms: 1,
  }],
  ending: null,
  ms: 5,
  kernelStartMs: 0,
  peakMemory: 0,
  reads: [],
  sandbox: "none",
};

function temporary() {
  const folder = Deno.makeTempDirSync({ prefix: "rederive-store-test-" });
  return { folder, [Symbol.dispose]: () => Deno.removeSync(folder, { recursive: true }) };
}

function add(store: Store, version: string, at: number, note = "shelf/note") {
  return store.add(note, "native", {
    parts: { version },
    reads: { "data/x.json": "1" },
    execution: EXECUTION,
    sources: ["1\n2"],
    at,
  });
}

Deno.test("Store.body() gives back what was added", async () => {
  using place = temporary();
  const store = new Store(place.folder);
  const head = await add(store, "1", 10);
  assert.deepEqual(store.heads("shelf/note", "native"), [head]);
  assert.deepEqual(await store.body("shelf/note", "native", head), {
    execution: EXECUTION,
    sources: ["1\n2"],
  });
});

Deno.test("Store.heads() reads no further than it must, also for heads of many pieces", async () => {
  using place = temporary();
  const store = new Store(place.folder);
  const parts = Object.fromEntries(
    Array.from({ length: 3000 }, (_, i) => [`module:lib/é${i}.ts`, "a".repeat(64)]),
  );
  await store.add("shelf/note", "native", {
    parts,
    reads: {},
    execution: EXECUTION,
    sources: [],
    at: 1,
  });
  assert.deepEqual(store.heads("shelf/note", "native")[0]?.parts, parts);
});

Deno.test("Store.add() keeps the last four, newest first, and what lies beside them", async () => {
  using place = temporary();
  const store = new Store(place.folder);
  const first = await add(store, "0", 0);
  Deno.writeTextFileSync(store.beside("shelf/note", "native", first, "judged"), "{}");
  for (const i of [1, 2, 3, 4]) await add(store, String(i), i);
  const versions = store.heads("shelf/note", "native").map(({ parts }) => parts.version);
  assert.deepEqual(versions, ["4", "3", "2", "1"]);
  assert.equal([...Deno.readDirSync(`${place.folder}/shelf/note/native`)].length, 4);
});

Deno.test("Store.add() clears what a killed run left, not what another is writing", async () => {
  using place = temporary();
  const store = new Store(place.folder);
  const { key } = await add(store, "1", 1);
  const folder = `${place.folder}/shelf/note/native`;
  const [old, young] = ["1", "2"].map((pid) => `${folder}/${key}.json.${pid}.part`);
  for (const path of [old!, young!]) Deno.writeTextFileSync(path, "half");
  Deno.utimeSync(old!, 1e9, 1e9);
  await add(store, "2", Date.now());
  assert.throws(() => Deno.statSync(old!), Deno.errors.NotFound);
  assert.equal(Deno.readTextFileSync(young!), "half");
});

Deno.test("Store.add() replaces an entry of the same inputs", async () => {
  using place = temporary();
  const store = new Store(place.folder);
  await add(store, "1", 1);
  await add(store, "1", 2);
  assert.deepEqual(store.heads("shelf/note", "native").map(({ at }) => at), [2]);
});

const DAMAGES: [name: string, damage: (text: string) => string][] = [
  ["empty", () => ""],
  ["cut within its head", (text) => text.slice(0, 40)],
  ["not JSON", () => "not json\n{}"],
  ["of another schema", (text) => text.replace(`"schema":1`, `"schema":0`)],
  ["under another name", (text) => text.replace(/"key":"./, `"key":"x`)],
];

for (const [name, damage] of DAMAGES) {
  Deno.test(`Store.heads() takes a file that is ${name} for a miss and removes it`, async () => {
    using place = temporary();
    const store = new Store(place.folder);
    const { key } = await add(store, "1", 1);
    const path = `${place.folder}/shelf/note/native/${key}.json`;
    Deno.writeTextFileSync(path, damage(Deno.readTextFileSync(path)));
    assert.deepEqual(store.heads("shelf/note", "native"), []);
    assert.throws(() => Deno.statSync(path), Deno.errors.NotFound);
  });
}

for (
  const [name, damage] of [
    ["cut", (text) => text.slice(0, -3)],
    ["changed by one character", (text) => text.replace("line", "lime")],
    ["missing", (text) => text.slice(0, text.indexOf("\n"))],
  ] satisfies [string, (text: string) => string][]
) {
  Deno.test(`Store.body() takes outputs that are ${name} for a miss and removes them`, async () => {
    using place = temporary();
    const store = new Store(place.folder);
    const head = await add(store, "1", 1);
    const path = `${place.folder}/shelf/note/native/${head.key}.json`;
    Deno.writeTextFileSync(path, damage(Deno.readTextFileSync(path)));
    assert.equal(await store.body("shelf/note", "native", head), null);
    assert.deepEqual(store.heads("shelf/note", "native"), []);
  });
}

Deno.test("Store.add() leaves no part of a file behind when the disk refuses", async () => {
  using place = temporary();
  const store = new Store(`${place.folder}/file`);
  Deno.writeTextFileSync(`${place.folder}/file`, "");
  await assert.rejects(() => add(store, "1", 1));
  assert.deepEqual([...Deno.readDirSync(place.folder)].map(({ name }) => name), ["file"]);
});

Deno.test("folderName() keeps note ids and never leaves the folder", () => {
  assert.equal(
    folderName("mathematics/counter-based-randomness"),
    "mathematics/counter-based-randomness",
  );
  assert.equal(folderName("sse4.1"), "sse4.1");
  const odd = ["../x.ipynb", "/tmp/a b.ipynb", "a/../../b", "..", "a/b/c", ".hidden/x"];
  for (const id of odd) {
    assert.match(folderName(id), /^elsewhere\/[^/]+$/);
    assert.doesNotMatch(folderName(id), /(^|\/)\.\.?(\/|$)/);
  }
  assert.equal(new Set(odd.map(folderName)).size, odd.length);
});
