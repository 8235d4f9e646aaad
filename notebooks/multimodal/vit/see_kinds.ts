import type { Gpu } from "@rederive/lib/gpu";
import { noGrad, openScope, read, readMany, type Tensor, tensor } from "@rederive/lib/tensor";
import type { Dino } from "./dino.ts";
import { sharpened, TEMPERATURES } from "./distil.ts";
import { ASKED } from "./kinds.ts";
import { neighbours, votedRight } from "./nearest.ts";
import type { Pictures } from "./pictures.ts";
import type { Labelled } from "./probe.ts";
import { spread, told } from "./told.ts";

/** Class tokens of all pictures, with their kinds. */
export async function tokensOf(gpu: Gpu, network: Dino, set: Pictures): Promise<Labelled> {
  using _scope = openScope(gpu);
  const rows = await read(noGrad(() => network.token(picturesOf(gpu, set))));
  return { rows, classes: set.classes, width: rows.length / set.classes.length };
}

/** The pixels themselves, with their kinds. */
export function pixelsOf({ pixels, classes }: Pictures): Labelled {
  return { rows: pixels, classes, width: pixels.length / classes.length };
}

/** Percent right of the five nearest of a bank say of kind, colour and form. */
export function grouped(bank: Labelled, asked: Labelled): Record<keyof typeof ASKED, number> {
  const near = neighbours(bank, asked);
  const right = (what: keyof typeof ASKED) =>
    votedRight(near, { bank, asked, classOf: ASKED[what] });
  return { kind: right("kind"), colour: right("colour"), form: right("form") };
}

/** How a teacher's distributions over pictures lie. */
export interface Outputs {
  readonly centre: Float32Array<ArrayBuffer>;
  /** What its scores were divided by; 0.04 unless given. */
  readonly temperature?: number;
}

/** Of all pictures: mean entropy of the teacher's distributions, what they tell, spread of tokens. */
export async function outputsOf(
  gpu: Gpu,
  teacher: Dino,
  set: Pictures,
  { centre, temperature = TEMPERATURES.teacher }: Outputs,
): Promise<{ entropy: number; told: number; spread: number }> {
  using _scope = openScope(gpu);
  const target = { centre: tensor(gpu, centre), temperature };
  const numbers = noGrad(() => {
    const tokens = teacher.token(picturesOf(gpu, set));
    return [...told(sharpened(teacher.scores(tokens), target)), spread(tokens)];
  });
  const [entropy, all, apart] = (await readMany(numbers)).map(([v]) => v!);
  return { entropy: entropy!, told: all!, spread: apart! };
}

function picturesOf(gpu: Gpu, { pixels, size, classes }: Pictures): Tensor {
  return tensor(gpu, pixels, { shape: [classes.length, 3, size, size] });
}
