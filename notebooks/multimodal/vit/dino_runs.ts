/** What a run leaves out of DINO; "nothing" is DINO itself. */
export const LEFT_OUT = ["nothing", "centring", "sharpening", "averaging"] as const;

/** A training of DINO whose teacher is kept in data/. */
export interface DinoRun {
  readonly without: (typeof LEFT_OUT)[number];
  readonly seed: number;
}

/** Sizes and rates; chosen on other pictures. */
export const DINO_RULES = {
  pictures: 1024,
  batch: 64,
  steps: 300,
  learningRate: 0.006,
  weightDecay: 0.04,
  /** Of the gradients together, at most. */
  maxNorm: 3,
  /** Share of the teacher that stays at each step, and of the centre. */
  teacherDecay: 0.98,
  centreDecay: 0.9,
} as const;

/** Seeds of DINO; what leaves something out has the first. */
export const DINO_SEEDS = [1, 2, 3] as const;

/** Every run, in the order of its making. */
export function dinoRuns(): DinoRun[] {
  return LEFT_OUT.flatMap((without) =>
    (without === "nothing" ? DINO_SEEDS : DINO_SEEDS.slice(0, 1)).map((seed) => ({ without, seed }))
  );
}

/** Name of a run in its file. */
export function nameOfDino({ without, seed }: DinoRun): string {
  return `without-${without}-${seed}`;
}

/** The file of data/ that keeps the teachers. */
export const DINO_FILE = "vit-dino.safetensors";
