import { strictEqual as equal } from "node:assert/strict";
import { createHash } from "node:crypto";
import { sha256 } from "@rederive/lib/claim";

Deno.test("sha256() agrees with OpenSSL at every length around its blocks", () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, i) => (i * 131 + 7) & 255);
  for (let length = 0; length <= bytes.length; length++) {
    const part = bytes.subarray(0, length);
    equal(sha256(part), createHash("sha256").update(part).digest("hex"));
  }
});

Deno.test("sha256() reads a string as UTF-8 and a view at its own offset", () => {
  equal(sha256("π ≈ 3"), createHash("sha256").update("π ≈ 3").digest("hex"));
  const inner = new Uint8Array(Uint8Array.of(9, 97, 98, 99, 9).buffer, 1, 3);
  equal(sha256(inner), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
