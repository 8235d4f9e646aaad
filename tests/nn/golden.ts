import type { State } from "@rederive/lib/nn";
import golden from "./fixtures/nn_golden.json" with { type: "json" };

/** An array of the file. */
export interface GoldenArray {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** What PyTorch did: see scripts/fixtures/nn_golden.py. */
export interface Golden {
  readonly state: Readonly<Record<string, GoldenArray>>;
  readonly inputs: Readonly<Record<string, GoldenArray>>;
  readonly outputs: readonly GoldenArray[];
  /** What the outputs were multiplied with before they were summed up. */
  readonly upstream: readonly GoldenArray[];
  readonly state_gradients: Readonly<Record<string, GoldenArray>>;
  readonly input_gradients: Readonly<Record<string, GoldenArray>>;
}

/** Names of the file. */
export type GoldenName = keyof typeof golden.cases;

/** A case by its name. */
export function goldenOf(name: GoldenName): Golden {
  return golden.cases[name] as unknown as Golden;
}

/** Its weights, for `loadState()`. */
export function stateOf({ state }: Golden): State {
  return Object.fromEntries(
    Object.entries(state).map(([name, { shape, values }]) => {
      return [name, { shape, values: Float32Array.from(values) }];
    }),
  );
}
