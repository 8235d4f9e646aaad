/** The last `limit` bytes of a stream. */
export class Tail {
  readonly #limit: number;
  #pieces: Uint8Array[] = [];
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(bytes: Uint8Array): void {
    this.#pieces.push(bytes);
    this.#length += bytes.length;
    while (this.#length - (this.#pieces[0]?.length ?? 0) >= this.#limit) {
      this.#length -= this.#pieces.shift()?.length ?? 0;
    }
  }

  clear(): void {
    this.#pieces = [];
    this.#length = 0;
  }

  text(): string {
    const decoder = new TextDecoder();
    return this.#pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") +
      decoder.decode();
  }
}
