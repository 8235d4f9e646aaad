/** How TD(λ) is run. */
export interface TdOptions {
  /** Steps of the way, which is walked straight; the reward 1 is at its end. */
  N: number;
  /** How often it is walked. */
  episodes: number;
  /** How far credit reaches back: 0 to the step before, 1 to the start. */
  lambda: number;
  /** How much of each surprise is believed. */
  rate: number;
}

/** TD(λ) with accumulating traces, undiscounted: the values of all places after each episode. */
export function tdLambda({ N, episodes, lambda, rate }: TdOptions): number[][] {
  const values = new Array<number>(N + 1).fill(0);
  return Array.from({ length: episodes }, () => {
    const traces = new Array<number>(N).fill(0);
    for (let place = 0; place < N; place++) {
      const isEnd = place === N - 1;
      const surprise = (isEnd ? 1 : values[place + 1]!) - values[place]!;
      traces[place]! += 1;
      for (let i = 0; i < N; i++) {
        values[i]! += rate * surprise * traces[i]!;
        traces[i]! *= lambda;
      }
    }
    return values.slice(0, N);
  });
}
