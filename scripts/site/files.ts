import { sha256 } from "../reproduce/cache/sha256.ts";

/** The files of a site by path, before they are written. */
export class Files {
  readonly #files = new Map<string, Uint8Array>();

  /** Adds a file; a path twice, or one that leaves the site, is an error of the build. */
  add(path: string, content: Uint8Array | string): void {
    if (!path.split("/").every((name) => /^[\w.-]*\w$/.test(name))) {
      throw new RangeError(
        `Cannot add "${path}" to the site: wanted names of letters, digits, dots and dashes`,
      );
    }
    if (this.#files.has(path)) {
      throw new RangeError(`Cannot add ${path} to the site: it is there already, wanted it once`);
    }
    this.#files.set(path, encoded(content));
  }

  /** Adds a file under a name made of its content; the same content is kept once. Returns the path. */
  async addAsset(content: Uint8Array | string, kind: string): Promise<string> {
    const bytes = encoded(content);
    const hash = (await sha256(bytes)).slice(0, 16);
    const path = `assets/${hash}.${kind}`;
    this.#files.set(path, bytes);
    return path;
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** Sorted by path. */
  entries(): [path: string, bytes: Uint8Array][] {
    return [...this.#files].sort(([a], [b]) => a < b ? -1 : 1);
  }
}

function encoded(content: Uint8Array | string): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}
