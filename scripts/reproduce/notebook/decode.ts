import { BadInput } from "../types.ts";

/** Bytes as text; a byte-order mark is dropped, anything but UTF-8 refused. */
export function decodeUtf8(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const offset = firstInvalidByte(bytes);
    const line = bytes.subarray(0, offset).reduce((n, byte) => n + (byte === 10 ? 1 : 0), 1);
    const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe || bytes[0] === 0xfe && bytes[1] === 0xff;
    const hex = bytes[offset]!.toString(16).padStart(2, "0");
    throw new BadInput(
      `Cannot read "${path}": byte 0x${hex} at offset ${offset} (line ${line}) is not UTF-8, ` +
        "wanted UTF-8 text",
      utf16 ? "save it as UTF-8; it looks like UTF-16" : "save it again as UTF-8",
    );
  }
}

/** Halving: a prefix decodes as long as it holds no invalid byte. */
function firstInvalidByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodes(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return bad - 1;
}

function decodes(prefix: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(prefix, { stream: true });
    return true;
  } catch {
    return false;
  }
}
