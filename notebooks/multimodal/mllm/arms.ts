import { sha256 } from "@rederive/lib/claim";
import type { Gpu } from "@rederive/lib/gpu";
import {
  BETA,
  PACES,
  type Parts,
  trainBeside,
  trainEncoder,
  trainLanguage,
  trainPreference,
} from "./stages.ts";

/** What is trained, and kept in data/. */
export interface Arm {
  /** What was trained before, in order. */
  readonly after: readonly ArmName[];
  /** What it changes. */
  readonly keeps: readonly ("encoder" | "lm" | "projector")[];
  readonly pace: keyof typeof PACES;
}

const BASE = ["encoder", "language"] as const;

/** Every training of a seed. */
export const ARMS = {
  encoder: { after: [], keeps: ["encoder"], pace: "encoder" },
  language: { after: [], keeps: ["lm"], pace: "language" },
  align: { after: BASE, keeps: ["projector"], pace: "align" },
  closed: { after: [...BASE, "align"], keeps: ["projector"], pace: "instruct" },
  open: { after: [...BASE, "align"], keeps: ["lm", "projector"], pace: "instruct" },
  practice: { after: [...BASE, "align"], keeps: ["lm", "projector"], pace: "instruct" },
  prefer: { after: [...BASE, "align"], keeps: ["lm"], pace: "prefer" },
  coin: { after: [...BASE, "align"], keeps: ["lm"], pace: "prefer" },
} as const satisfies Record<string, { after: readonly string[] } & Omit<Arm, "after">>;

/** The name of one. */
export type ArmName =
  | "encoder"
  | "language"
  | "align"
  | "closed"
  | "open"
  | "practice"
  | "prefer"
  | "coin";

/** Fix the first weights, the texts and the pictures; rates were chosen with seed 0. */
export const SEEDS = [1, 2, 3] as const;

/** Names the settings of all trainings. */
export const CONFIG = sha256(JSON.stringify({ PACES, BETA })).slice(0, 16);

/** Trains one, after what is before it; the first losses. */
export function runArm(
  gpu: Gpu,
  parts: Parts,
  name: ArmName,
  { stop }: { stop?: number } = {},
): Promise<number[]> {
  const pace = { ...PACES[ARMS[name].pace], ...stop === undefined ? {} : { stop } };
  const { lm, projector } = parts;
  switch (name) {
    case "encoder":
      return trainEncoder(gpu, parts, pace);
    case "language":
      return trainLanguage(gpu, parts, pace);
    case "align":
      return trainBeside(gpu, parts, { trained: [projector], kinds: ["caption"], ...pace });
    case "closed":
    case "open":
    case "practice": {
      const trained = name === "closed" ? [projector] : [lm, projector];
      const kinds = ["caption", "count", "left of"] as const;
      const practice = name === "practice";
      return trainBeside(gpu, parts, { trained, kinds, practice, ...pace });
    }
    case "prefer":
    case "coin":
      return trainPreference(gpu, parts, { coin: name === "coin", ...pace });
  }
}
