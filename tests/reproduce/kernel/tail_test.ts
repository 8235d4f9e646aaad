import assert from "node:assert/strict";
import { Tail } from "../../../scripts/reproduce/kernel/tail.ts";

Deno.test("Tail keeps the end of a stream and whole characters across pieces", () => {
  const tail = new Tail(6);
  const bytes = new TextEncoder().encode("aaaabbbb€c");
  tail.push(bytes.subarray(0, 4));
  tail.push(bytes.subarray(4, 9)); // ends inside the euro sign
  tail.push(bytes.subarray(9));
  assert.equal(tail.text(), "bbbb€c");
  tail.clear();
  assert.equal(tail.text(), "");
});

Deno.test("Tail holds no more than its limit and one piece", () => {
  const tail = new Tail(100);
  for (let i = 0; i < 1000; i++) tail.push(new TextEncoder().encode(`${i % 10}`.repeat(7)));
  assert.ok(tail.text().length < 107 && tail.text().endsWith("9999999"));
});
