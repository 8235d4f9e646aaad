import { match, notStrictEqual as notEqual, strictEqual as equal } from "node:assert/strict";
import {
  atMost,
  type ClaimRecord,
  close,
  equal as equals,
  implementation,
  type Measurement,
  overSeeds,
  published,
  revisionOf,
} from "@rederive/lib/claim";
import { against, isNear, tolerance } from "./evidence.ts";

function recordWith(
  asStated: Measurement,
  changes: Partial<ClaimRecord> = {},
): Omit<ClaimRecord, "rev"> {
  return {
    schema: 1,
    note: "shelf/note",
    id: "a-claim",
    says: "It is so.",
    at: "section 1",
    verdict: "confirmed",
    strength: "exact",
    conditions: { n: 1, seed: 0 },
    asStated,
    ...changes,
  };
}

const revisionWith = (asStated: Measurement, changes: Partial<ClaimRecord> = {}) =>
  revisionOf(recordWith(asStated, changes));

Deno.test("revisionOf() is 16 hex digits and does not depend on the order of keys", () => {
  const record = recordWith(isNear(10));
  const reversed = Object.fromEntries(Object.entries(record).reverse());
  match(revisionOf(record), /^[0-9a-f]{16}$/);
  equal(revisionOf(reversed as unknown as ClaimRecord), revisionOf(record));
});

Deno.test("revisionOf() is the same for digits that may differ between machines", async () => {
  equal(revisionWith(isNear(10.1)), revisionWith(isNear(10.2)));
  equal(revisionWith(atMost(1, 3, { against })), revisionWith(atMost(2, 3, { against })));
  const worst = (at: number) => {
    const got = [1, 2].with(at, [1, 2][at]! + 0.1);
    return close(got, [1, 2], { tolerance, against });
  };
  equal(revisionWith(worst(0)), revisionWith(worst(1)));
  const drawn = (bad: number) => overSeeds(9, (s) => isNear(s < bad ? 99 : 10), { need: 6 });
  equal(revisionWith(await drawn(1)), revisionWith(await drawn(2)));
  const other = (want: number) => close(1, want, { tolerance, against: implementation("git") });
  equal(revisionWith(other(1)), revisionWith(other(1.000001)));
});

Deno.test("revisionOf() changes with what must be equal, with a published want and a bound", () => {
  const table = (want: number) => close(1, want, { tolerance, against: published("table 1") });
  notEqual(revisionWith(equals(1, 1, { against })), revisionWith(equals(2, 2, { against })));
  notEqual(revisionWith(table(1)), revisionWith(table(1.1)));
  notEqual(
    revisionWith(atMost(1, 3, { against })),
    revisionWith(atMost(1, 4, { against })),
  );
});

Deno.test("revisionOf() changes with text, conditions, verdict and tolerance", () => {
  const before = revisionWith(isNear(10));
  const looser = close(10, 10, { tolerance: { ...tolerance, abs: 0.6 }, against });
  const after = [
    revisionWith(isNear(10), { says: "It is not so." }),
    revisionWith(isNear(10), { conditions: { n: 2, seed: 0 } }),
    revisionWith(isNear(10), { verdict: "refined" }),
    revisionWith(isNear(10), { breaks: "the sign" }),
    revisionWith(looser),
    revisionWith(isNear(99)),
  ];
  for (const revision of after) notEqual(revision, before);
});

Deno.test("revisionOf() does not depend on the revision the record already has", () => {
  const record = recordWith(isNear(10));
  equal(revisionOf({ ...record, rev: "0000" } as ClaimRecord), revisionOf(record));
});
