/** Bins a dimension of an action is cut into. */
export const BINS = 256;

/** An action of an arm: whether the episode ends, and seven numbers. */
export interface ArmAction {
  readonly terminate: boolean;
  /** How far to move along x, y, z, how far to turn about them, and how far to open: -1 to 1. */
  readonly motion: readonly number[];
}

/** Where in its bin a number comes back. */
export type Place = "middle" | "left edge";

/** The bin of a number of [-1, 1]; what lies outside is put into the first or the last. */
export function binOf(value: number): number {
  return Math.min(BINS - 1, Math.max(0, Math.floor((value + 1) / 2 * BINS)));
}

/** The number a bin stands for. */
export function valueOf(bin: number, place: Place = "middle"): number {
  return 2 * (bin + (place === "middle" ? 0.5 : 0)) / BINS - 1;
}

/** RT-2's format: eight integers with spaces between, the first of them 1 where the episode ends. */
export function writeAction({ terminate, motion }: ArmAction): string {
  return [terminate ? 1 : 0, ...motion.map(binOf)].join(" ");
}

/**
 * The action a text stands for.
 *
 * @throws {SyntaxError} when the text is not of the format.
 */
export function readAction(text: string, place: Place = "middle"): ArmAction {
  const words = text.split(" ");
  const [first, ...bins] = words.map(Number);
  const isOf = words.length === 8 && words.every((word) => /^(0|[1-9]\d{0,2})$/.test(word));
  if (!isOf || first! > 1 || bins.some((bin) => bin >= BINS)) {
    throw new SyntaxError(
      `Cannot read an action: the text is "${text}", wanted 0 or 1 and seven integers to 255`,
    );
  }
  return { terminate: first === 1, motion: bins.map((bin) => valueOf(bin, place)) };
}
