import { readJson, writeAtomic } from "./write_atomic.ts";

/** Results of pure functions kept between runs. Losing the file costs time, never correctness. */
export class Memo<T> {
  readonly #path: string;
  readonly #version: string;
  readonly #limit: number;
  readonly #known = new Map<string, T>();
  readonly #used = new Set<string>();
  #changed = false;

  /** `version` names the function: entries of another version are forgotten. */
  constructor(path: string, version: string, { limit = 4000 }: { limit?: number } = {}) {
    this.#path = path;
    this.#version = version;
    this.#limit = limit;
    const stored = readJson(path) as { version?: unknown; entries?: unknown } | null;
    if (stored?.version !== version) return;
    if (typeof stored.entries !== "object" || stored.entries === null) return;
    for (const [key, value] of Object.entries(stored.entries)) this.#known.set(key, value as T);
  }

  get(key: string): T | undefined {
    this.#used.add(key);
    return this.#known.get(key);
  }

  set(key: string, value: T): void {
    this.#used.add(key);
    this.#known.set(key, value);
    this.#changed = true;
  }

  delete(key: string): void {
    this.#changed = this.#known.delete(key) || this.#changed;
  }

  /** Writes when something was learned; beyond the limit, what this run did not use goes first. */
  save(): void {
    if (!this.#changed) return;
    for (const key of this.#known.keys()) {
      if (this.#known.size <= this.#limit) break;
      if (!this.#used.has(key)) this.#known.delete(key);
    }
    const entries = Object.fromEntries(this.#known);
    try {
      writeAtomic(this.#path, JSON.stringify({ version: this.#version, entries }));
      this.#changed = false;
    } catch {
      // a full or read-only disk costs the next run its memo, not this run its result
    }
  }
}
