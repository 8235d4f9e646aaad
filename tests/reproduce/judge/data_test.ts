import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { checkData } from "../../../scripts/reproduce/judge/check_data.ts";
import { checkSources } from "../../../scripts/reproduce/judge/sources.ts";
import { checkManifestFiles } from "../../../scripts/reproduce/judge/manifest.ts";
import { readWeights, weightsText } from "../../../scripts/reproduce/judge/weights.ts";

const POST = {
  id: "a-post",
  shelf: "s",
  title: "T",
  author: "A",
  date: "2025-11-25",
  language: "en",
  url: "https://a.example/1",
  kind: "deep",
  notebooks: ["one", "two"],
};
const SHELVES = [{ id: "s", title: "S" }];

function sources(...posts: Record<string, unknown>[]) {
  return { shelves: SHELVES, posts: posts.map((post) => ({ ...POST, ...post })) };
}

Deno.test("checkSources() accepts what is right, with and without a translated title", () => {
  checkSources(sources({}));
  checkSources(sources({ title: "標題", titleTranslated: "Title", language: "zh" }));
});

const OTHER = { id: "b-post", url: "https://a.example/2", notebooks: [] };

const BAD: [name: string, value: unknown, message: RegExp][] = [
  ["no object", [], /it is no object/],
  ["an unknown key", { ...sources(), version: 1 }, /it has an unknown key "version"/],
  ["no posts", { shelves: SHELVES }, /it has no lists/],
  [
    "an unknown key of a shelf",
    { shelves: [{ id: "s", title: "S", icon: "" }], posts: [] },
    /shelf 1 has an unknown key "icon"/,
  ],
  ["an unknown key of a post", sources({ tags: [] }), /post "a-post" has an unknown key "tags"/],
  ["a missing title", sources({ title: undefined }), /post "a-post" has no "title"/],
  ["a date that is none", sources({ date: "2025-02-30" }), /"date": "2025-02-30"/],
  ["a url without https", sources({ url: "http://a.example" }), /"url": "http:/],
  ["an unknown kind", sources({ kind: "long" }), /"kind": "long"/],
  ["a note id with a capital", sources({ notebooks: ["One"] }), /"notebooks": \["One"\]/],
  [
    "an id used twice",
    sources({}, { ...OTHER, id: "a-post" }),
    /the post id "a-post" is used twice/,
  ],
  ["a url used twice", sources({}, { ...OTHER, url: POST.url }), /the post url .* is used twice/],
  [
    "a note used twice",
    sources({}, { ...OTHER, notebooks: ["two"] }),
    /the note "s\/two" is used twice/,
  ],
  [
    "a shelf used twice",
    { shelves: [...SHELVES, ...SHELVES], posts: [] },
    /the shelf id "s" is used twice/,
  ],
  [
    "a shelf that is not listed",
    sources({ shelf: "t" }),
    /post "a-post" is on shelf "t", which is not listed/,
  ],
];

for (const [name, value, message] of BAD) {
  Deno.test(`checkSources() refuses ${name}`, () => {
    assert.throws(() => checkSources(value), { name: "BadInput", message });
  });
}

function repository(files: Record<string, string>) {
  const root = Deno.makeTempDirSync({ prefix: "rederive-data-test-" });
  Deno.mkdirSync(`${root}/data`);
  for (const [name, text] of Object.entries(files)) {
    Deno.writeTextFileSync(`${root}/data/${name}`, text);
  }
  return { root, [Symbol.dispose]: () => Deno.removeSync(root, { recursive: true }) };
}

function manifest(name: string, text: string): string {
  const sha256 = createHash("sha256").update(text).digest("hex");
  return JSON.stringify({
    files: { [name]: { sha256, source: "s", licence: "MIT", made_with: "m" } },
  });
}

Deno.test("checkManifestFiles() accepts files that hold what is listed, and no manifest at all", async () => {
  using good = repository({ "MANIFEST.json": manifest("x.json", "[1]"), "x.json": "[1]" });
  await checkManifestFiles(good.root);
  using none = repository({});
  await checkManifestFiles(none.root);
});

const BAD_FILES: [name: string, files: Record<string, string>, message: RegExp][] = [
  [
    "a file that changed",
    { "MANIFEST.json": manifest("x.json", "[1]"), "x.json": "[2]" },
    /^Cannot use data\/x\.json: its sha256 is [0-9a-f]{64}, data\/MANIFEST\.json wants [0-9a-f]{64}$/,
  ],
  [
    "a file that is missing",
    { "MANIFEST.json": manifest("x.json", "[1]") },
    /^Cannot use data\/x\.json: data\/MANIFEST\.json lists it and it is missing$/,
  ],
  ["an unknown key", { "MANIFEST.json": `{"files": {}, "v": 1}` }, /unknown key "v"/],
  ["no JSON", { "MANIFEST.json": "{" }, /it is not JSON/],
];

for (const [name, files, message] of BAD_FILES) {
  Deno.test(`checkManifestFiles() refuses ${name}`, async () => {
    using bad = repository(files);
    await assert.rejects(() => checkManifestFiles(bad.root), { name: "BadInput", message });
  });
}

Deno.test("checkData() accepts this repository", async () => {
  await checkData(fileURLToPath(new URL("../../..", import.meta.url)));
});

Deno.test("readWeights() reads seconds as milliseconds and refuses the rest", () => {
  using good = repository({ "timings.json": `{"s/a": 1.5}` });
  assert.deepEqual(readWeights(good.root), { "s/a": 1500 });
  using bad = repository({ "timings.json": `{"s/a": "fast"}` });
  assert.throws(() => readWeights(bad.root), {
    name: "BadInput",
    message: `Cannot read data/timings.json: "s/a" is "fast", wanted seconds`,
  });
});

Deno.test("weightsText() stays quiet until a note's time has really changed", () => {
  const known = { "s/b": 10_000, "s/a": 100 };
  assert.equal(weightsText(known, "s/b", 12_000), null);
  assert.equal(weightsText(known, "s/a", 500), null);
  assert.equal(weightsText(known, "s/b", 14_000), `{\n  "s/a": 0.1,\n  "s/b": 14\n}\n`);
  assert.equal(weightsText({}, "s/c", 1234), `{\n  "s/c": 1.2\n}\n`);
});
