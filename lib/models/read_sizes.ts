import type { ActivationName } from "../nn/mod.ts";
import type { TransformerSizes } from "./blocks.ts";
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

/** What a config's entries are where it leaves them out; those that are not here it has to have. */
export interface UsualSizes {
  channels?: number;
  layers?: number;
  heads?: number;
  hidden?: number;
  activation: keyof typeof NAMES;
  epsilon: number;
}

/** The sizes of a transformer, as the configs of BERT, ViT and CLIP write them. */
export function readSizes(read: ConfigReader, usual: UsualSizes): TransformerSizes {
  const channels = read.count("hidden_size", usual.channels);
  return {
    channels,
    layers: read.count("num_hidden_layers", usual.layers),
    heads: read.divisor("num_attention_heads", channels, usual.heads),
    hidden: read.count("intermediate_size", usual.hidden),
    activation: activationOf(read, "hidden_act", usual.activation),
    epsilon: read.amount("layer_norm_eps", usual.epsilon),
  };
}
