import assert from "node:assert/strict";
import {
  atMost,
  type ClaimRecord,
  close,
  closedForm,
  equal,
  everyCase,
  implementation,
  type Measurement,
  overSeeds,
  reference,
  revisionOf,
} from "@rederive/lib/claim";
import { compareClaim } from "../../../scripts/reproduce/compare/claim.ts";

type Parts = Partial<Omit<ClaimRecord, "rev">> & { asStated: Measurement };

function record(parts: Parts): ClaimRecord {
  const whole = {
    schema: 1,
    note: "shelf/note",
    id: "holds",
    says: "It holds.",
    at: "section 1",
    verdict: "confirmed",
    strength: "single-run",
    conditions: { n: 8 },
    control: atMost(9, 1, { against: closedForm("one") }),
    ...parts,
  } as const;
  return { ...whole, rev: revisionOf(whole) };
}

const within = (got: number, want = 1) =>
  close(got, want, {
    tolerance: { abs: 0.1, because: "a test" },
    against: closedForm("one"),
  });
const exactly = (got: number, want = 1) => equal(got, want, { against: implementation("other") });

const same: [name: string, want: ClaimRecord, got: ClaimRecord][] = [
  ["the same record", record({ asStated: exactly(1) }), record({ asStated: exactly(1) })],
  [
    "other digits within a tolerance",
    record({ asStated: within(1.01) }),
    record({ asStated: within(0.99) }),
  ],
  [
    "other digits under a bound",
    record({ asStated: atMost(0.1, 1, { against: closedForm("one") }) }),
    record({ asStated: atMost(0.2, 1, { against: closedForm("one") }) }),
  ],
  [
    "another control that fails",
    record({ asStated: exactly(1) }),
    record({ asStated: exactly(1), control: atMost(8, 1, { against: closedForm("one") }) }),
  ],
  [
    "a worst element elsewhere",
    record({ asStated: array([1.01, 2]) }),
    record({ asStated: array([1, 2.02]) }),
  ],
  [
    "a computed want with another last digit",
    record({ asStated: within2(1) }),
    record({ asStated: within2(1 + 2 ** -52) }),
  ],
  [
    "one seed more that held",
    record({ asStated: await seeds(0.2) }),
    record({ asStated: await seeds(0.01) }),
  ],
];

function array(got: number[]): Measurement {
  return close(got, [1, 2], { tolerance: { abs: 0.1, because: "x" }, against: reference("f64") });
}

function within2(want: number): Measurement {
  return close(1, want, { tolerance: { abs: 0.1, because: "x" }, against: reference("f64") });
}

function seeds(first: number): Promise<Measurement> {
  return overSeeds(4, (seed) => within(1 + (seed === 0 ? first : 0.01)), { need: 3 });
}

for (const [name, want, got] of same) {
  Deno.test(`compareClaim() takes as the same ${name}`, () => {
    assert.deepEqual(compareClaim(want, got), []);
  });
}

const before = record({ asStated: within(1) });
const differs: [at: string, want: ClaimRecord, got: ClaimRecord][] = [
  ["verdict", before, { ...before, verdict: "refined" }],
  ["says", before, { ...before, says: "It holds still." }],
  ["at", before, { ...before, at: "section 2" }],
  ["strength", before, { ...before, strength: "exact" }],
  ["conditions.n", before, { ...before, conditions: { n: 9 } }],
  ["failed", before, { ...before, failure: "it does not" }],
  ["rev", before, { ...before, rev: "0" }],
  ["asStated.want", before, record({ asStated: within(1, 1.01) })],
  [
    "asStated.tolerance.abs",
    before,
    record({ asStated: { ...within(1), tolerance: { abs: 0.2, because: "a test" } } }),
  ],
  [
    "asStated.tolerance.because",
    before,
    record({ asStated: { ...within(1), tolerance: { abs: 0.1, because: "other" } } }),
  ],
  [
    "asStated.against.name",
    before,
    record({ asStated: { ...within(1), against: closedForm("two") } }),
  ],
  ["asStated.pass", before, record({ asStated: { ...within(1), pass: false } })],
  [
    "asStated.got",
    record({ asStated: exactly(1) }),
    record({ asStated: exactly(2), verdict: "confirmed" }),
  ],
  ["asStated.want", record({ asStated: within2(1) }), record({ asStated: within2(1 + 1e-6) })],
  [
    "amendment",
    before,
    record({ asStated: within(1), amendment: { kind: "when", says: "x", measurement: within(1) } }),
  ],
  ["asStated.of", record({ asStated: await over(3) }), record({ asStated: await over(4) })],
];

function over(n: number): Promise<Measurement> {
  return everyCase(Array.from({ length: n }, (_, i) => i), (i) => exactly(i, i), { what: "some" });
}

for (const [at, want, got] of differs) {
  Deno.test(`compareClaim() sees a change of ${at} from ${want.rev} to ${got.rev}`, () => {
    assert.ok(
      compareClaim(want, got).map((one) => one.at).includes(at),
      JSON.stringify(compareClaim(want, got)),
    );
  });
}
