import assert from "node:assert/strict";
import {
  checkVerdicts,
  readVerdicts,
  VERDICTS_FILE,
  verdictsText,
} from "../../../scripts/reproduce/judge/verdicts.ts";

const REV = "0123456789abcdef";
const GOOD = {
  "s/b": { "z-claim": { is: "confirmed", rev: REV } },
  "s/a": { "a": { is: "refined", rev: REV } },
};

const BAD: [name: string, value: unknown, message: string][] = [
  ["no object", [], "it is no object of notes"],
  ["an unknown kind of note id", { note: {} }, `"note" is no <shelf>/<note>`],
  ["a note that is no object", { "s/a": 1 }, `"s/a" is no object of claims`],
  ["a claim that is no object", { "s/a": { c: null } }, `"s/a", "c" is no { is, rev }`],
  [
    "an unknown key",
    { "s/a": { c: { is: "confirmed", rev: REV, by: "me" } } },
    `"s/a", "c" has an unknown key "by"`,
  ],
  [
    "an unknown verdict",
    { "s/a": { c: { is: "true", rev: REV } } },
    `"s/a", "c" has "is": "true", wanted confirmed, refined, corrected, out-of-scope`,
  ],
  [
    "a short rev",
    { "s/a": { c: { is: "confirmed", rev: "12" } } },
    `"s/a", "c" has "rev": "12", wanted 16 hex digits`,
  ],
];

for (const [name, value, message] of BAD) {
  Deno.test(`checkVerdicts() refuses ${name}, naming it`, () => {
    assert.throws(() => checkVerdicts(value), {
      name: "BadInput",
      message: `Cannot read ${VERDICTS_FILE}: ${message}`,
    });
  });
}

Deno.test("verdictsText() is sorted, readable, and reads back as it was", () => {
  const text = verdictsText({ ...GOOD, "s/empty": {} });
  assert.equal(
    text,
    `{
  "s/a": {
    "a": {
      "is": "refined",
      "rev": "${REV}"
    }
  },
  "s/b": {
    "z-claim": {
      "is": "confirmed",
      "rev": "${REV}"
    }
  }
}
`,
  );
  assert.deepEqual(checkVerdicts(JSON.parse(text)), GOOD);
});

Deno.test("readVerdicts() knows none when there is no file, and refuses one that is no JSON", () => {
  const root = Deno.makeTempDirSync({ prefix: "rederive-verdicts-test-" });
  try {
    assert.deepEqual(readVerdicts(root), {});
    Deno.mkdirSync(`${root}/data`);
    Deno.writeTextFileSync(`${root}/${VERDICTS_FILE}`, "{");
    assert.throws(() => readVerdicts(root), {
      name: "BadInput",
      message: /^Cannot read data\/verdicts\.json: it is not JSON \(/,
    });
    Deno.writeFileSync(`${root}/${VERDICTS_FILE}`, Uint8Array.of(0x7b, 0xff, 0x7d));
    assert.throws(() => readVerdicts(root), { name: "BadInput" });
  } finally {
    Deno.removeSync(root, { recursive: true });
  }
});
