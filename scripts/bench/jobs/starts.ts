import { type Stream, stream } from "@rederive/lib/random";
import type { Shaped } from "../kernels/bench_case.ts";
import { type Parameter, sizeOf } from "./networks.ts";

/** Elements for every parameter of a network, the same for all who train it. */
export function startOf(parameters: readonly Parameter[], seed: number): Map<string, Shaped> {
  const random = stream(seed);
  return new Map(parameters.map((parameter) => {
    const { name, shape, start } = parameter;
    const data = new Float32Array(sizeOf(parameter));
    if (start === "ones") data.fill(1);
    if (start === "normal") {
      const inputs = shape.at(-1)!;
      fillNormal(data, random, inputs ** -0.5);
    }
    return [name, { data, shape }];
  }));
}

/** Normal numbers of a deviation. */
export function fillNormal(data: Float32Array, random: Stream, scale: number): void {
  for (let i = 0; i < data.length; i++) data[i] = scale * random.normal();
}

/** Whole numbers below a limit. */
export function integers(count: number, limit: number, seed: number): Int32Array<ArrayBuffer> {
  const random = stream(seed);
  return Int32Array.from({ length: count }, () => random.integer(limit));
}
