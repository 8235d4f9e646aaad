/** Where bytes come from: a TCP connection, or a list of pieces in a test. */
export interface ByteSource {
  read(into: Uint8Array): Promise<number | null>;
}

/** Reads exact numbers of bytes from a source that gives them in pieces of any size. */
export class ByteReader {
  readonly #source: ByteSource;
  #buffer = new Uint8Array(1 << 16);
  #start = 0;
  #end = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** The next `count` bytes, as a copy; throws when the source ends before. */
  async read(count: number): Promise<Uint8Array<ArrayBuffer>> {
    while (this.#end - this.#start < count) {
      this.#makeRoom(count);
      const got = await this.#source.read(this.#buffer.subarray(this.#end));
      if (got === null) throw new Deno.errors.ConnectionReset("the peer closed the connection");
      this.#end += got;
    }
    const out = this.#buffer.slice(this.#start, this.#start + count);
    this.#start += count;
    if (this.#start === this.#end) this.#start = this.#end = 0;
    return out;
  }

  #makeRoom(count: number): void {
    if (this.#start + count <= this.#buffer.length && this.#end < this.#buffer.length) return;
    const size = Math.max(this.#buffer.length, count);
    const target = size > this.#buffer.length
      ? new Uint8Array(Math.max(size, 2 * this.#buffer.length))
      : this.#buffer;
    target.set(this.#buffer.subarray(this.#start, this.#end));
    this.#end -= this.#start;
    this.#start = 0;
    this.#buffer = target;
  }
}
