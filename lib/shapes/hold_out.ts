import { COLOURS, FORMS, type Thing } from "./scene.ts";

/** Which combinations are held out. */
export interface HoldOutOptions {
  /** 0 to 3: the shape that goes with the first colour; the next goes with the next, around. 0 unless given. */
  shift?: number;
}

/**
 * Tells the things of four combinations of colour and shape, one a colour and one a shape, from all
 * others: trained without them, a network has seen every colour and every shape, yet not these together.
 *
 * @throws {RangeError} when the shift is none.
 *
 * @example
 * ```ts
 * import { everyThing, holdOut } from "@rederive/lib/shapes";
 * import { strictEqual as equal } from "node:assert/strict";
 * const isHeldOut = holdOut({ shift: 1 });
 * equal(everyThing().filter(isHeldOut).length, 32); // of 128
 * ```
 */
export function holdOut({ shift = 0 }: HoldOutOptions = {}): (thing: Thing) => boolean {
  if (![0, 1, 2, 3].includes(shift)) {
    throw new RangeError(`Cannot hold out combinations: shift is ${shift}, wanted 0, 1, 2 or 3`);
  }
  return ({ colour, shape }) => (COLOURS.indexOf(colour) + shift) % 4 === FORMS.indexOf(shape);
}
