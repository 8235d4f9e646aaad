import type { Configs } from "../cache/configs.ts";
import { Files } from "../cache/files.ts";
import { Memo } from "../cache/memo.ts";
import { ownCode } from "../cache/own_code.ts";
import { sha256 } from "../cache/sha256.ts";
import type { Notebook } from "../types.ts";

/** Everything that decides what a check says, beside the notebook itself: path → hash, null for none. */
type Sources = Record<string, string | null>;

/** The code that checks, relative to `cache/own_code.ts`. */
const CHECKS = ["../check/", "../../lint/"];

/** Some kilobytes each, all read at every start of a run that has something to run. */
const MANY_NOTES = 200;

export interface CleanNotebook {
  configs: Configs;
  /** Absolute paths of the local modules it reaches, those imported for their types included. */
  reached: readonly string[];
  /** Milliseconds since 1970 at which the check began. */
  began: number;
}

/**
 * Notebooks in which the checks found nothing, not even a warning: asking again costs a second and
 * would find nothing. What was found is never remembered, so that it is said every time.
 */
export class CheckedMemo {
  readonly #memo: Memo<Sources>;
  readonly #files: Files;

  private constructor(memo: Memo<Sources>, files: Files) {
    this.#memo = memo;
    this.#files = files;
  }

  static async open(state: string): Promise<CheckedMemo> {
    const files = newFiles();
    const { deno, typescript } = Deno.version;
    const version = `Deno ${deno} TypeScript ${typescript} ${await ownCode(CHECKS, files, "raw")}`;
    const memo = new Memo<Sources>(`${state}/checked.json`, version, { limit: MANY_NOTES });
    return new CheckedMemo(memo, files);
  }

  /** Whether this very notebook, with all it reaches as it is now, was found clean. */
  async isClean(notebook: Notebook, configs: Configs): Promise<boolean> {
    const from = this.#memo.get(await keyOf(notebook, configs));
    if (!from) return false;
    const same = Object.entries(from).map(async ([path, hash]) =>
      await this.#files.raw(path) === hash
    );
    return (await Promise.all(same)).every(Boolean);
  }

  /** Not when one of its files was saved since the check began: nobody knows which text was seen. */
  async remember(
    notebook: Notebook,
    { configs, reached, began }: CleanNotebook,
  ): Promise<void> {
    const paths = [...reached, ...configs.files, ...configs.lock ? [configs.lock] : []];
    if (paths.some((path) => isYounger(path, began))) return;
    const files = newFiles(); // this run may have hashed them before they were saved
    const hashes = paths.map(async (path) => [path, await files.raw(path)] as const);
    const from = Object.fromEntries(await Promise.all(hashes));
    this.#memo.set(await keyOf(notebook, configs), from);
  }

  save(): void {
    this.#memo.save();
  }
}

/** Relative imports mean something else in another folder, claims in another note. */
function keyOf({ id, path, sha256: bytes }: Notebook, { files, lock }: Configs): Promise<string> {
  return sha256(JSON.stringify([id, path, bytes, files, lock]));
}

function newFiles(): Files {
  return new Files(new Memo("", ""), (source) => source);
}

function isYounger(path: string, since: number): boolean {
  try {
    return (Deno.statSync(path).mtime?.getTime() ?? 0) >= since;
  } catch {
    return true; // gone meanwhile
  }
}
