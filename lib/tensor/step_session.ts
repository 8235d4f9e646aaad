import type { ElementType, Gpu } from "../gpu/mod.ts";
import type { Storage } from "./storage.ts";
import type { Tensor } from "./tensor.ts";

/** What a step that is being recorded rests on, besides the work itself. */
export interface StepSession {
  /** Tensors from outside, and where their elements are. */
  readonly used: Map<Tensor<ElementType>, Storage>;
  /** What has to hold before each run; throws where it does not. */
  readonly checks: (() => void)[];
}

const sessions = new WeakMap<Gpu, StepSession>();

/** Opens a session; it ends at the end of a `using` scope. */
export function openSession(gpu: Gpu): StepSession & Disposable {
  const session = { used: new Map(), checks: [] };
  sessions.set(gpu, session);
  return { ...session, [Symbol.dispose]: () => void sessions.delete(gpu) };
}

/** Notes that a step that is being recorded uses a tensor made from data. */
export function noteUse(tensor: Tensor<ElementType>, storage: Storage): void {
  const used = sessions.get(tensor.gpu)?.used;
  if (used && !tensor.recipe && !used.has(tensor)) used.set(tensor, storage);
}

/** Checks now, and before each run of the step that is being recorded. */
export function checkEveryRun(gpu: Gpu, check: () => void): void {
  check();
  sessions.get(gpu)?.checks.push(check);
}
