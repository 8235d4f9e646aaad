import { dirname } from "node:path";
import { BadInput } from "../reproduce/types.ts";
import type { Files } from "./files.ts";

/** A file that only a folder of ours has: another folder is never replaced. */
const MARK = "claims.json";

/** Writes the files beside the folder, then puts them in its place: a reader never sees half a site. */
export function writeSite(folder: string, files: Files): { pages: number; bytes: number } {
  refuseForeign(folder);
  const fresh = `${folder}.new-${Deno.pid}`;
  const old = `${folder}.old-${Deno.pid}`;
  let pages = 0;
  let bytes = 0;
  try {
    for (const [path, content] of files.entries()) {
      Deno.mkdirSync(dirname(`${fresh}/${path}`), { recursive: true });
      Deno.writeFileSync(`${fresh}/${path}`, content);
      if (path.endsWith(".html")) pages++;
      bytes += content.length;
    }
    replace(folder, { fresh, old });
  } catch (error) {
    const reason = (error as Error).message.split("\n")[0];
    throw new BadInput(
      `Cannot write the site to "${folder}": ${reason}`,
      "deno task site --out DIR",
    );
  } finally {
    for (const rest of [fresh, old]) if (exists(rest)) Deno.removeSync(rest, { recursive: true });
  }
  return { pages, bytes };
}

/** One name for another; when the second step fails, the first is undone. */
function replace(folder: string, { fresh, old }: { fresh: string; old: string }): void {
  if (!exists(folder)) return Deno.renameSync(fresh, folder);
  Deno.renameSync(folder, old);
  try {
    Deno.renameSync(fresh, folder);
  } catch (error) {
    Deno.renameSync(old, folder);
    throw error;
  }
}

function refuseForeign(folder: string): void {
  if (!exists(folder)) return;
  const names = Deno.statSync(folder).isDirectory
    ? [...Deno.readDirSync(folder)].map(({ name }) => name)
    : ["a file"];
  if (names.length === 0 || names.includes(MARK)) return;
  throw new BadInput(
    `Cannot write the site to "${folder}": it holds something else (${
      names[0]
    }), wanted a new folder`,
    "deno task site --out a folder that is empty or not there",
  );
}

function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
