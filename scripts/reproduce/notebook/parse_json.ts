import { BadInput } from "../types.ts";
import { locateJsonError } from "./json_error.ts";

const RESTORE = "restore it from version control";

/** The JSON object in a notebook's text; says where and why when there is none. */
export function parseJson(text: string, path: string): Record<string, unknown> {
  const value = parse(text, path);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  const kind = value === null ? "null" : Array.isArray(value) ? "an array" : `a ${typeof value}`;
  throw new BadInput(
    `Cannot read "${path}": its JSON is ${kind}, wanted a notebook object`,
    RESTORE,
  );
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notJson(text, path);
  }
}

function notJson(text: string, path: string): BadInput {
  const cannot = `Cannot read "${path}":`;
  if (text.trim() === "") {
    return new BadInput(
      `${cannot} it is empty, wanted a notebook`,
      "restore it from version control, or start one with `deno task note`",
    );
  }
  if (text.startsWith("version https://git-lfs")) {
    return new BadInput(`${cannot} it is a Git LFS pointer, wanted the notebook`, "git lfs pull");
  }
  const { line, column, offset, truncated } = locateJsonError(text);
  const where = `line ${line}, column ${column}`;
  const found = text.split("\n", line).at(-1)!;
  if (/^(<{7}|={7}|>{7}|\|{7})/.test(found)) {
    return new BadInput(
      `${cannot} line ${line} is a merge conflict marker, wanted JSON`,
      "resolve the conflict, or take one side: git checkout --ours <file>",
    );
  }
  if (truncated) {
    return new BadInput(
      `${cannot} it is cut short at ${where}, wanted a whole notebook`,
      RESTORE,
    );
  }
  const near = JSON.stringify([...text.slice(offset, offset + 16)].slice(0, 12).join(""));
  return new BadInput(
    `${cannot} it is not JSON at ${where} (near ${near}), wanted a notebook`,
    RESTORE,
  );
}
