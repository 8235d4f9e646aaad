import { checkManifest } from "@rederive/lib/data";
import { sha256 } from "../cache/sha256.ts";
import { BadInput } from "../types.ts";
import { readDataFile } from "./data_file.ts";

export const MANIFEST_FILE = "data/MANIFEST.json";

const FIX =
  `git checkout -- ${MANIFEST_FILE}, or give every file sha256, source, licence, made_with`;

/** Every file that `data/MANIFEST.json` lists is there and holds what is listed; else BadInput. */
export async function checkManifestFiles(root: string): Promise<void> {
  const value = readDataFile(root, MANIFEST_FILE);
  if (value === null) return;
  for (const [name, wanted] of Object.entries(hashesOf(value))) {
    const got = await hashOf(`${root}/data/${name}`, name);
    if (got === null) {
      throw new BadInput(
        `Cannot use data/${name}: ${MANIFEST_FILE} lists it and it is missing`,
        `git checkout -- data/${name}, or remove it from the manifest`,
      );
    }
    if (got === wanted) continue;
    throw new BadInput(
      `Cannot use data/${name}: its sha256 is ${got}, ${MANIFEST_FILE} wants ${wanted}`,
      `git checkout -- data/${name}, or update the manifest when the change is meant`,
    );
  }
}

function hashesOf(value: unknown): Record<string, string> {
  try {
    const { files } = checkManifest(value);
    return Object.fromEntries(Object.entries(files).map(([name, { sha256 }]) => [name, sha256]));
  } catch (error) {
    if (error instanceof SyntaxError) throw new BadInput(error.message, FIX);
    throw error;
  }
}

async function hashOf(path: string, name: string): Promise<string | null> {
  try {
    return await sha256(Deno.readFileSync(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw new BadInput(
      `Cannot read data/${name}: ${(error as Error).message}`,
      `git checkout -- data/${name}`,
    );
  }
}
