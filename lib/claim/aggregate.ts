import { decide } from "./decide.ts";
import { refuse } from "./evidence.ts";
import { keepHardest, MOST_KEPT } from "./hardest.ts";
import { canonicalJson } from "./json.ts";
import type { Cases, Hardest, Measurement } from "./measurement.ts";

/** One case's measurement, with its name. */
export interface CaseResult {
  readonly name: string;
  readonly measurement: Measurement;
}

/** Makes one measurement of many: the worst case is shown, all are counted. */
export function aggregate(
  maker: string,
  results: readonly CaseResult[],
  { need, over, what }: Pick<Cases, "need" | "over" | "what">,
): Measurement {
  if (typeof what !== "string" || what.trim() === "") {
    throw refuse(maker, "the cases have no name", 'what: "all 256 bytes"');
  }
  if (results.length < 2) {
    throw refuse(
      maker,
      `there are ${results.length} cases, want at least 2`,
      "judge a single case by itself",
    );
  }
  const first = results[0]!.measurement;
  for (const { name, measurement } of results) {
    if (measurement.cases) {
      throw refuse(
        maker,
        `${name} has cases of its own, want one level`,
        "give all cases in one list",
      );
    }
    if (sameCheck(first, measurement)) continue;
    throw refuse(
      maker,
      `${name} is checked differently from ${results[0]!.name}, want one check`,
      "the same relation, tolerance and against for every case",
    );
  }
  const worst = results.reduce((a, b) => isWorse(b.measurement, a.measurement) ? b : a);
  const { got, want, relation, tolerance, against, unit } = worst.measurement;
  const held = results.filter(({ measurement }) => decide(measurement)).length;
  const kept: Kept = tolerance ? keep(results, need) : {};
  const measured = {
    got,
    want,
    relation,
    against,
    ...(tolerance ? { tolerance } : {}),
    ...(unit ? { unit } : {}),
    at: place(worst),
    ...(kept.hardest ? { hardest: kept.hardest } : {}),
    cases: {
      held,
      of: results.length,
      need,
      over,
      what,
      ...(kept.each ? { hardest: kept.each } : {}),
    },
    ...(kept.rejudge === false ? { rejudge: false as const } : {}),
  };
  return { ...measured, pass: decide(measured) };
}

/** Whether two measurements are of one check: what varies is only the subject. */
export function sameCheck(a: Measurement, b: Measurement): boolean {
  const key = ({ relation, against, tolerance }: Measurement) =>
    canonicalJson([
      relation,
      against.basis,
      against.name,
      tolerance?.abs ?? 0,
      tolerance?.rel ?? 0,
    ]);
  return key(a) === key(b);
}

interface Kept {
  each?: readonly Hardest[];
  hardest?: Hardest;
  rejudge?: false;
}

function keep(results: readonly CaseResult[], need: number): Kept {
  const each = results.map(({ measurement }) => pairs(measurement));
  if (results.some(({ measurement }) => measurement.rejudge === false)) return { rejudge: false };
  if (each.flat().length <= MOST_KEPT) return { each };
  const hardest = keepHardest(each.flat());
  if (need < results.length || hardest.length > MOST_KEPT) return { rejudge: false };
  return { hardest };
}

function pairs({ hardest, got, want }: Measurement): Hardest {
  return hardest ?? [[Math.abs(Number(got) - Number(want)), Math.abs(Number(want))]];
}

function isWorse(a: Measurement, b: Measurement): boolean {
  if (a.pass !== b.pass) return !a.pass;
  const [x, y] = [badness(a), badness(b)];
  return x > y;
}

function badness({ relation, got, want, tolerance }: Measurement): number {
  if (typeof got !== "number" || typeof want !== "number" || relation === "equals") return 0;
  if (relation === "at most") return got - want;
  if (relation === "at least") return want - got;
  const error = Math.abs(got - want);
  return error && error / ((tolerance?.abs ?? 0) + (tolerance?.rel ?? 0) * Math.abs(want));
}

function place({ name, measurement }: CaseResult): string {
  return measurement.at ? `${name}, ${measurement.at}` : name;
}
