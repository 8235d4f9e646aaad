import type { Labelled } from "./probe.ts";

/** A row of a bank, and the cosine of the angle to it. */
export interface Neighbour {
  readonly row: number;
  readonly cosine: number;
}

/**
 * For each row of `asked`, the nearest of `bank`, the nearest first: by the cosine of what each has
 * beyond the mean of the bank.
 */
export function neighbours(bank: Labelled, asked: Labelled, { count = 5 } = {}): Neighbour[][] {
  const mean = meanOf(bank);
  const others = unitRows(bank, mean);
  return unitRows(asked, mean).map((own) =>
    others.map((other, row) => ({ row, cosine: dot(own, other) }))
      .sort((a, b) => b.cosine - a.cosine).slice(0, count)
  );
}

/**
 * Share in percent of rows of `asked` whose class is the one that their neighbours vote for, each with
 * the weight exp(cosine / 0.07), as in DINO's own evaluation.
 */
export function votedRight(
  near: readonly (readonly Neighbour[])[],
  { bank, asked, classOf = (label) => label }: {
    bank: Labelled;
    asked: Labelled;
    classOf?: (label: number) => number;
  },
): number {
  const right = near.filter((each, i) => {
    const votes = new Map<number, number>();
    for (const { row, cosine } of each) {
      const own = classOf(bank.classes[row]!);
      votes.set(own, (votes.get(own) ?? 0) + Math.exp((cosine - 1) / 0.07));
    }
    const [first] = [...votes].sort(([, a], [, b]) => b - a);
    return first?.[0] === classOf(asked.classes[i]!);
  });
  return 100 * right.length / near.length;
}

function meanOf({ rows, width }: Labelled): Float64Array {
  const mean = new Float64Array(width);
  rows.forEach((v, i) => mean[i % width]! += v * width / rows.length);
  return mean;
}

function unitRows({ rows, width }: Labelled, mean: Float64Array): Float64Array[] {
  return Array.from({ length: rows.length / width }, (_, i) => {
    const row = Float64Array.from(mean, (v, c) => rows[i * width + c]! - v);
    const length = Math.hypot(...row) || 1;
    return row.map((v) => v / length);
  });
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
  return total;
}
