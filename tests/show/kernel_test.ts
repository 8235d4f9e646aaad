import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { ClaimRecord } from "@rederive/lib/claim";
import type { Message } from "../../scripts/reproduce/kernel/wire.ts";
import { startNaiveReader } from "./naive_reader.ts";
import { coloursOf, decode } from "./pictures.ts";

const NOTEBOOKS = fileURLToPath(new URL("../../notebooks/", import.meta.url));

const displays = (messages: Message[]) =>
  messages.filter(({ header }) => header.msg_type === "display_data")
    .map(({ content }) => content["data"] as Record<string, unknown>);
const errors = (messages: Message[]) =>
  messages.filter(({ header }) => header.msg_type === "error")
    .map(({ content }) => String(content["ename"]));

Deno.test("in a person's kernel plot() draws its own picture and leaves no value behind", async () => {
  await using kernel = await startNaiveReader(NOTEBOOKS);
  await kernel.run('import { plot } from "@rederive/lib/show";');
  const messages = await kernel.run('await plot({ data: [{ y: [1, 2] }] }, { alt: "a line" });');
  deepEqual(messages.map(({ header }) => header.msg_type), ["display_data"]);
  const png = String(displays(messages)[0]?.["image/png"]);
  ok(coloursOf(decode(Uint8Array.fromBase64(png))).size > 20);
});

Deno.test("in a person's kernel a card comes before the error that it explains", async () => {
  await using kernel = await startNaiveReader(NOTEBOOKS);
  const opened = await kernel.run(
    `import { closedForm, equal, openNote } from "@rederive/lib/claim";
    const { judge, outOfScope, summary } = openNote("shelf/note");
    const against = closedForm("one");`,
  );
  deepEqual(opened, []);
  const claim = (got: number) =>
    `await judge({
    id: "it-is-one", says: "It is one.", at: "section 1", conditions: {},
    asStated: () => equal(${got}, 1, { against }),
    control: () => equal(3, 1, { against }),
  });`;
  const failed = await kernel.run(claim(2));
  const record = displays(failed)[0]?.["application/vnd.rederive.claim+json"] as ClaimRecord;
  equal(record.verdict, null);
  deepEqual(errors(failed), ["ClaimError"]);

  const judged = await kernel.run(claim(1));
  deepEqual(judged.map(({ header }) => header.msg_type), ["display_data"]);
  const summed = await kernel.run("summary();");
  equal(displays(summed)[0]?.["text/markdown"], "| 1 claim | |\n|:--|--:|\n| ✓ confirmed | 1 |");
});
