import assert from "node:assert/strict";
import { ByteReader, type ByteSource } from "../../../scripts/reproduce/kernel/byte_reader.ts";

/** Gives `data` in pieces of the given sizes, over and over. */
function pieces(data: Uint8Array, sizes: readonly number[]): ByteSource {
  let at = 0;
  let turn = 0;
  return {
    read(into) {
      if (at === data.length) return Promise.resolve(null);
      const size = Math.min(sizes[turn++ % sizes.length] ?? 1, into.length, data.length - at);
      into.set(data.subarray(at, at + size));
      at += size;
      return Promise.resolve(size);
    },
  };
}

// 300 kB: more than the reader's first buffer of 64 kB
const data = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 31) % 251);

for (const sizes of [[1000], [1, 70_000, 3], [65_536], [300_000]]) {
  Deno.test(`ByteReader gives what was asked for, from pieces of ${sizes}`, async () => {
    const reader = new ByteReader(pieces(data, sizes));
    let at = 0;
    for (const count of [1, 0, 63, 65_536, 65_537, 2, 100_000]) {
      assert.deepEqual(await reader.read(count), data.slice(at, at + count));
      at += count;
    }
    assert.deepEqual(await reader.read(data.length - at), data.slice(at));
    await assert.rejects(reader.read(1), /the peer closed the connection/);
  });
}

Deno.test("ByteReader gives copies that later reads leave alone", async () => {
  const reader = new ByteReader(pieces(data, [500]));
  const first = await reader.read(100);
  await reader.read(200_000);
  assert.deepEqual(first, data.slice(0, 100));
});
