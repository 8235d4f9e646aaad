import type { Gpu } from "@rederive/lib/gpu";
import { adamW, clipByNorm, cosine, ema } from "@rederive/lib/optim";
import { foldIn, key, stream } from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";
import { Dino, DIRECTIONS } from "./dino.ts";
import { DINO_RULES, type DinoRun } from "./dino_runs.ts";
import { distilLoss, sharpened, TEMPERATURES } from "./distil.ts";
import { drawKinds } from "./kinds.ts";
import { choose, turns } from "./pictures.ts";
import { LOGGED } from "./train.ts";
import { spread, told } from "./told.ts";
import { drawViews } from "./views.ts";

/** What is written down of a step, of its batch before it. */
export interface Logged {
  readonly step: number;
  readonly loss: number;
  /** Mean entropy of the teacher's distributions, in nats. */
  readonly entropy: number;
  /** What they tell of their picture, in nats. */
  readonly told: number;
  /** Of class tokens over pictures: the standard deviation of each number, their mean. */
  readonly spread: number;
}

/** A teacher, the centre of its scores, and how it went. */
export interface TrainedDino {
  readonly teacher: Dino;
  readonly centre: t.Tensor;
  /** Of the first `LOGGED` steps, and every tenth. */
  readonly log: readonly Logged[];
}

/** A student, and a teacher that is the same, as a run starts. */
export function startDino(gpu: Gpu, { seed }: Pick<DinoRun, "seed">): Dino {
  return new Dino(gpu, { random: stream(foldIn(key(seed), 7)) });
}

/** Trains a student and its teacher, or takes the first `stop` steps. */
export async function trainDino(
  gpu: Gpu,
  run: DinoRun,
  { stop = DINO_RULES.steps }: { stop?: number } = {},
): Promise<TrainedDino> {
  const { batch, pictures, steps, learningRate, weightDecay, maxNorm } = DINO_RULES;
  using student = startDino(gpu, run);
  const teacher = startDino(gpu, run);
  const centre = t.tensor(gpu, new Float32Array(DIRECTIONS));
  const next = batches(run, { batch, pictures });
  using views = t.tensor(gpu, next(), { shape: [2 * batch, 3, 16, 16] });
  using optimizer = adamW(student.parameters(), { learningRate, weightDecay });
  const decay = run.without === "averaging" ? 0 : DINO_RULES.teacherDecay;
  using average = ema(teacher.parameters(), student.parameters(), { decay });
  const temperature = TEMPERATURES[run.without === "sharpening" ? "student" : "teacher"];
  const scale = cosine({ steps, warmup: 30 });
  using step = await t.recordStep(gpu, async () => {
    const { tokens, scores } = t.noGrad(() => {
      const tokens = teacher.token(views);
      return { tokens, scores: teacher.scores(tokens) };
    });
    const other = t.concat(
      [[batch, 2 * batch], [0, batch]].map((rows) => t.slice(scores, [rows as [number, number]])),
      { axis: 0 },
    );
    const target = { centre, temperature };
    const loss = distilLoss(student.scores(student.token(views)), other, target);
    const { gradients } = clipByNorm(t.grad(loss, optimizer.parameters), { maxNorm });
    const log = t.noGrad(() => t.stack([loss, ...told(sharpened(scores, target)), spread(tokens)]));
    const follow = t.add(
      t.mul(centre, DINO_RULES.centreDecay),
      t.mul(t.mean(scores, { axes: [0] }), 1 - DINO_RULES.centreDecay),
    );
    await t.evaluate([log, follow, ...gradients]);
    await optimizer.step(gradients, { scale });
    await average.update();
    if (run.without !== "centring") await t.assign([[centre, follow]]);
    return { log };
  }, { inputs: { views } });
  const log: Logged[] = [];
  for (let i = 0; i < stop; i++) {
    if (i > 0) await step.run({ views: next() });
    if (i >= LOGGED && i % 10 > 0) continue;
    const [loss, entropy, told, spread] = await t.read(step.outputs.log);
    log.push({ step: i, loss: loss!, entropy: entropy!, told: told!, spread: spread! });
  }
  return { teacher, centre, log };
}

/** Two views of each picture of a batch, batch after batch. */
function batches(
  { seed }: DinoRun,
  { batch, pictures }: { batch: number; pictures: number },
): () => Float32Array<ArrayBuffer> {
  const set = drawKinds(pictures, { seed });
  const take = turns(pictures, { batch, random: stream(foldIn(key(seed), 8)) });
  const random = stream(foldIn(key(seed), 9));
  return () => {
    const chosen = choose(set, take());
    const views = new Float32Array(2 * chosen.pixels.length);
    views.set(drawViews(chosen, random));
    views.set(drawViews(chosen, random), chosen.pixels.length);
    return views;
  };
}
