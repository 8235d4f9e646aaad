const MASK = 0xffff_ffffn;

/**
 * Philox-4x32 in 64-bit integers, as section 4 of "Parallel random numbers: as easy as 1, 2, 3"
 * writes it.
 *
 * @example
 * ```ts
 * import { philox } from "@rederive/lib/reference";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * const want = [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8];
 * deepEqual(philox([0, 0], [0, 0, 0, 0], { rounds: 10 }), want);
 * ```
 */
export function philox(
  key: readonly number[],
  counter: readonly number[],
  options: { rounds: number },
): number[] {
  let [r0, l0, r1, l1] = counter.map(BigInt) as [bigint, bigint, bigint, bigint];
  let [k0, k1] = key.map(BigInt) as [bigint, bigint];
  for (let round = 0; round < options.rounds; round++) {
    const product0 = 0xd251_1f53n * r0;
    const product1 = 0xcd9e_8d57n * r1;
    r0 = (product1 >> 32n) ^ k0 ^ l0;
    l0 = product1 & MASK;
    r1 = (product0 >> 32n) ^ k1 ^ l1;
    l1 = product0 & MASK;
    k0 = (k0 + 0x9e37_79b9n) & MASK;
    k1 = (k1 + 0xbb67_ae85n) & MASK;
  }
  return [r0, l0, r1, l1].map(Number);
}
