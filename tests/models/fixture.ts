import { assertClose } from "@rederive/lib/check";
import type { Config } from "@rederive/lib/models";
import { readSafetensors, type StoredTensors } from "@rederive/lib/safetensors";
import { read, type Tensor } from "@rederive/lib/tensor";

/** Numbers as PyTorch had them. */
export interface Listed {
  shape: number[];
  values: number[];
}

/** A tiny checkpoint, and what PyTorch computed with it in f64. */
export interface Fixture {
  tensors: StoredTensors;
  config: Config;
  inputs: Record<string, Listed>;
  outputs: Record<string, Listed>;
  /** Hidden states: what goes into the first layer, and what each makes of it. */
  hidden: Listed[];
}

/** Reads a fixture that scripts/fixtures/tiny_models.py made. */
export function fixture(name: string): Fixture {
  const at = (end: string) => new URL(`./fixtures/${name}.${end}`, import.meta.url);
  const { config, inputs, outputs } = JSON.parse(Deno.readTextFileSync(at("json")));
  const { hidden = [], ...rest } = outputs;
  const { tensors } = readSafetensors(Deno.readFileSync(at("safetensors")));
  return { tensors, config, inputs, outputs: rest, hidden };
}

/** Ids, masks and the like, as our models take them. */
export function integers({ values }: Listed): Int32Array<ArrayBuffer> {
  return Int32Array.from(values);
}

/** (B, T) of ids. */
export function sizes({ shape }: Listed): [number, number] {
  return shape as [number, number];
}

/**
 * Two layers of seven products each, and three around them, are 17 sums of at most 48 products behind
 * each other. Each is off by at most 48 u of its terms' sum; norms keep what is added up, and so what
 * was off before, at the size of the result.
 */
const SHARE = 17 * 48 * 2 ** -24;

/** Throws unless a tensor has the shape PyTorch's has, and its numbers but for the rounding of f32. */
export async function assertSame(got: Tensor, want: Listed): Promise<void> {
  if (got.shape.join() !== want.shape.join()) {
    throw new Error(`got (${got.shape.join(", ")}), want (${want.shape.join(", ")})`);
  }
  const most = Math.max(...want.values.map(Math.abs));
  assertClose(await read(got), want.values, { abs: SHARE * most, rel: 0 });
}
