import { readJson } from "@rederive/lib/data";
import type { Pair } from "./kept_ops.ts";

/** Gradients of both operands, or PyTorch's refusal. */
export type Answer = readonly [a: Pair, b: Pair] | "error";

/** One operation, and what PyTorch does when something is edited in place before the way back. */
export interface EditedOp {
  readonly start: { readonly a: Pair; readonly b: Pair };
  readonly none: Answer;
  readonly a: Answer;
  readonly b: Answer;
  readonly y: Answer;
  /** The same edits of a clone. */
  readonly clone: Edits;
  /** The same edits of a view. */
  readonly view: Edits;
}

type Edits = { readonly [what in "a" | "b" | "y"]: Answer };

/** A chain of operations, and which of them PyTorch's anomaly mode names. */
export interface Chain {
  readonly chain: readonly string[];
  readonly x: Pair;
  /** Taken only where x > 0, else 0. */
  readonly masked: boolean;
  readonly named: string | null;
  /** null where it is NaN. */
  readonly gradient: readonly (number | null)[];
}

interface Swell {
  readonly writtenOut: number;
  readonly shared: number;
}

interface File {
  torch: string;
  sympy: string;
  in_place: Record<string, EditedOp>;
  anomaly: Chain[];
  checkpoint_sequential: [layers: number, segments: number, extra: number][];
  swell: Record<"once" | "twice", [writtenOut: number, shared: number][]>;
}

/** Answers of PyTorch and SymPy, from data/autograd-golden.json. */
export async function readGolden() {
  const file = await readJson("autograd-golden.json") as File;
  const swell = (use: "once" | "twice") =>
    file.swell[use].map(([writtenOut, shared]): Swell => ({ writtenOut, shared }));
  return {
    torch: file.torch,
    sympy: file.sympy,
    swell: { once: swell("once"), twice: swell("twice") },
    inPlace: file.in_place,
    // torch.square() is a power to autograd
    anomaly: file.anomaly.map((chain): Chain => ({
      ...chain,
      named: chain.named?.toLowerCase().replace("pow", "square") ?? null,
    })),
    checkpointSequential: file.checkpoint_sequential,
  };
}
