import type { Configs } from "../cache/configs.ts";
import { Files } from "../cache/files.ts";
import { Memo } from "../cache/memo.ts";
import { ownCode } from "../cache/own_code.ts";
import { sha256 } from "../cache/sha256.ts";
import type { Notebook } from "../types.ts";

/** A notebook that was clean, and all that this rests on: one a note, the last. */
interface Clean {
  /** Of the notebook's bytes. */
  sha256: string;
  /** Files that decide what a check says. */
  paths: string[];
  /** Of the content of them all. */
  content: string;
}

/** The code that checks, relative to `cache/own_code.ts`. */
const CHECKS = ["../check/", "../../lint/"];

/** Some kilobytes each, all read whenever there is something to run. */
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
  readonly #memo: Memo<Clean>;
  readonly #files: Files;

  private constructor(memo: Memo<Clean>, files: Files) {
    this.#memo = memo;
    this.#files = files;
  }

  static async open(state: string): Promise<CheckedMemo> {
    const files = newFiles();
    const { deno, typescript } = Deno.version;
    const version = `Deno ${deno} TypeScript ${typescript} ${await ownCode(CHECKS, files, "raw")}`;
    const memo = new Memo<Clean>(`${state}/checked.json`, version, { limit: MANY_NOTES });
    return new CheckedMemo(memo, files);
  }

  /** Whether this very notebook, with all it reaches as it is now, was found clean. */
  async isClean(notebook: Notebook, configs: Configs): Promise<boolean> {
    const known = this.#memo.get(await keyOf(notebook, configs));
    return known?.sha256 === notebook.sha256 &&
      await contentOf(known.paths, this.#files) === known.content;
  }

  /** Not when one of its files was saved since the check began: nobody knows which text was seen. */
  async remember(
    notebook: Notebook,
    { configs, reached, began }: CleanNotebook,
  ): Promise<void> {
    const own = [...reached, ...configs.files, ...configs.lock ? [configs.lock] : []];
    const paths = [...new Set(own)].sort();
    if (paths.some((path) => isYounger(path, began))) return;
    // files of its own: this run may have hashed one before it was saved
    const content = await contentOf(paths, newFiles());
    this.#memo.set(await keyOf(notebook, configs), { sha256: notebook.sha256, paths, content });
  }

  save(): void {
    this.#memo.save();
  }
}

/** Relative imports mean something else in another folder, claims in another note. */
function keyOf({ id, path }: Notebook, { files, lock }: Configs): Promise<string> {
  return sha256(JSON.stringify([id, path, files, lock]));
}

async function contentOf(paths: readonly string[], files: Files): Promise<string> {
  return await sha256(JSON.stringify(await Promise.all(paths.map((path) => files.raw(path)))));
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
