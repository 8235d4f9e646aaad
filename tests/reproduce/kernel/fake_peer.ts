/** A ZMTP 3.0 server of a few lines, written from the specification and not from our client. */
import { Buffer } from "node:buffer";

export interface FakePeer {
  /** Body of the client's READY command. */
  ready: Uint8Array;
  /** Bytes received after the handshake. */
  received(count: number): Promise<Uint8Array>;
  send(bytes: number[]): Promise<void>;
  close(): void;
}

export interface FakePeerOptions {
  greeting?: Uint8Array;
  command?: string;
}

async function readExactly(connection: Deno.Conn, count: number): Promise<Uint8Array> {
  const out = Buffer.alloc(count);
  for (let at = 0; at < count;) {
    const got = await connection.read(out.subarray(at));
    if (got === null) throw new Error("closed");
    at += got;
  }
  return new Uint8Array(out);
}

export function greeting(): Uint8Array {
  const bytes = Buffer.alloc(64);
  Buffer.from([0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 3, 0]).copy(bytes);
  bytes.write("NULL", 12);
  return new Uint8Array(bytes);
}

/** Listens at once; `accept` shakes hands with the first client. */
export function listen(options: FakePeerOptions = {}) {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const accept = async (): Promise<FakePeer> => {
    const connection = await listener.accept();
    const close = () => {
      try {
        connection.close();
      } catch { /* closed before */ }
    };
    try {
      return { ...await shakeHands(connection), close };
    } catch (error) {
      close();
      throw error;
    }
  };
  const shakeHands = async (connection: Deno.Conn) => {
    await connection.write(options.greeting ?? greeting());
    await readExactly(connection, 64);
    const name = options.command ?? "READY";
    const body = Buffer.concat([
      Buffer.from([name.length]),
      Buffer.from(name),
      Buffer.from([11]),
      Buffer.from("Socket-Type"),
      Buffer.from([0, 0, 0, 6]),
      Buffer.from("ROUTER"),
    ]);
    const [, length = 0] = await readExactly(connection, 2);
    const ready = await readExactly(connection, length);
    await connection.write(new Uint8Array([4, body.length, ...body]));
    return {
      ready,
      received: (count: number) => readExactly(connection, count),
      send: async (bytes: number[]) => void await connection.write(new Uint8Array(bytes)),
    };
  };
  return { port: listener.addr.port, accept, close: () => listener.close() };
}
