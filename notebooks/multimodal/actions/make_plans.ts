import { type Stream } from "@rederive/lib/random";
import { noGrad, openScope, read, softmax, tensor } from "@rederive/lib/tensor";
import { BINS, valueOf } from "./action_text.ts";
import { type Plan, STEPS, type View } from "./course.ts";
import { featuresOf, flowRow, type Head, tokenRow } from "./heads.ts";

/** How plans are made. */
export interface PlanOptions {
  readonly random: Stream;
  /** Steps of Euler of a flow; 10, as π0, unless given. */
  readonly euler?: number;
  /** Noise that a flow starts from, a plan each; drawn unless given. */
  readonly noise?: readonly (readonly number[])[] | undefined;
}

/** A plan for each view. */
export async function makePlans(
  head: Head,
  views: readonly View[],
  { random, euler = 10, noise }: PlanOptions,
): Promise<Plan[]> {
  if (head.kind === "regression") return await answer(head, views.map(featuresOf));
  const plans = views.map(() => Array.from({ length: STEPS }, () => 0));
  if (head.kind === "tokens") {
    for (let next = 0; next < STEPS; next++) {
      const rows = views.map((view, i) => tokenRow(view, plans[i]!, next));
      const shares = await answer(head, rows);
      shares.forEach((share, i) => plans[i]![next] = valueOf(draw(share, random)));
    }
    return plans;
  }
  plans.forEach((plan, i) => plan.forEach((_, k) => plan[k] = noise?.[i]?.[k] ?? random.normal()));
  for (let i = 0; i < euler; i++) {
    const rows = views.map((view, row) => flowRow(view, plans[row]!, i / euler));
    const velocities = await answer(head, rows);
    velocities.forEach((v, row) => v.forEach((each, k) => plans[row]![k]! += each / euler));
  }
  return plans;
}

/** What the network makes of rows; of tokens, their probabilities. */
async function answer({ kind, network }: Head, rows: readonly number[][]): Promise<number[][]> {
  using _scope = openScope(network.gpu);
  const width = rows[0]!.length;
  const x = tensor(network.gpu, Float32Array.from(rows.flat()), { shape: [rows.length, width] });
  const out = noGrad(() => network.forward(x));
  const values = await read(kind === "tokens" ? softmax(out) : out);
  const size = kind === "tokens" ? BINS : STEPS;
  return rows.map((_, i) => Array.from(values.subarray(i * size, (i + 1) * size)));
}

/** A bin, each with its probability. */
function draw(shares: readonly number[], random: Stream): number {
  let left = random.uniform() * shares.reduce((sum, share) => sum + share, 0);
  const bin = shares.findIndex((share) => (left -= share) < 0);
  return bin < 0 ? BINS - 1 : bin;
}
