import {
  deepStrictEqual as deepEqual,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { createHash } from "node:crypto";
import { pathToFileURL } from "node:url";
import { checkManifest, parseManifest, readData, readJson } from "@rederive/lib/data";

const entry = (sha256: string) => ({ sha256, source: "a test", licence: "MIT", made_with: "hand" });
const hash = (text: string) => createHash("sha256").update(text).digest("hex");

async function withFolder(
  files: Record<string, string>,
  act: (folder: URL) => Promise<void>,
): Promise<void> {
  const path = await Deno.makeTempDir();
  try {
    const folder = pathToFileURL(`${path}/`);
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(new URL(name, folder), text);
    }
    await act(folder);
  } finally {
    await Deno.remove(path, { recursive: true });
  }
}

const manifest = (files: Record<string, unknown>) => JSON.stringify({ files });

Deno.test("readData() gives the bytes of a file whose hash is right", async () => {
  const text = '{"π":[1,2]}';
  const files = { "MANIFEST.json": manifest({ "a.json": entry(hash(text)) }), "a.json": text };
  await withFolder(files, async (folder) => {
    equal(new TextDecoder().decode(await readData("a.json", { folder })), text);
    deepEqual(await readJson("a.json", { folder }), { π: [1, 2] });
  });
});

Deno.test("readData() names the file, the hash it has and the hash it should have", async () => {
  const files = { "MANIFEST.json": manifest({ "a.json": entry(hash("{}")) }), "a.json": "{} " };
  await withFolder(files, async (folder) => {
    await rejects(readData("a.json", { folder }), {
      name: "RangeError",
      message: `Cannot read data "a.json": its sha256 is ${hash("{} ")}, want ${hash("{}")} of ` +
        "data/MANIFEST.json\nTry: git checkout -- data/a.json, or update the manifest when the " +
        "change is meant",
    });
  });
});

Deno.test("readData() reads only what the manifest lists", async () => {
  const files = { "MANIFEST.json": manifest({ "a.json": entry(hash("")) }), "b.json": "{}" };
  await withFolder(files, async (folder) => {
    for (const name of ["b.json", "toString", "../a.json"]) {
      await rejects(readData(name, { folder }), (error: Error) => {
        equal(error.name, "RangeError");
        equal(
          error.message,
          `Cannot read data "${name}": data/MANIFEST.json does not list it, want one of a.json\n` +
            "Try: add it with its sha256 and source",
        );
        return true;
      });
    }
  });
});

Deno.test("readJson() refuses bytes that are no UTF-8", async () => {
  await withFolder({}, async (folder) => {
    const bytes = Uint8Array.of(34, 0xff, 34);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    await Deno.writeFile(new URL("a.json", folder), bytes);
    await Deno.writeTextFile(
      new URL("MANIFEST.json", folder),
      manifest({ "a.json": entry(sha256) }),
    );
    await rejects(readJson("a.json", { folder }), TypeError);
  });
});

const BROKEN: Record<string, [manifest: unknown, message: RegExp]> = {
  "no files": [{}, /^SyntaxError: Cannot read data\/MANIFEST\.json: it has no "files" object$/],
  "a list of files": [{ files: [] }, /it has no "files" object/],
  "a key beside the files": [{ files: {}, version: 1 }, /unknown key "version", want only "files"/],
  "an entry that is no object": [{ files: { a: "00" } }, /"a" is no object/],
  "an entry with a key too many": [
    { files: { a: { ...entry(hash("")), size: 3 } } },
    /"a" has an unknown key "size", want sha256, source, licence, made_with/,
  ],
  "an entry without a source": [
    { files: { a: { ...entry(hash("")), source: "" } } },
    /"a" has no "source", want sha256, source, licence, made_with/,
  ],
  "a hash that is none": [
    { files: { a: entry("abc") } },
    /"a" has a sha256 that is not 64 hex digits/,
  ],
};

for (const [name, [value, message]] of Object.entries(BROKEN)) {
  Deno.test(`checkManifest() refuses ${name}`, () => {
    throws(() => checkManifest(value), message);
  });
}

Deno.test("parseManifest() refuses what is not JSON", () => {
  throws(() => parseManifest("{files:"), /Cannot read data\/MANIFEST\.json: it is not JSON \(/);
});

Deno.test("every file of data/ that the manifest lists is as it says", async () => {
  const folder = new URL("../../data/", import.meta.url);
  const { files } = parseManifest(await Deno.readTextFile(new URL("MANIFEST.json", folder)));
  for (const [name, { sha256 }] of Object.entries(files)) {
    const bytes = await Deno.readFile(new URL(name, folder));
    equal(createHash("sha256").update(bytes).digest("hex"), sha256, name);
  }
});
