import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import fc from "fast-check";
import {
  close,
  closedForm,
  decide,
  everyCase,
  type Measurement,
  overSeeds,
  withTolerance,
} from "@rederive/lib/claim";

const against = closedForm("a test's own truth");
const because = "a test's own tolerance";

const finite = fc.double({ noNaN: true, min: -1e3, max: 1e3 });
const pairs = fc.array(fc.tuple(finite, finite), { minLength: 1, maxLength: 40 });
const tolerances = fc.record({
  abs: fc.double({ noNaN: true, min: 1e-9, max: 1e3 }),
  rel: fc.double({ noNaN: true, min: 0, max: 0.99 }),
});

// written as the definition reads, one element after the other
function isAllWithin(all: [number, number][], { abs, rel }: { abs: number; rel: number }): boolean {
  for (const [got, want] of all) {
    if (Math.abs(got - want) > abs + rel * Math.abs(want)) return false;
  }
  return true;
}

const closeTo = (all: [number, number][], tolerance: { abs: number; rel: number }) =>
  close(all.map(([got]) => got), all.map(([, want]) => want), {
    tolerance: { ...tolerance, because },
    against,
  });

Deno.test("close() passes exactly when every element is within the tolerance", () => {
  fc.assert(fc.property(pairs, tolerances, (all, tolerance) => {
    equal(closeTo(all, tolerance).pass, isAllWithin(all, tolerance));
  }));
});

Deno.test("withTolerance() decides as a new run would, or says that it cannot", () => {
  fc.assert(fc.property(pairs, tolerances, tolerances, (all, first, second) => {
    const again = withTolerance(closeTo(all, first), { ...second, because });
    ok(again === null || again.pass === isAllWithin(all, second));
  }));
});

Deno.test("withTolerance() counts the cases of a statistical claim as a new run would", async () => {
  const property = fc.asyncProperty(
    fc.array(pairs, { minLength: 2, maxLength: 6 }),
    tolerances,
    tolerances,
    async (draws, first, second) => {
      const run = (tolerance: { abs: number; rel: number }) =>
        overSeeds(draws.length, (seed) => closeTo(draws[seed]!, tolerance), { need: draws.length });
      const again = withTolerance(await run(first), { ...second, because });
      const fresh = await run(second);
      ok(again === null || (again.pass === fresh.pass && again.cases?.held === fresh.cases?.held));
    },
  );
  await fc.assert(property, { numRuns: 60 });
});

Deno.test("decide() is what every constructor's pass is, and survives JSON", async () => {
  const property = fc.asyncProperty(pairs, tolerances, async (all, tolerance) => {
    const made = [
      closeTo(all, tolerance),
      await overSeeds(3, (seed) => closeTo([all[seed % all.length]!], tolerance), { need: 2 }),
      await everyCase([...all, ...all], (pair) => closeTo([pair], tolerance), { what: "pairs" }),
    ];
    for (const measurement of made) {
      equal(decide(measurement), measurement.pass);
      equal(decide(JSON.parse(JSON.stringify(measurement))), measurement.pass);
    }
  });
  await fc.assert(property, { numRuns: 60 });
});

Deno.test("withTolerance() decides a long array from the few elements it kept", () => {
  const length = 10_000;
  const want = Array.from({ length }, (_, i) => Math.sin(i) * 100);
  const got = want.map((value, i) => value + 1e-3 * Math.sin(i * i));
  const measurement = close(got, want, { tolerance: { abs: 1e-3, because }, against });
  equal(measurement.pass, true);
  ok((measurement.hardest?.length ?? Infinity) < 30);
  equal(withTolerance(measurement, { abs: 9e-4, because })?.pass, false);
  equal(withTolerance(measurement, { abs: 1.1e-3, because })?.pass, true);
});

Deno.test("withTolerance() says that it cannot when too many elements would have to be kept", () => {
  // larger errors at larger values: no element decides another
  const want = Array.from({ length: 200 }, (_, i) => i + 1);
  const got = want.map((value) => value + value * value * 1e-6);
  const measurement = close(got, want, { tolerance: { abs: 1, because }, against });
  equal(measurement.pass, true);
  equal(measurement.rejudge, false);
  equal(withTolerance(measurement, { abs: 1e-9, because }), null);
});

Deno.test("withTolerance() leaves alone what has no tolerance", () => {
  const exact: Measurement = { got: 1, want: 1, relation: "equals", against, pass: true };
  equal(withTolerance(exact, { abs: 1, because }), null);
});

Deno.test("withTolerance() of many cases tells all from not all, and no count it cannot know", async () => {
  const cases = Array.from({ length: 500 }, (_, i) => i);
  const measurement = await everyCase(
    cases,
    (i) => close(i + 0.1 * Math.sin(i), i, { tolerance: { abs: 0.2, because }, against }),
    { what: "500 integers" },
  );
  deepEqual([measurement.pass, measurement.cases?.held], [true, 500]);
  equal(withTolerance(measurement, { abs: 0.11, because })?.pass, true);
  equal(withTolerance(measurement, { abs: 0.05, because }), null);
});
