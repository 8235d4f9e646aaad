/** Numeric worlds: the same verdicts and digits in each, or the difference is named. */
import assert from "node:assert/strict";
import { claims, notebook, opens } from "./notes.ts";
import { type Ran, Sandbox } from "./sandbox.ts";

const SAME = "worlds/same";
const DIGITS = "worlds/digits";
const PRINTS = "worlds/prints";
const TORN = "worlds/torn";

const bitEqual = `await using gpu = await openGpu();
using words = await randomBits(gpu, key(1), 64);
const onGpu = await gpu.read(words);
${
  claims("bit-equal", {
    got: "[...onGpu]",
    want: "[...bits(key(1), 64)]",
    control: "[...bits(key(2), 64)]",
  })
}
console.log("first word", onGpu[0]);`;

const ofExp = `await using gpu = await openGpu();
const { bits: seen } = await fingerprint(gpu);
const sum = seen.reduce((a, b) => (31 * a + b) % 1e9); // a sum alone may be the same by chance
await judge({
  id: "bits-are-counted",
  says: "the bits of exp and others are not all 0",
  at: "line 1",
  conditions: {},
  asStated: () => atLeast(sum, 1, { against: closedForm("1") }),
  control: () => atLeast(0 * sum, 1, { against: closedForm("1") }),
});`;

const torn = `const narrow = Deno.env.get("GALLIUM_OVERRIDE_CPU_CAPS") !== undefined;
const holds = () => equal(4, 4, { against: closedForm("4") });
${
  claims("depends-on-the-world", {
    got: "(narrow ? 3 : 4)",
    more: '...(narrow ? { instead: { says: "four", check: holds } } : {}),',
  })
}`;

const notes = {
  [SAME]: notebook(
    `import { openGpu } from "@rederive/lib/gpu";
import { bits, key, randomBits } from "@rederive/lib/random";
${opens(SAME)}`,
    bitEqual,
  ),
  [DIGITS]: notebook(
    `import { fingerprint, openGpu } from "@rederive/lib/gpu";\n${opens(DIGITS, "atLeast")}`,
    ofExp,
  ),
  [PRINTS]: notebook(
    `import { fingerprint, openGpu } from "@rederive/lib/gpu";
await using gpu = await openGpu();
console.log("bits", (await fingerprint(gpu)).bits.reduce((a, b) => (31 * a + b) % 1e9));`,
  ),
  [TORN]: notebook(opens(TORN), torn),
};

/** Software Vulkan, on machines with a GPU too: only there the variable makes another world. */
const env = { VK_LOADER_DRIVERS_SELECT: "*lvp*" };

function results({ report }: Ran, note: string) {
  return report!.results.filter((result) => result.note === note);
}

Deno.test("--worlds runs every note in both worlds and names the digits that differ", async (t) => {
  await using box = Sandbox.make(notes);
  const ran = await box.reproduce(["--worlds", "--no-check"], { env });
  const spreads = (note: string) => ran.report!.spreads.filter((spread) => spread.note === note);

  await t.step("two worlds that compute other bits", () => {
    assert.equal(ran.code, 10, ran.stdout + ran.stderr);
    const { adapters } = ran.report!.environment;
    assert.deepEqual(Object.keys(adapters), ["native", "sse4.1"]);
    assert.notEqual(adapters["native"], adapters["sse4.1"]);
    for (const note of Object.keys(notes)) {
      assert.deepEqual(results(ran, note).map(({ world }) => world), ["native", "sse4.1"]);
    }
  });

  await t.step("integers are the same in both", () => {
    const verdicts = results(ran, SAME).map(({ claims: [claim] }) => claim?.record.verdict);
    assert.deepEqual(verdicts, ["confirmed", "confirmed"]);
    assert.deepEqual(spreads(SAME), []);
  });

  await t.step("digits of evidence that differ are named beside their claim", () => {
    const got = spreads(DIGITS).find(({ at }) => at === "asStated.got")!;
    assert.equal(got.claim, "bits-are-counted");
    assert.notEqual(got.values["native"], got.values["sse4.1"]);
    assert.match(ran.stdout, /Digits that differ between worlds/);
    assert.match(ran.stdout, /^ {2}worlds\/digits, claim bits-are-counted, asStated\.got$/m);
    assert.match(ran.stdout, new RegExp(`^    sse4\\.1  ${got.values["sse4.1"]}$`, "m"));
  });

  await t.step("digits that a cell prints are named by their place", () => {
    assert.equal(spreads(PRINTS)[0]?.claim, "");
    assert.match(ran.stdout, /^ {2}worlds\/prints, cell 1, output 1, stdout line 1, number 1$/m);
    assert.doesNotMatch(ran.stdout, /claim ,/);
  });

  await t.step("a verdict that depends on the world cannot be accepted", async () => {
    const verdicts = results(ran, TORN).map(({ claims: [claim] }) => claim?.record.verdict);
    assert.deepEqual(verdicts, ["confirmed", "corrected"]);
    const before = box.hashes();
    const because = ["--because", "new-note: what this test starts from"];
    const accepted = await box.run("accept.ts", [TORN, ...because]);
    assert.equal(accepted.code, 2);
    assert.match(
      accepted.stderr,
      /^Cannot accept "worlds\/torn": its worlds disagree, claim "depends-on-the-world" is confirmed in native, corrected in sse4\.1\nTry: /,
    );
    assert.deepEqual(box.hashes(), before);
  });

  await t.step("what agrees is accepted for both worlds, and then green in both", async () => {
    const because = ["--because", "new-note: what this test starts from"];
    const accepted = await box.run("accept.ts", [SAME, DIGITS, ...because]);
    assert.equal(accepted.code, 0, accepted.stderr);
    const { metadata } = JSON.parse(box.read(`notebooks/${SAME}.ipynb`));
    assert.deepEqual(metadata.rederive.worlds, ["native", "sse4.1"]);
    const again = await box.reproduce([SAME, DIGITS, "--worlds"], { env });
    assert.equal(again.code, 0, again.stdout);
    assert.doesNotMatch(again.stdout, /^start/m);
    const native = await box.reproduce([SAME, DIGITS], { env });
    assert.deepEqual([native.code, native.report!.results.length], [0, 2]);
  });
});
