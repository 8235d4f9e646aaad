import { strictEqual as equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { ClaimError, ClaimMisuse, deriveVerdict } from "@rederive/lib/claim";
import { fails, holds } from "./evidence.ts";

const measured = (pass: boolean) => pass ? holds() : fails();

// DESIGN's table, row by row: control, as stated, when, instead -> outcome
function outcomeByTable(
  control: boolean,
  asStated: boolean,
  when: boolean | null,
  instead: boolean | null,
): string {
  if (when !== null && instead !== null) return "ClaimMisuse";
  if (control) return "ClaimMisuse";
  const isAmended = when !== null || instead !== null;
  if (asStated && !isAmended) return "confirmed";
  if (asStated && isAmended) return "ClaimMisuse";
  if (when === true) return "refined";
  if (instead === true) return "corrected";
  return "ClaimError";
}

Deno.test("deriveVerdict() follows the table of verdicts in every combination", () => {
  const maybe = fc.option(fc.boolean());
  const property = fc.property(fc.boolean(), fc.boolean(), maybe, maybe, (c, s, w, i) => {
    const evidence = {
      id: "a-claim",
      control: measured(c),
      asStated: measured(s),
      ...(w === null ? {} : { when: measured(w) }),
      ...(i === null ? {} : { instead: measured(i) }),
    };
    let got: string;
    try {
      got = deriveVerdict(evidence);
    } catch (error) {
      got = (error as Error).name;
    }
    equal(got, outcomeByTable(c, s, w, i));
  });
  fc.assert(property, { numRuns: 300 });
});

Deno.test("deriveVerdict() tells an unsupported claim from one written wrongly", () => {
  const id = "a-claim";
  throws(() => deriveVerdict({ id, control: fails(), asStated: fails() }), ClaimError);
  throws(() => deriveVerdict({ id, control: holds(), asStated: fails() }), ClaimMisuse);
});
