/**
 * Jupyter messages as frames, signed with HMAC-SHA256
 * (https://jupyter-client.readthedocs.io/en/stable/messaging.html).
 */
import { createHmac, timingSafeEqual } from "node:crypto";

export interface Header {
  msg_id: string;
  msg_type: string;
  session: string;
  username: string;
  date: string;
  version: string;
}

export interface Message {
  header: Header;
  parent: Partial<Header>;
  metadata: Record<string, unknown>;
  content: Record<string, unknown>;
}

const DELIMITER = "<IDS|MSG>";
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function newHeader(type: string, session: string): Header {
  return {
    msg_id: crypto.randomUUID(),
    msg_type: type,
    session,
    username: "rederive",
    date: new Date().toISOString(),
    version: "5.3",
  };
}

/** The frames of a message: delimiter, signature, then the four signed JSON parts. */
export function encodeMessage(
  message: { header: Header; parent?: Partial<Header>; content: unknown },
  key: string,
): string[] {
  const parts = [message.header, message.parent ?? {}, {}, message.content]
    .map((part) => JSON.stringify(part));
  return [DELIMITER, sign(parts, key), ...parts];
}

/** Reads the frames of a message; throws when it is not one, or not signed with `key`. */
export function decodeMessage(frames: readonly Uint8Array[], key: string): Message {
  const at = frames.findIndex((data) =>
    data.length === DELIMITER.length && decoder.decode(data) === DELIMITER
  );
  if (at < 0) throw new SyntaxError(`Cannot read a kernel message: no "${DELIMITER}" frame`);
  const signed = frames.slice(at + 2, at + 6);
  if (signed.length < 4) {
    throw new SyntaxError(`Cannot read a kernel message: ${signed.length} parts, 4 wanted`);
  }
  const want = encoder.encode(sign(signed, key));
  const got = frames[at + 1] ?? new Uint8Array(0);
  if (got.length !== want.length || !timingSafeEqual(got, want)) {
    throw new TypeError("Cannot read a kernel message: the signature does not match the key");
  }
  const [header, parent, metadata, content] = signed.map((part) =>
    JSON.parse(decoder.decode(part))
  );
  return { header, parent, metadata, content };
}

function sign(parts: readonly (string | Uint8Array)[], key: string): string {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}
