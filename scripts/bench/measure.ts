import type { Contender } from "./contenders/contender.ts";
import { difference } from "./difference.ts";
import type { BenchCase } from "./kernels/bench_case.ts";
import { median, quantile } from "./statistics.ts";

/** One contender's figures for one case, or why it has none. */
export type Entry = { contender: string } & (Figures | { absent: string });

export interface Figures {
  /** Median milliseconds of a step. */
  ms: number;
  /** Median milliseconds of processor time, all cores together. */
  cpuMs: number;
  /** Median over the rounds of its time over ours in the same round. */
  ratio: number;
  /** The quarter and three quarters of those. */
  spread: readonly [number, number];
}

/** One line of the table. */
export interface Row {
  name: string;
  size: string;
  readback: boolean;
  entries: readonly Entry[];
}

const TOLERANCE = 1e-5;

/** Who has taken as many milliseconds as this, in as many rounds, is not asked again. */
const PATIENCE = { ms: 10_000, rounds: 3 };

/**
 * Lets all contenders do a case in turn, round by round, so that a busy moment hits all alike. The
 * first is whom the others are compared with; whoever makes something else is not timed.
 */
export async function measure(
  work: BenchCase,
  contenders: readonly Contender[],
  rounds: number,
): Promise<Row> {
  const [first, ...others] = contenders as [Contender, ...Contender[]];
  const wanted = await first.prepare(work);
  if ("absent" in wanted) throw new Error(`Cannot measure ${work.name}: ${wanted.absent}`);
  const absent = new Map<Contender, string>();
  for (const contender of others) {
    const prepared = await contender.prepare(work);
    const reason = "absent" in prepared
      ? prepared.absent
      : prepared.outputs.length === 0
      ? undefined
      : difference(prepared.outputs, wanted.outputs, work.peers?.tolerance ?? TOLERANCE);
    if (reason !== undefined) absent.set(contender, reason);
  }
  const times = await interleave(contenders.filter((each) => !absent.has(each)), rounds);
  for (const contender of contenders) await contender.forget();
  const own = times.get(first)!;
  const entries = contenders.map((contender): Entry => {
    const reason = absent.get(contender);
    if (reason !== undefined) return { contender: contender.name, absent: reason };
    return { contender: contender.name, ...figuresOf(times.get(contender)!, own, work.steps ?? 1) };
  });
  const { name, size, readback = false } = work;
  return { name, size, readback, entries };
}

type Times = { ms: number; cpuMs: number }[];

async function interleave(
  contenders: readonly Contender[],
  rounds: number,
): Promise<Map<Contender, Times>> {
  const times = new Map<Contender, Times>(contenders.map((each) => [each, []]));
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) {
      const past = times.get(contender)!;
      const spent = past.reduce((sum, { ms }) => sum + ms, 0);
      if (past.length >= PATIENCE.rounds && spent >= PATIENCE.ms) continue;
      past.push(await contender.run());
    }
  }
  return times;
}

function figuresOf(times: Times, own: Times, steps: number): Figures {
  const ratios = times.map(({ ms }, round) => ms / own[round]!.ms);
  return {
    ms: median(times.map(({ ms }) => ms)) / steps,
    cpuMs: median(times.map(({ cpuMs }) => cpuMs)) / steps,
    ratio: median(ratios),
    spread: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
  };
}
