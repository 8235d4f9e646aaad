import { checkClaim, type Claim } from "./claim.ts";
import { checkMeasurement } from "./check_measurement.ts";
import { deriveVerdict } from "./derive_verdict.ts";
import { ClaimError, ClaimMisuse } from "./errors.ts";
import { type Json, toJson } from "./json.ts";
import type { Check, Measurement } from "./measurement.ts";
import { checkFresh, type Note, publish } from "./note.ts";
import type { Amendment, ClaimRecord, Verdict } from "./record.ts";
import { strengthOf } from "./strength.ts";

/** Runs a claim's checks, derives its verdict and shows its card. No verdict can be passed in. */
export async function judge(note: Note, claim: Claim): Promise<void> {
  checkClaim(claim);
  const { id, says, at } = claim;
  checkFresh(note, claim);
  const conditions = checkConditions(id, claim.conditions);

  const { breaks, check } = typeof claim.control === "function"
    ? { breaks: undefined, check: claim.control }
    : claim.control;
  const control = await runControl(id, check);
  const asStated = await run(id, "asStated", claim.asStated);
  const amendment = await runAmendment(claim);

  const said = { schema: 1, note: note.id, id, says, at } as const;
  const seen = {
    conditions,
    asStated,
    control,
    ...(breaks ? { breaks } : {}),
    ...(amendment ? { amendment } : {}),
  };
  const settled = settle(id, seen);
  if (settled instanceof ClaimError) {
    const failure = settled.message;
    publish(note, { ...said, verdict: null, strength: null, ...seen, failure });
    throw settled;
  }
  const carrier = settled === "confirmed" ? asStated : amendment?.measurement ?? asStated;
  publish(note, { ...said, verdict: settled, strength: strengthOf(carrier), ...seen });
}

type Seen = Required<Pick<ClaimRecord, "asStated" | "control">> & Pick<ClaimRecord, "amendment">;

function settle(id: string, { asStated, control, amendment }: Seen): Verdict | ClaimError {
  const amended = amendment ? { [amendment.kind]: amendment.measurement } : {};
  try {
    return deriveVerdict({ id, asStated, control, ...amended });
  } catch (error) {
    if (error instanceof ClaimError) return error;
    throw error;
  }
}

async function run(id: string, role: string, check: Check): Promise<Measurement> {
  try {
    return checkMeasurement(id, role, await check());
  } catch (error) {
    if (!(error instanceof ClaimMisuse) || error.message.startsWith("Cannot judge")) throw error;
    throw new ClaimMisuse(`Cannot judge claim "${id}": ${role}: ${error.message}`, undefined, {
      cause: error,
    });
  }
}

async function runControl(id: string, check: Check): Promise<Measurement> {
  try {
    return await run(id, "its control", check);
  } catch (error) {
    if (error instanceof ClaimMisuse) throw error;
    throw new ClaimMisuse(
      `Cannot judge claim "${id}": its control throws (${error}), want a measurement that fails`,
      "break the subject so that it still gives finite numbers",
      { cause: error },
    );
  }
}

async function runAmendment({ id, when, instead }: Claim): Promise<Amendment | null> {
  if (when) {
    const measurement = await run(id, "when", when.check);
    return { kind: "when", says: when.condition, measurement };
  }
  if (!instead) return null;
  const measurement = await run(id, "instead", instead.check);
  return { kind: "instead", says: instead.says, measurement };
}

function checkConditions(id: string, conditions: unknown): { [name: string]: Json } {
  try {
    return toJson(conditions, "conditions") as { [name: string]: Json };
  } catch (error) {
    throw new ClaimMisuse(
      `Cannot judge claim "${id}": ${(error as Error).message}`,
      "conditions: what the check depends on, as JSON",
    );
  }
}
