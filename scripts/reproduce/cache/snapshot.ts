import { Files } from "./files.ts";
import { type Lock, readLock } from "./lock.ts";
import type { Memo } from "./memo.ts";
import { EXECUTES, ownCode } from "./own_code.ts";
import { normaliseFile } from "./read_source.ts";
import { readText } from "./read_text.ts";

/** The disk as seen at one moment: each thing is read once, however many notes share it. */
export class Snapshot {
  readonly files: Files;
  readonly #locks = new Map<string | null, Lock>();
  #runner: Promise<string> | null = null;

  constructor(normalised: Memo<string>) {
    this.files = new Files(normalised, normaliseFile);
  }

  lock(path: string | null): Lock {
    const known = this.#locks.get(path) ?? readLock(path === null ? null : readText(path));
    this.#locks.set(path, known);
    return known;
  }

  /** Hash of the runner's code that decides what an execution records. */
  runner(): Promise<string> {
    return this.#runner ??= ownCode(EXECUTES, this.files);
  }
}
