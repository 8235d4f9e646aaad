import { bytesOf, type Dtype, DTYPES, isDtype } from "./dtypes.ts";
import { repeatedKey } from "./repeated_key.ts";
import { sizeOf } from "./stored_tensor.ts";

/** What a header says of one tensor; checked but for its place among the others. */
export interface Entry {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly start: number;
  readonly end: number;
}

/** What a header says. */
export interface Header {
  readonly entries: readonly Entry[];
  readonly metadata: ReadonlyMap<string, string>;
}

const KEYS = ["data_offsets", "dtype", "shape"];

/** Reads the JSON of a header; where the ranges lie is checked by who knows the file. */
export function readHeader(bytes: Uint8Array): Header {
  const value = parse(bytes);
  const { __metadata__: notes, ...rest } = value;
  return {
    entries: Object.entries(rest).map(([name, entry]) => entryOf(name, entry)),
    metadata: Object.hasOwn(value, "__metadata__") ? notesOf(notes) : new Map(),
  };
}

/** An error of reading; the action is the same everywhere. */
export function refuse(problem: string, isRange = false): Error {
  return new (isRange ? RangeError : SyntaxError)(`Cannot read safetensors: ${problem}`);
}

/** A name as it is shown in a message of one line. */
export function quoted(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
}

function parse(bytes: Uint8Array): Record<string, unknown> {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refuse("the header is not UTF-8, wanted JSON in UTF-8");
  }
  if (text[0] !== "{") {
    throw refuse(`the header starts with ${quoted(text.slice(0, 8))}, wanted "{"`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const [reason] = (error as Error).message.split("\n");
    throw refuse(`the header is not JSON (${reason}), wanted an object of tensors`);
  }
  const twice = repeatedKey(text);
  if (twice !== undefined) throw refuse(`the header has ${quoted(twice)} twice, wanted it once`);
  return value as Record<string, unknown>; // an object: it starts with a brace
}

function notesOf(notes: unknown): Map<string, string> {
  if (!isObject(notes)) throw refuse(`"__metadata__" is ${shown(notes)}, wanted an object`);
  return new Map(
    Object.entries(notes).map(([key, text]) => {
      if (typeof text === "string") return [key, text];
      throw refuse(`${quoted(key)} of "__metadata__" is ${shown(text)}, wanted a string`);
    }),
  );
}

function entryOf(name: string, entry: unknown): Entry {
  if (!name.isWellFormed()) throw refuse(`the name ${quoted(name)} is half a character`);
  const what = quoted(name);
  if (!isObject(entry)) throw refuse(`${what} is ${shown(entry)}, wanted an object`);
  const keys = Object.keys(entry).sort();
  if (keys.join() !== KEYS.join()) {
    throw refuse(`${what} has the keys ${shown(keys)}, wanted ${shown(KEYS)}`);
  }
  const { dtype, shape, data_offsets: offsets } = entry;
  if (!isDtype(dtype)) {
    throw refuse(`dtype of ${what} is ${shown(dtype)}, wanted one of ${DTYPES.join(", ")}`);
  }
  if (!areCounts(shape)) {
    throw refuse(`shape of ${what} is ${shown(shape)}, wanted integers >= 0`);
  }
  if (!areCounts(offsets) || offsets.length !== 2) {
    throw refuse(`data_offsets of ${what} is ${shown(offsets)}, wanted two integers >= 0`);
  }
  const [start, end] = offsets as [number, number];
  const wanted = sizeOf(shape) * bytesOf(dtype);
  if (end - start !== wanted) {
    throw refuse(
      `${what} has ${end - start} bytes from ${start} to ${end}, ` +
        `wanted ${wanted} for ${shown(shape)} of ${dtype}`,
      true,
    );
  }
  return { name, dtype, shape, start, end };
}

function areCounts(value: unknown): value is number[] {
  return Array.isArray(value) &&
    value.every((one) => Number.isSafeInteger(one) && one >= 0 && !Object.is(one, -0));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value in one line of a message. */
function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
