/** The loss of one question, and its slopes for the cosines of its document and of the others. */
export interface Loss {
  readonly value: number;
  readonly right: number;
  readonly wrong: readonly number[];
}

/** Loss of a question whose document has cosine `right`, the others `wrong`. */
export type PairLoss = (right: number, wrong: readonly number[]) => Loss;

/** Σ max(0, margin - right + wrong): satisfied once the document leads by the margin. */
export function triplet(margin: number): PairLoss {
  return (right, wrong) => {
    const active = wrong.map((s) => margin - right + s > 0 ? 1 : 0);
    const value = wrong.reduce((sum, s) => sum + Math.max(0, margin - right + s), 0);
    return { value, right: -active.reduce((a: number, b) => a + b, 0), wrong: active };
  };
}

/** The cross-entropy of the cosines over a temperature, the document being the right class. */
export function infoNce(temperature: number): PairLoss {
  return (right, wrong) => {
    const most = Math.max(right, ...wrong);
    const [first, ...rest] = [right, ...wrong].map((s) => Math.exp((s - most) / temperature));
    const total = rest.reduce((a, b) => a + b, first!);
    return {
      value: -Math.log(first! / total),
      right: (first! / total - 1) / temperature,
      wrong: rest.map((e) => e / total / temperature),
    };
  };
}
