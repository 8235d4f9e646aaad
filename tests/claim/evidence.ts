import {
  type Claim,
  CLAIM_MIME,
  type ClaimRecord,
  close,
  closedForm,
  equal,
  type Measurement,
} from "@rederive/lib/claim";
import { type Bundle, setDisplaySink } from "@rederive/lib/show";

/** What the examples of these tests rest on. */
export const against = closedForm("a test's own truth");
export const tolerance = { abs: 0.5, because: "a test's own tolerance" };

export const holds = (): Measurement => equal(1, 1, { against });
export const fails = (): Measurement => equal(0, 1, { against });
export const isNear = (got: number): Measurement => close(got, 10, { tolerance, against });

/** A claim that is confirmed, changed as given: also in ways that its type forbids. */
export function claimWith(changes: { [key: string]: unknown } = {}): Claim {
  return {
    id: "ones-are-equal",
    says: "One is one.",
    at: "section 1",
    conditions: { n: 1 },
    asStated: holds,
    control: fails,
    ...changes,
  } as Claim;
}

/** Collects what is displayed while a function runs. */
export async function displayed(act: () => unknown): Promise<Bundle[]> {
  const seen: Bundle[] = [];
  setDisplaySink((bundle) => seen.push(bundle));
  try {
    await act();
  } finally {
    setDisplaySink(null);
  }
  return seen;
}

/** The records among what is displayed while a function runs. */
export async function recorded(act: () => unknown): Promise<ClaimRecord[]> {
  const seen = await displayed(act);
  return seen.map((bundle) => bundle[CLAIM_MIME] as ClaimRecord).filter(Boolean);
}

/** Runs a function as in the runner's kernel. */
export async function inRunner(act: () => unknown): Promise<void> {
  const mark = Symbol.for("rederive.runner");
  Reflect.set(globalThis, mark, { session: "test" });
  try {
    await act();
  } finally {
    Reflect.deleteProperty(globalThis, mark);
  }
}
