import {
  gelu,
  geluTanh,
  quickGelu,
  relu,
  sigmoid,
  silu,
  tanh,
  type Tensor,
} from "../tensor/mod.ts";

/**
 * A function between layers: "gelu" (as defined; BERT, ViT), "geluTanh" (GPT-2), "quickGelu" (the
 * first CLIP), "silu" (Llama), "relu", "tanh" or "sigmoid".
 */
export type ActivationName =
  | "gelu"
  | "geluTanh"
  | "quickGelu"
  | "relu"
  | "sigmoid"
  | "silu"
  | "tanh";

/** Functions between layers by name. */
export const activations: Readonly<Record<ActivationName, (x: Tensor) => Tensor>> = {
  gelu,
  geluTanh,
  quickGelu,
  relu,
  sigmoid,
  silu,
  tanh,
};
