/** A part of a `tokenizer.json`: its type, and what else it says. */
export class Part {
  readonly #value: Record<string, unknown>;
  readonly #path: string;

  /** Of parsed JSON; `path` is where it is in the file. */
  constructor(value: unknown, path: string) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new SyntaxError(
        `Cannot load a tokenizer: ${path} is ${shown(value)}, wanted an object`,
      );
    }
    this.#value = value as Record<string, unknown>;
    this.#path = path;
  }

  /** Which variant it is; "BPE" where an old file leaves it out of a model with merges. */
  get type(): string {
    return typeof this.#value["type"] === "string" ? this.#value["type"] : "";
  }

  /** Another variant than those that are known. */
  refuse(wanted: readonly string[]): RangeError {
    return new RangeError(
      `Cannot load a tokenizer: ${this.#path} is "${this.type}", wanted one of ${
        wanted.join(", ")
      }`,
    );
  }

  /** Whether there is something under a key. */
  has(key: string): boolean {
    return Object.hasOwn(this.#value, key) && this.#value[key] !== null;
  }

  /** A part of the part. */
  part(key: string): Part {
    return new Part(this.#of(key), `${this.#path}.${key}`);
  }

  /** Parts of the part, none where there is no list. */
  parts(key: string): Part[] {
    if (!this.has(key)) return [];
    return this.list(key).map((value, i) => new Part(value, `${this.#path}.${key}[${i}]`));
  }

  /** A list of anything. */
  list(key: string): unknown[] {
    const value = this.#of(key);
    if (Array.isArray(value)) return value;
    throw this.wrong(key, "a list");
  }

  /** A text. */
  text(key: string, otherwise?: string): string {
    const value = this.#of(key) ?? otherwise;
    if (typeof value === "string") return value;
    throw this.wrong(key, "a string");
  }

  /** A whole number of at least 0. */
  count(key: string, otherwise?: number): number {
    const value = this.#of(key) ?? otherwise;
    if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
    throw this.wrong(key, "an integer >= 0");
  }

  /** True or false. */
  flag(key: string, otherwise: boolean): boolean {
    const value = this.#of(key) ?? otherwise;
    if (typeof value === "boolean") return value;
    throw this.wrong(key, "true or false");
  }

  /** Ids by token. */
  vocabulary(key: string): Map<string, number> {
    const entries = Object.entries(this.part(key).#value);
    return new Map(entries.map(([token, id]) => {
      if (typeof id === "number" && Number.isSafeInteger(id) && id >= 0) return [token, id];
      throw new SyntaxError(
        `Cannot load a tokenizer: ${this.#path}.${key} gives ${shown(token)} the id ${
          shown(id)
        }, ` +
          `wanted an integer >= 0`,
      );
    }));
  }

  /** What is wrong under a key. */
  wrong(key: string, wanted: string): SyntaxError {
    return new SyntaxError(
      `Cannot load a tokenizer: ${this.#path}.${key} is ${shown(this.#of(key))}, wanted ${wanted}`,
    );
  }

  /** A pattern, of a regular expression or of plain text: `{ Regex }` or `{ String }`. */
  pattern(key: string): RegExp {
    const pattern = this.part(key);
    const source = pattern.has("Regex")
      ? inUnicode(pattern.text("Regex"))
      : RegExp.escape(pattern.text("String"));
    try {
      return new RegExp(source, "gu");
    } catch {
      throw this.wrong(key, "a regular expression that JavaScript reads");
    }
  }

  #of(key: string): unknown {
    return Object.hasOwn(this.#value, key) ? this.#value[key] ?? undefined : undefined;
  }
}

/** White space as Unicode has it; JavaScript's \s counts U+FEFF in and leaves U+0085 out. */
function inUnicode(source: string): string {
  return source.replace(
    /\\(.)/gsu,
    (all, letter: string) =>
      letter === "s" ? "\\p{White_Space}" : letter === "S" ? "\\P{White_Space}" : all,
  );
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "left out";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
