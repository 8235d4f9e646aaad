import type { Tokenizer } from "./tokenizer.ts";

/** Names of the special tokens of a `byteTokenizer()`. */
export interface ByteTokenizerOptions {
  /** Get the ids from 256 on, in order; "<pad>", "<start>", "<end>" unless given. */
  special?: readonly string[];
  /** Put in front of every text. */
  start?: string;
  /** Put behind every text. */
  end?: string;
}

/**
 * A tokenizer without a vocabulary: the ids of a text are its bytes in UTF-8, those of special tokens
 * follow.
 *
 * @throws {RangeError} when the start or the end is no special token, or one is named twice.
 *
 * @example
 * ```ts
 * import { byteTokenizer } from "@rederive/lib/text";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const { encode, decode } = byteTokenizer({ end: "<end>" });
 * deepEqual(encode("aé"), [97, 195, 169, 258]);
 * deepEqual(decode([97, 195, 169, 258]), "aé");
 * ```
 */
export function byteTokenizer(
  { special: names = ["<pad>", "<start>", "<end>"], start, end }: ByteTokenizerOptions = {},
): Tokenizer {
  const special = new Map(names.map((name, i) => [name, 256 + i]));
  const around = [start, end].filter((name) => name !== undefined);
  const stray = around.find((name) => !special.has(name));
  if (stray !== undefined || special.size !== names.length) {
    const state = stray === undefined ? "a special token comes twice" : `"${stray}" is not special`;
    throw new RangeError(
      `Cannot make a tokenizer: ${state}, wanted each once of ${names.join(", ")}`,
    );
  }
  const idsOf = (name: string | undefined) => name === undefined ? [] : [special.get(name)!];
  const size = 256 + special.size;
  const tokenOf = (id: number) =>
    id < 256 ? (Number.isInteger(id) && id >= 0 ? hex(id) : undefined) : names[id - 256];
  const tokens = new Map(Array.from({ length: size }, (_, id) => [tokenOf(id)!, id]));
  return {
    size,
    special,
    idOf: (token) => tokens.get(token),
    tokenOf,
    encode(text, { special: isWrapped = true, most = Infinity } = {}) {
      const bytes = [...new TextEncoder().encode(text)];
      const [before, behind] = isWrapped ? [idsOf(start), idsOf(end)] : [[], []];
      const room = Math.max(0, most - before.length - behind.length);
      return [...before, ...bytes.slice(0, room), ...behind].slice(0, most);
    },
    decode(ids, { special: isWritten = false } = {}) {
      const bytes = [...ids].flatMap((id) => {
        const token = tokenOf(id);
        if (token === undefined) {
          throw new RangeError(`Cannot decode: id ${id}, wanted integers from 0 to ${size - 1}`);
        }
        return id < 256 ? [id] : isWritten ? [...new TextEncoder().encode(token)] : [];
      });
      return new TextDecoder().decode(Uint8Array.from(bytes));
    },
  };
}

function hex(byte: number): string {
  return `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`;
}
