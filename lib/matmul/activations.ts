/** Number of each activation in activations.wgsl. */
export const ACTIVATIONS: Readonly<Record<Activation, number>> = {
  none: 0,
  relu: 1,
  gelu: 2,
  geluTanh: 3,
  silu: 4,
};

/**
 * A function of one number: "relu", "gelu" (exact, with the normal distribution function), "geluTanh"
 * (GPT-2's approximation of it), "silu" (x times its logistic sigmoid), or "none".
 */
export type Activation = "none" | "relu" | "gelu" | "geluTanh" | "silu";

/** The number of an activation, or an error that lists them. */
export function activationNumber(action: string, name: Activation): number {
  if (Object.hasOwn(ACTIVATIONS, name)) return ACTIVATIONS[name];
  throw new TypeError(
    `Cannot ${action}: activation is "${name}", wanted one of ${
      Object.keys(ACTIVATIONS).join(", ")
    }`,
  );
}
