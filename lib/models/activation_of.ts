import type { ActivationName } from "../nn/mod.ts";
import type { ConfigReader } from "./config.ts";

/** Our names of the functions between layers, by those of configs. */
const NAMES = {
  gelu: "gelu",
  gelu_new: "geluTanh",
  gelu_pytorch_tanh: "geluTanh",
  quick_gelu: "quickGelu",
  relu: "relu",
  silu: "silu",
} as const satisfies Readonly<Record<string, ActivationName>>;

/** The function between layers that a config asks for. */
export function activationOf(
  read: ConfigReader,
  key: string,
  otherwise: keyof typeof NAMES,
): ActivationName {
  const names = Object.keys(NAMES) as (keyof typeof NAMES)[];
  return NAMES[read.choice(key, names, otherwise)];
}
