import { type AcceptedVerdict, BadInput } from "../types.ts";
import { isRecord, readDataFile, refuseKeys } from "./data_file.ts";

/** `data/verdicts.json`: note → claim → what was accepted. */
export type Verdicts = { [note: string]: { [claim: string]: AcceptedVerdict } };

export const VERDICTS_FILE = "data/verdicts.json";

const VERDICTS = ["confirmed", "refined", "corrected", "out-of-scope"];

/** The accepted verdicts; none yet when the file is missing. Throws BadInput naming the bad key. */
export function readVerdicts(root: string): Verdicts {
  const value = readDataFile(root, VERDICTS_FILE);
  return value === null ? {} : checkVerdicts(value);
}

export function checkVerdicts(value: unknown): Verdicts {
  const refuse = (problem: string) =>
    new BadInput(
      `Cannot read ${VERDICTS_FILE}: ${problem}`,
      `git checkout -- ${VERDICTS_FILE}; only deno task accept writes it`,
    );
  if (!isRecord(value)) throw refuse("it is no object of notes");
  for (const [note, claims] of Object.entries(value)) {
    if (!/^[a-z0-9-]+\/[a-z0-9-]+$/.test(note)) throw refuse(`"${note}" is no <shelf>/<note>`);
    if (!isRecord(claims)) throw refuse(`"${note}" is no object of claims`);
    for (const [claim, accepted] of Object.entries(claims)) {
      const where = `"${note}", "${claim}"`;
      if (!isRecord(accepted)) throw refuse(`${where} is no { is, rev }`);
      refuseKeys(accepted, ["is", "rev"], (key) => refuse(`${where} has an unknown key "${key}"`));
      if (!VERDICTS.includes(String(accepted.is))) {
        throw refuse(
          `${where} has "is": ${JSON.stringify(accepted.is)}, wanted ${VERDICTS.join(", ")}`,
        );
      }
      if (typeof accepted.rev !== "string" || !/^[0-9a-f]{16}$/.test(accepted.rev)) {
        throw refuse(`${where} has "rev": ${JSON.stringify(accepted.rev)}, wanted 16 hex digits`);
      }
    }
  }
  return value as Verdicts;
}

/** Sorted, so that a diff shows what was accepted and nothing else. */
export function verdictsText(verdicts: Verdicts): string {
  const sorted = Object.keys(verdicts).sort().filter((note) => Object.keys(verdicts[note]!).length)
    .map((note) => [note, sortedClaims(verdicts[note]!)]);
  return JSON.stringify(Object.fromEntries(sorted), null, 2) + "\n";
}

export function sortedClaims(claims: Verdicts[string]): Verdicts[string] {
  return Object.fromEntries(
    Object.keys(claims).sort().map((id) => [id, { is: claims[id]!.is, rev: claims[id]!.rev }]),
  );
}
