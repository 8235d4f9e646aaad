import type { ElementType } from "../gpu/mod.ts";

const [SIGN, ALL] = [0x8000_0000, 0xffff_ffff];

// What to flip at or above 0, what below, and the largest magnitude that is a number.
const ORDERS: Readonly<Record<ElementType, readonly [number, number, number]>> = {
  u32: [0, 0, ALL],
  i32: [SIGN, SIGN, ALL],
  f32: [SIGN, ALL, 0x7f80_0000],
};

/** The `Order` of order.wgsl: how keys of a type become words that compare as they do. */
export function orderOf(type: ElementType, descending: boolean): readonly number[] {
  return [...ORDERS[type], descending ? ALL : 0];
}
