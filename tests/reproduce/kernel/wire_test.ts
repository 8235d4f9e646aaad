import assert from "node:assert/strict";
import { decodeMessage, encodeMessage, newHeader } from "../../../scripts/reproduce/kernel/wire.ts";

const encoder = new TextEncoder();
const toFrames = (parts: readonly string[]) => parts.map((part) => encoder.encode(part));
const header = newHeader("execute_request", "a session");

Deno.test("encodeMessage() signs as RFC 2104 says", async () => {
  const parts = encodeMessage({ header, content: { code: "1 + 1 // ü" } }, "a key");
  assert.equal(parts[0], "<IDS|MSG>");
  // WebCrypto computes the HMAC in code of its own
  const key = await crypto.subtle.importKey(
    "raw",
    encoder.encode("a key"),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const signed = await crypto.subtle.sign("HMAC", key, encoder.encode(parts.slice(2).join("")));
  assert.equal(parts[1], new Uint8Array(signed).toHex());
});

Deno.test("decodeMessage() reads what encodeMessage() wrote, behind any identities", () => {
  const parent = newHeader("kernel_info_request", "another session");
  const parts = encodeMessage({ header, parent, content: { code: "ü" } }, "a key");
  const message = decodeMessage(toFrames(["identity", "", ...parts]), "a key");
  assert.deepEqual(message, { header, parent, metadata: {}, content: { code: "ü" } });
});

Deno.test("decodeMessage() refuses a changed message, another key and what is no message", () => {
  const parts = encodeMessage({ header, content: { code: "1" } }, "a key");
  const signature = {
    message: "Cannot read a kernel message: the signature does not match the key",
  };
  assert.throws(() => decodeMessage(toFrames(parts), "b key"), signature);
  const changed = parts.map((part) => part.replace('"code":"1"', '"code":"2"'));
  assert.throws(() => decodeMessage(toFrames(changed), "a key"), signature);
  assert.throws(() => decodeMessage(toFrames(["x"]), "a key"), {
    message: 'Cannot read a kernel message: no "<IDS|MSG>" frame',
  });
  assert.throws(() => decodeMessage(toFrames(parts.slice(0, 4)), "a key"), {
    message: "Cannot read a kernel message: 2 parts, 4 wanted",
  });
});
