import { resolve } from "node:path";
import { BadInput, type Notebook } from "../types.ts";
import { noteId } from "./note_id.ts";
import { parseNotebook, type Validated } from "./parse.ts";

export interface ReadOptions {
  /** The repository, which makes ids of paths. Without one, ids are the paths as given. */
  root?: string;
  /** See {@link Validated}. */
  validated?: Validated;
  /** Larger files are refused unread. */
  maxBytes?: number;
}

const CHECK = "deno task reproduce --why, which names every note";

/** A notebook from its file. Throws BadInput with one line: what, where, what was wanted. */
export async function readNotebook(path: string, options: ReadOptions = {}): Promise<Notebook> {
  const { root, validated, maxBytes = 50e6 } = options;
  const absolute = resolve(path);
  const id = (root === undefined ? null : noteId(absolute, resolve(root))) ?? path;
  const bytes = await readBytes(absolute, id, maxBytes);
  return parseNotebook(bytes, { path: absolute, id, ...(validated && { validated }) });
}

async function readBytes(path: string, id: string, maxBytes: number): Promise<Uint8Array> {
  try {
    const { size, isFile } = await Deno.stat(path);
    if (!isFile) {
      throw new BadInput(`Cannot read "${id}": it is not a file, wanted an .ipynb file`, CHECK);
    }
    if (size > maxBytes) {
      throw new BadInput(
        `Cannot read "${id}": it holds ${megabytes(size)}, at most ${megabytes(maxBytes)} are read`,
        "clear its largest outputs and save it again",
      );
    }
    return await Deno.readFile(path);
  } catch (error) {
    throw asBadInput(error, id);
  }
}

function asBadInput(error: unknown, id: string): unknown {
  if (error instanceof Deno.errors.NotFound) {
    return new BadInput(`Cannot read "${id}": there is no such file`, CHECK);
  }
  if (error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable) {
    return new BadInput(`Cannot read "${id}": permission denied`, `chmod u+r "${id}"`);
  }
  return error;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
