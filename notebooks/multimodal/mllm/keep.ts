import type { Module } from "@rederive/lib/nn";

/** A number as bf16 has it: 8 bits of fraction, to the nearest, ties to even. */
export function toBf16(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const bits = new Uint32Array(values.slice().buffer);
  bits.forEach((word, i) => bits[i] = (word + 0x7fff + ((word >>> 16) & 1)) & 0xffff0000);
  return new Float32Array(bits.buffer);
}

/** A module's elements behind one another, rounded to bf16; and the module has them from now on. */
export async function round(module: Module): Promise<Float32Array<ArrayBuffer>> {
  const state = await module.state();
  const rounded = Object.entries(state).map(([name, { shape, values }]) =>
    [name, { shape, values: toBf16(values) }] as const
  );
  await module.loadState(Object.fromEntries(rounded));
  return Float32Array.from(rounded.flatMap(([, { values }]) => [...values]));
}
