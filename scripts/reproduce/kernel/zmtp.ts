/**
 * ZMTP 3.0 client sockets (NULL mechanism, https://rfc.zeromq.org/spec/23/) over `Deno.connect`: all a
 * Jupyter client needs. `npm:zeromq` is not used because under Deno it stops after 500 operations.
 */
import { ByteReader } from "./byte_reader.ts";
import { concat, frame } from "./frame.ts";

export type SocketType = "DEALER" | "SUB" | "REQ";

export interface ConnectOptions {
  hostname: string;
  port: number;
  identity?: string;
  /** Ends the attempts. */
  signal: AbortSignal;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const FLAG = { more: 1, long: 2, command: 4 } as const;
const GREETING_BYTES = 64;
/** Larger than any output the runner lets through; a larger length means the stream is corrupt. */
const LARGEST_FRAME = 1 << 28;

/** One connected socket. Messages are lists of frames. */
export class ZmtpSocket implements Disposable {
  readonly #connection: Deno.TcpConn;
  readonly #reader: ByteReader;
  readonly #type: SocketType;
  #lastWrite: Promise<unknown> = Promise.resolve();

  private constructor(connection: Deno.TcpConn, type: SocketType) {
    this.#connection = connection;
    this.#reader = new ByteReader(connection);
    this.#type = type;
  }

  /** Connects and shakes hands; a peer that does not listen yet is tried again every 5 ms. */
  static async connect(type: SocketType, options: ConnectOptions): Promise<ZmtpSocket> {
    const { hostname, port, signal } = options;
    while (true) {
      signal.throwIfAborted();
      let connection: Deno.TcpConn | undefined;
      try {
        connection = await Deno.connect({ hostname, port, signal });
        connection.setNoDelay(true);
        const socket = new ZmtpSocket(connection, type);
        // a kernel killed while it starts leaves a handshake that would never end
        const close = () => socket.close();
        signal.addEventListener("abort", close, { once: true });
        try {
          await socket.#shakeHands(options.identity ?? "");
        } finally {
          signal.removeEventListener("abort", close);
        }
        return socket;
      } catch (error) {
        try {
          connection?.close();
        } catch { /* closed by the abort listener */ }
        const refused = error instanceof Deno.errors.ConnectionRefused ||
          error instanceof Deno.errors.ConnectionReset;
        if (!refused) throw error;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
  }

  /** Sends one multipart message; calls are queued, so messages never interleave. */
  send(parts: readonly (string | Uint8Array)[]): Promise<void> {
    const frames = parts.map((part) => typeof part === "string" ? encoder.encode(part) : part);
    // REQ puts an empty delimiter in front, and takes it off again in receive()
    if (this.#type === "REQ") frames.unshift(new Uint8Array(0));
    const wire = concat(
      frames.map((data, i) => frame(data, i < frames.length - 1 ? FLAG.more : 0)),
    );
    const written = this.#lastWrite.then(() => this.#write(wire));
    this.#lastWrite = written.catch(() => {});
    return written;
  }

  /** The next multipart message; throws when the connection is lost or not ZMTP. */
  async receive(): Promise<Uint8Array[]> {
    const frames = await this.#readFrames();
    return this.#type === "REQ" ? frames.slice(1) : frames;
  }

  close(): void {
    try {
      this.#connection.close();
    } catch { /* closed before */ }
  }

  [Symbol.dispose](): void {
    this.close();
  }

  // One call of write() may take only a part: Quarto sends large messages through files because of it.
  async #write(bytes: Uint8Array): Promise<void> {
    for (let sent = 0; sent < bytes.length;) {
      sent += await this.#connection.write(bytes.subarray(sent));
    }
  }

  async #shakeHands(identity: string): Promise<void> {
    const greeting = new Uint8Array(GREETING_BYTES);
    greeting[0] = 0xff;
    greeting[9] = 0x7f;
    greeting[10] = 3; // major version
    greeting.set(encoder.encode("NULL"), 12);
    await this.#write(greeting);
    const peer = await this.#reader.read(GREETING_BYTES);
    if (peer[0] !== 0xff || peer[9] !== 0x7f || (peer[10] ?? 0) < 3) {
      throw new SyntaxError("Cannot connect to the kernel: the peer does not greet in ZMTP 3");
    }
    await this.#write(frame(readyCommand(this.#type, identity), FLAG.command));
    const answer = await this.#readCommand();
    if (commandName(answer) !== "READY") {
      throw new SyntaxError(
        `Cannot connect to the kernel: the peer answers "${commandName(answer)}", not "READY"`,
      );
    }
    // an empty prefix subscribes to everything
    if (this.#type === "SUB") await this.send([new Uint8Array([1])]);
  }

  async #readCommand(): Promise<Uint8Array> {
    const { flags, data } = await this.#readFrame();
    if (!(flags & FLAG.command)) {
      throw new SyntaxError("Cannot connect to the kernel: a message came before the handshake");
    }
    return data;
  }

  async #readFrames(): Promise<Uint8Array[]> {
    const frames: Uint8Array[] = [];
    while (true) {
      const { flags, data } = await this.#readFrame();
      if (flags & FLAG.command) {
        if (commandName(data) === "PING") await this.#pong(data);
        continue;
      }
      frames.push(data);
      if (!(flags & FLAG.more)) return frames;
    }
  }

  async #readFrame(): Promise<{ flags: number; data: Uint8Array }> {
    const flags = (await this.#reader.read(1))[0] ?? 0;
    // Deno's kernel lets two writers share this connection without a lock: after an output of
    // megabytes their bytes may interleave, and then flags and lengths are noise
    if (flags > 7) throw new SyntaxError(`Cannot read from the kernel: ${flags} is no frame flag`);
    const length = flags & FLAG.long
      ? Number(new DataView((await this.#reader.read(8)).buffer).getBigUint64(0))
      : (await this.#reader.read(1))[0] ?? 0;
    if (length > LARGEST_FRAME) {
      throw new SyntaxError(`Cannot read from the kernel: a frame claims ${length} bytes`);
    }
    return { flags, data: await this.#reader.read(length) };
  }

  async #pong(ping: Uint8Array): Promise<void> {
    // PONG carries the context of the PING: what follows its name and its two bytes of TTL
    const body = concat([new Uint8Array([4]), encoder.encode("PONG"), ping.subarray(7)]);
    await this.#write(frame(body, FLAG.command));
  }
}

function readyCommand(type: SocketType, identity: string): Uint8Array {
  const body = [5, ...encoder.encode("READY")];
  for (const [name, value] of [["Socket-Type", type], ["Identity", identity]] as const) {
    const [nameBytes, valueBytes] = [encoder.encode(name), encoder.encode(value)];
    body.push(nameBytes.length, ...nameBytes, 0, 0, 0, valueBytes.length, ...valueBytes);
  }
  return new Uint8Array(body);
}

function commandName(data: Uint8Array): string {
  return decoder.decode(data.subarray(1, 1 + (data[0] ?? 0)));
}
