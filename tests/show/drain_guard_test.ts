import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { Message } from "../../scripts/reproduce/kernel/wire.ts";
import { startNaiveReader } from "./naive_reader.ts";

// where a person's kernel starts: bare names of the workspace resolve from here
const NOTEBOOKS = fileURLToPath(new URL("../../notebooks/", import.meta.url));
const GUARD = 'import { display } from "@rederive/lib/show";';

const lines = (cell: number, count: number) =>
  Array.from({ length: count }, (_, i) => `cell ${cell} line ${i}`);
const printing = (cell: number, count: number) =>
  `for (let i = 0; i < ${count}; i++) console.log("cell ${cell} line " + i);`;

function printed(messages: Message[]): string[] {
  const texts = messages.filter(({ header }) => header.msg_type === "stream");
  return texts.map(({ content }) => content["text"]).join("").trim().split("\n");
}

function count(messages: Message[], type: string): number {
  return messages.filter(({ header }) => header.msg_type === type).length;
}

Deno.test("a kernel without the drain guard loses lines, so there is something to guard", async () => {
  await using kernel = await startNaiveReader(NOTEBOOKS);
  let lost = 0;
  for (let cell = 0; cell < 10; cell++) {
    const messages = await kernel.run(`${printing(cell, 50)} "end"`);
    if (printed(messages).join() !== lines(cell, 50).join()) lost++;
  }
  ok(lost > 0);
});

Deno.test("the drain guard keeps every line and the value in their own cell", async () => {
  await using kernel = await startNaiveReader(NOTEBOOKS);
  await kernel.run(GUARD);
  for (const [cell, length] of [1, 50, 3, 50, 1000, 2, 50].entries()) {
    const messages = await kernel.run(`${printing(cell, length)} "end ${cell}"`);
    deepEqual(printed(messages), lines(cell, length));
    equal(count(messages, "execute_result"), 1);
  }
});

Deno.test("the drain guard keeps displays of a megabyte", async () => {
  await using kernel = await startNaiveReader(NOTEBOOKS);
  await kernel.run(GUARD);
  for (let cell = 0; cell < 5; cell++) {
    const messages = await kernel.run(
      'for (let i = 0; i < 4; i++) display({ "text/plain": "x".repeat(250_000) + i });',
    );
    const seen = messages.map(({ content }) => content["data"] as { "text/plain": string });
    deepEqual(seen.map((data) => data["text/plain"].at(-1)), ["0", "1", "2", "3"]);
  }
});

Deno.test("the drain guard keeps what a cell printed before it threw", async () => {
  await using kernel = await startNaiveReader(NOTEBOOKS);
  await kernel.run(GUARD);
  for (let cell = 0; cell < 5; cell++) {
    const messages = await kernel.run(`${printing(cell, 30)} throw new Error("on purpose");`);
    deepEqual(printed(messages), lines(cell, 30));
    equal(count(messages, "error"), 1);
  }
});

Deno.test("the drain guard leaves JSON as it was", async () => {
  await using kernel = await startNaiveReader(NOTEBOOKS);
  await kernel.run(GUARD);
  const messages = await kernel.run(
    'console.log(JSON.stringify({ b: [1, "two"], a: undefined }, null, 1), JSON.stringify(undefined));',
  );
  deepEqual(printed(messages), ["{", ' "b": [', "  1,", '  "two"', " ]", "} undefined"]);
});
