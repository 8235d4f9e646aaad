/** A checkpoint's names of the parts of a block. */
export interface BlockNames {
  /** Before or behind the attention. */
  readonly norm1: string;
  /** Queries. */
  readonly query: string;
  /** Keys. */
  readonly key: string;
  /** Values. */
  readonly value: string;
  /** Of what was attended to. */
  readonly out: string;
  /** Before or behind the perceptron. */
  readonly norm2: string;
  /** Its first layer. */
  readonly fc1: string;
  /** Its second. */
  readonly fc2: string;
}

/** Our names of the parts. */
const PARTS: readonly (readonly [ours: string, part: keyof BlockNames])[] = [
  ["norm1", "norm1"],
  ["attn.q_proj", "query"],
  ["attn.k_proj", "key"],
  ["attn.v_proj", "value"],
  ["attn.out_proj", "out"],
  ["norm2", "norm2"],
  ["mlp.fc1", "fc1"],
  ["mlp.fc2", "fc2"],
];

/** A tensor of a block, and what a checkpoint calls it. */
export interface BlockPlace {
  /** "encoder.layer.0.attention.self.query.weight". */
  readonly name: string;
  /** Which part it is of. */
  readonly part: keyof BlockNames;
}

/** Where what we name "blocks.0.attn.q_proj.weight" is; undefined for what is of no block. */
export function placeOfBlock(
  name: string,
  front: string,
  names: BlockNames,
): BlockPlace | undefined {
  const [, block, ours, kind] = /^blocks\.(\d+)\.(.+)\.(\w+)$/.exec(name) ?? [];
  const part = PARTS.find(([known]) => known === ours)?.[1];
  return part && { name: `${front}.${block}.${names[part]}.${kind}`, part };
}
