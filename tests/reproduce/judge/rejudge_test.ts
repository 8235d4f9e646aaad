import assert from "node:assert/strict";
import fc from "fast-check";
import { type ClaimRecord, close, closedForm, type Measurement } from "@rederive/lib/claim";
import { CLAIM } from "../../../scripts/reproduce/mime.ts";
import { rejudge } from "../../../scripts/reproduce/judge/rejudge.ts";
import { lieOf } from "../../../scripts/reproduce/judge/verify.ts";
import type { Ending, Execution } from "../../../scripts/reproduce/types.ts";
import {
  cellRun,
  execution,
  measure,
  notebook,
  printed,
  record,
  shown,
  signed,
} from "./samples.ts";

/** A cell that judges; `asStated` is off by 0.05, its control by 0.5. */
function source(tolerances: { asStated?: string; control?: string; id?: string } = {}): string {
  const { asStated = LOOSE, control = asStated, id = `"near-one"` } = tolerances;
  return `await judge({ id: ${id}, asStated: () => close(a, 1, { tolerance: ${asStated}, against }),
    control: () => close(b, 1, { tolerance: ${control}, against }) });`;
}

const LOOSE = `{ abs: 0.1, because: "as printed" }`;
const LOOSER = `{ abs: 0.2, because: "two roundings" }`;
const TIGHT = `{ abs: 0.01, because: "one rounding" }`;
const ABSURD = `{ abs: 0.9, because: "anything goes" }`;

function run(old: string, now: string, ran = execution([cellRun(1, shown(record("near-one")))])) {
  const rest = ran.cells.slice(1).map(() => ({ source: "1" }));
  return rejudge(notebook([{ source: now }, ...rest]), {
    execution: ran,
    sources: [old, ...rest.map(({ source }) => source)],
  });
}

function executionOf(found: Awaited<ReturnType<typeof rejudge>>): Execution {
  assert.ok("execution" in found, JSON.stringify(found));
  return found.execution;
}

function recordOf({ cells }: Execution): ClaimRecord {
  const output = cells[0]!.outputs.find((one) => "data" in one && CLAIM in one.data);
  assert.ok(output && "data" in output);
  return output.data[CLAIM] as ClaimRecord;
}

Deno.test("rejudge() applies a looser tolerance: same verdict, new record, new cards", async () => {
  const found = executionOf(await run(source(), source({ asStated: LOOSER })));
  const again = recordOf(found);
  assert.equal(found.ending, null);
  assert.equal(again.verdict, "confirmed");
  assert.deepEqual(again.asStated?.tolerance, { abs: 0.2, because: "two roundings" });
  assert.deepEqual(again.control?.tolerance, again.asStated?.tolerance);
  assert.notEqual(again.rev, record("near-one").rev);
  assert.equal(lieOf(again, "shelf/note"), null);
  const [output] = found.cells[0]!.outputs;
  assert.ok(output && "data" in output);
  for (const mime of ["text/html", "text/markdown"]) {
    assert.match(String(output.data[mime]), /two roundings/, mime);
  }
});

Deno.test("rejudge() gives what judging under the new tolerance would have given", async () => {
  const found = executionOf(await run(source(), source({ asStated: LOOSER })));
  const tolerance = { abs: 0.2, because: "two roundings" };
  assert.deepEqual(
    recordOf(found),
    record("near-one", { asStated: measure(1.05, tolerance), control: measure(1.5, tolerance) }),
  );
});

Deno.test("rejudge() ends the note at a claim that now fails, as the kernel would have", async () => {
  const ran = execution([
    cellRun(1, printed("before"), shown(record("near-one")), printed("after")),
    cellRun(2, printed("later")),
  ]);
  const found = executionOf(await run(source(), source({ asStated: TIGHT }), ran));
  assert.equal(found.ending?.kind, "claim");
  assert.equal(found.ending.cell, 1);
  assert.equal(found.ending.claim, "near-one");
  assert.match(found.ending.message, /^Cannot judge claim "near-one": it fails as stated/);
  assert.deepEqual(found.cells.map(({ status }) => status), ["error", "not run"]);
  assert.deepEqual(found.cells[0]!.outputs.map((one) => one.output_type), [
    "stream",
    "display_data",
    "error",
  ]);
  assert.deepEqual(found.cells[1]!.outputs, []);
  assert.equal(recordOf(found).verdict, null);
  assert.match(recordOf(found).failure ?? "", /fails as stated/);
  assert.equal(lieOf(recordOf(found), "shelf/note"), null);
});

Deno.test("rejudge() ends by bad input when the control now passes", async () => {
  const found = executionOf(await run(source(), source({ asStated: ABSURD })));
  assert.equal(found.ending?.kind, "bad input");
  assert.match(found.ending.message, /its control passes/);
  assert.ok(found.ending.try);
});

Deno.test("rejudge() ends by bad input when only the check was loosened, not its control", async () => {
  const found = executionOf(await run(source(), source({ asStated: LOOSER, control: LOOSE })));
  assert.equal(found.ending?.kind, "bad input");
  assert.match(found.ending.message, /its control is another check/);
});

Deno.test("rejudge() ends by bad input when a claim now holds as stated and is amended all the same", async () => {
  const amended = record("near-one", {
    verdict: "refined",
    asStated: measure(1.15),
    amendment: { kind: "when", says: "n is large", measurement: measure(1.01) },
  });
  const cell = (tolerance: string) =>
    source({ asStated: tolerance }).replace(
      "control:",
      `when: { condition: "n is large", check: () => close(c, 1, { tolerance: ${tolerance}, against }) }, control:`,
    );
  const ran = execution([cellRun(1, shown(amended))]);
  const same = executionOf(await run(cell(LOOSE), cell(`{ abs: 0.12, because: "x" }`), ran));
  assert.equal(recordOf(same).verdict, "refined");
  const found = executionOf(await run(cell(LOOSE), cell(LOOSER), ran));
  assert.equal(found.ending?.kind, "bad input");
  assert.match(found.ending.message, /it holds as stated, yet an amendment is given/);
});

const MUST_RUN: [name: string, why: RegExp, old: string, now: string, ran?: Execution][] = [
  [
    "two equal tolerances now differ and either may be the one",
    /two tolerances of claim "near-one" were equal and now differ/,
    source({ id: "id" }) + source({ id: "other" }),
    source({ id: "id" }) + source({ id: "other", asStated: LOOSER }),
  ],
  [
    "no measurement was made under the old tolerance",
    /a tolerance of claim "near-one" changed that no stored measurement/,
    source({ asStated: TIGHT }),
    source({ asStated: LOOSER }),
  ],
  [
    "the new tolerance is none",
    /is none that could be judged/,
    source(),
    source({ asStated: `{ because: "zero" }` }),
  ],
  [
    "what was kept does not decide",
    /keeps too little/,
    source(),
    source({ asStated: LOOSER }),
    execution([
      cellRun(1, shown(record("near-one", { asStated: { ...measure(1.05), rejudge: false } }))),
    ]),
  ],
];

for (const [name, why, old, now, ran] of MUST_RUN) {
  Deno.test(`rejudge() asks for a run when ${name}`, async () => {
    const found = await run(old, now, ran);
    assert.ok("run" in found, JSON.stringify(found));
    assert.match(found.run, why);
  });
}

/** As a kernel leaves it when the claim fails in its first cell. */
function failing(): Execution {
  const { verdict: _, ...rest } = record("near-one");
  const failed = signed({
    ...rest,
    verdict: null,
    strength: null,
    asStated: measure(1.15),
    failure: "Cannot judge",
  });
  const ending: Ending = { kind: "claim", message: "old", cell: 1, claim: "near-one" };
  const error = {
    output_type: "error",
    ename: "ClaimError",
    evalue: "old",
    traceback: [],
  } as const;
  return execution([
    { ...cellRun(1, shown(failed), { ...error, traceback: [] }), status: "error" },
    { ...cellRun(2), status: "not run" },
  ], { ending });
}

Deno.test("rejudge() asks for a run when the claim that ended the note now holds", async () => {
  const found = await run(source(), source({ asStated: LOOSER }), failing());
  assert.deepEqual(found, {
    run: "a claim that ended the note now holds, and what follows it never ran",
  });
});

Deno.test("rejudge() keeps a claim failing that still fails, under its new words", async () => {
  const found = executionOf(await run(source(), source({ asStated: TIGHT }), failing()));
  assert.equal(found.ending?.kind, "claim");
  assert.match(found.ending.message, /±0\.01/);
  assert.deepEqual(found.cells[1]!.status, "not run");
});

Deno.test("rejudge() reaches the claims of a loop, whose id is no literal", async () => {
  const ran = execution([cellRun(1, shown(record("near-one")), shown(record("near-two")))]);
  const found = executionOf(
    await run(source({ id: "id" }), source({ id: "id", asStated: LOOSER }), ran),
  );
  const tolerances = found.cells[0]!.outputs.map((one) =>
    "data" in one ? (one.data[CLAIM] as ClaimRecord).asStated?.tolerance?.abs : undefined
  );
  assert.deepEqual(tolerances, [0.2, 0.2]);
});

Deno.test("rejudge() leaves cells alone whose source is the same", async () => {
  const ran = execution([cellRun(1, shown(record("near-one")))]);
  assert.deepEqual(executionOf(await run(source(), source(), ran)), ran);
});

Deno.test("rejudge() decides arrays as a run would, for any tolerance", async () => {
  const values = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), {
    minLength: 1,
    maxLength: 20,
  });
  const bounds = fc.record({
    abs: fc.double({ min: 1e-6, max: 1, noNaN: true }),
    rel: fc.double({ min: 0, max: 0.9, noNaN: true }),
  });
  await fc.assert(
    fc.asyncProperty(values, bounds, bounds, async (got, old, now) => {
      const want = got.map((_, i) => i / 7 - 1);
      const measured = (bound: typeof old): Measurement =>
        close(got, want, { tolerance: { ...bound, because: "b" }, against: closedForm("ramp") });
      const far = got.map((_, i) => want[i]! + 1e6);
      const control = (bound: typeof old) =>
        close(far, want, { tolerance: { ...bound, because: "b" }, against: closedForm("ramp") });
      const before = measured(old);
      const said = record("near-one");
      const ran = signed({
        ...said,
        asStated: before,
        control: control(old),
        ...(before.pass ? {} : { verdict: null, strength: null, failure: "f" }),
      });
      const literal = (bound: typeof old) =>
        `{ abs: ${bound.abs}, rel: ${bound.rel}, because: "b" }`;
      const found = await run(
        source({ asStated: literal(old) }),
        source({ asStated: literal(now) }),
        execution(
          [cellRun(1, shown(ran))],
          before.pass ? {} : {
            ending: { kind: "claim", message: "m", cell: 1 },
          },
        ),
      );
      const holds = measured(now).pass;
      if ("run" in found) {
        assert.ok(
          (!before.pass && holds) || JSON.stringify(old) === JSON.stringify(now),
          found.run,
        );
      } else {
        assert.equal(found.execution.ending === null, holds);
      }
    }),
    { numRuns: 60 },
  );
});
