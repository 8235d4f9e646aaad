import { createHash } from "node:crypto";
import { BadInput, type Notebook } from "../types.ts";
import { codeCells } from "./cells.ts";
import { decodeUtf8 } from "./decode.ts";
import { parseJson } from "./parse_json.ts";

/** Hashes of notebooks that passed the schema before. A `Set` will do. */
export interface Validated {
  has(sha256: string): boolean;
  add(sha256: string): unknown;
}

export interface ParseOptions {
  /** Absolute path, as it goes into `Notebook.path`. */
  path: string;
  id: string;
  /** A notebook in here is not validated again, and ajv is not loaded for it. */
  validated?: Validated;
}

/** Jupyter writes what the schema wants, and refuses to open what cannot be mended. */
const SAVE = "open it in Jupyter and save it, or restore it from version control";

/** Bytes to notebook. Throws BadInput with one line: what, where, what was wanted. */
export async function parseNotebook(bytes: Uint8Array, options: ParseOptions): Promise<Notebook> {
  const { path, id, validated } = options;
  const raw = parseJson(decodeUtf8(bytes, id), id);
  checkVersion(raw, id);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (!validated?.has(sha256)) {
    const { schemaError } = await import("./validate.ts");
    const problem = await schemaError(raw);
    if (problem) throw new BadInput(`Cannot read "${id}": ${problem}`, SAVE);
    validated?.add(sha256);
  }
  checkKernel(raw, id);
  checkIds(raw, id);
  const cells = codeCells(raw);
  if (cells.every((cell) => cell.source.trim() === "")) {
    throw new BadInput(
      `Cannot read "${id}": it has no code, wanted at least one code cell`,
      `write a code cell, or leave it out: deno task reproduce "!${id}"`,
    );
  }
  return { id, path, sha256, raw, cells };
}

function checkVersion(raw: Record<string, unknown>, id: string): void {
  const { nbformat, nbformat_minor: minor } = raw;
  if (nbformat === undefined) {
    throw new BadInput(
      `Cannot read "${id}": it is JSON without "nbformat", wanted a notebook`,
      SAVE,
    );
  }
  if (nbformat !== 4) {
    throw new BadInput(
      `Cannot read "${id}": its nbformat is ${JSON.stringify(nbformat)}, wanted 4`,
      "jupyter nbconvert --to notebook --nbformat 4 --inplace <file>",
    );
  }
  if (typeof minor === "number" && minor > 5) {
    throw new BadInput(
      `Cannot read "${id}": its nbformat is 4.${minor}, wanted 4.0 to 4.5`,
      "save it as nbformat 4.5",
    );
  }
}

function checkKernel(raw: Record<string, unknown>, id: string): void {
  const { kernelspec, language_info: language } = raw["metadata"] as {
    kernelspec?: { name: string };
    language_info?: { name: string };
  };
  const fits = kernelspec
    ? kernelspec.name.startsWith("deno")
    : !language || ["typescript", "javascript"].includes(language.name);
  if (fits) return;
  const found = kernelspec ? `kernel is "${kernelspec.name}"` : `language is "${language?.name}"`;
  throw new BadInput(
    `Cannot read "${id}": its ${found}, wanted the "deno" kernel (TypeScript)`,
    "choose the Deno kernel in Jupyter and save",
  );
}

function checkIds(raw: Record<string, unknown>, id: string): void {
  const seen = new Map<string, number>();
  for (const [i, { id: cell }] of (raw["cells"] as { id?: string }[]).entries()) {
    if (cell === undefined) continue;
    const first = seen.get(cell);
    if (first !== undefined) {
      throw new BadInput(
        `Cannot read "${id}": cells ${first} and ${
          i + 1
        } share the id "${cell}", wanted unique ids`,
        `give cell ${i + 1} an id of its own`,
      );
    }
    seen.set(cell, i + 1);
  }
}
