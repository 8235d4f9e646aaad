/** The sockets of one kernel: requests with their replies, and the stream of iopub messages. */
import type { KernelAddress } from "./address.ts";
import { decodeMessage, encodeMessage, type Message, newHeader } from "./wire.ts";
import { type SocketType, ZmtpSocket } from "./zmtp.ts";

export interface ChannelOptions {
  address: KernelAddress;
  key: string;
  signal: AbortSignal;
}

export class Channels {
  /** Called with every iopub message, in the order of arrival. */
  onOutput: (message: Message) => void = () => {};
  /** Resolves with the reason once a socket is lost or speaks nonsense; never on `close()`. */
  readonly lost: Promise<Error>;
  readonly #lose: (error: Error) => void;
  readonly #session = crypto.randomUUID();
  readonly #key: string;
  readonly #waiting = new Map<string, (reply: Message) => void>();
  #shell!: ZmtpSocket;
  #iopub!: ZmtpSocket;
  #closed = false;
  #pumps: Promise<void>[] = [];

  private constructor(key: string) {
    this.#key = key;
    const { promise, resolve } = Promise.withResolvers<Error>();
    this.lost = promise;
    this.#lose = resolve;
  }

  static async open(options: ChannelOptions): Promise<Channels> {
    const { address, signal } = options;
    const channels = new Channels(options.key);
    const connect = (type: SocketType, port: number) =>
      ZmtpSocket.connect(type, {
        hostname: address.ip,
        port,
        identity: channels.#session,
        signal,
      });
    // heartbeat, stdin and control stay unconnected: a heartbeat proves only that a thread lives,
    // cells get no stdin, and kernels are killed, never interrupted
    const shell = connect("DEALER", address.shell);
    const iopub = connect("SUB", address.iopub);
    try {
      [channels.#shell, channels.#iopub] = await Promise.all([shell, iopub]);
    } catch (error) {
      for (const socket of [shell, iopub]) socket.then((s) => s.close(), () => {});
      throw error;
    }
    channels.#pumps = [
      channels.#pump(channels.#shell, (message) => channels.#settle(message)),
      channels.#pump(channels.#iopub, (message) => channels.onOutput(message)),
    ];
    return channels;
  }

  /** The reply to a request on the shell channel; never settles when the kernel dies first. */
  request(type: string, content: unknown): Promise<Message> {
    const header = newHeader(type, this.#session);
    const { promise, resolve } = Promise.withResolvers<Message>();
    this.#waiting.set(header.msg_id, resolve);
    this.#shell.send(encodeMessage({ header, content }, this.#key)).catch(this.#fail);
    return promise;
  }

  /** Resolves once all that a dead kernel had sent is read. */
  async drained(): Promise<void> {
    await Promise.all(this.#pumps);
  }

  close(): void {
    this.#closed = true;
    this.#shell.close();
    this.#iopub.close();
  }

  #settle(reply: Message): void {
    const id = reply.parent.msg_id ?? "";
    this.#waiting.get(id)?.(reply);
    this.#waiting.delete(id);
  }

  async #pump(socket: ZmtpSocket, take: (message: Message) => void): Promise<void> {
    try {
      while (true) take(decodeMessage(await socket.receive(), this.#key));
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail = (error: unknown): void => {
    if (!this.#closed) this.#lose(error instanceof Error ? error : new Error(String(error)));
  };
}
