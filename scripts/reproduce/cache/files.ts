import { extension } from "./path.ts";
import type { Memo } from "./memo.ts";
import { sha256 } from "./sha256.ts";

/** Languages whose comments and formatting do not count. */
const CODE = new Set(["ts", "tsx", "mts", "js", "jsx", "mjs", "wgsl"]);

/** Turns source into the text that counts; `wgsl` or a TypeScript extension. */
export type Normalise = (source: string, extension: string) => Promise<string> | string;

/** File contents as hashes, each file read once a run. */
export class Files {
  readonly #memo: Memo<string>;
  readonly #normalise: Normalise;
  readonly #raw = new Map<string, Promise<string | null>>();
  readonly #code = new Map<string, Promise<string | null>>();

  constructor(memo: Memo<string>, normalise: Normalise) {
    this.#memo = memo;
    this.#normalise = normalise;
  }

  /** Hash of the bytes, of the sorted names for a folder, or null when there is nothing. */
  raw(path: string): Promise<string | null> {
    return remember(this.#raw, path, () => {
      const bytes = read(path);
      return bytes === null ? Promise.resolve(null) : sha256(bytes);
    });
  }

  /** Hash of what counts: normalised for source files, the bytes otherwise. */
  code(path: string): Promise<string | null> {
    return remember(this.#code, path, async () => {
      const raw = await this.raw(path);
      const language = extension(path);
      if (raw === null || !CODE.has(language)) return raw;
      const known = this.#memo.get(`${language}:${raw}`);
      if (known !== undefined) return known;
      const bytes = Deno.readFileSync(path);
      const text = new TextDecoder().decode(bytes);
      const hash = await sha256(await this.#normalise(text, language));
      this.#memo.set(`${language}:${await sha256(bytes)}`, hash);
      return hash;
    });
  }
}

function read(path: string): Uint8Array | string | null {
  try {
    return Deno.readFileSync(path);
  } catch (error) {
    if (!isFolder(path)) {
      if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
        return null;
      }
      return `unreadable: ${(error as Error).name}`;
    }
    return "folder:" + Array.from(Deno.readDirSync(path), (entry) => entry.name).sort().join("\0");
  }
}

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}

function remember<T>(map: Map<string, Promise<T>>, key: string, make: () => Promise<T>) {
  const known = map.get(key);
  if (known) return known;
  const made = make();
  map.set(key, made);
  return made;
}
