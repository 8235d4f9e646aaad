import { type Stream, stream } from "@rederive/lib/random";
import { type Name, numbers, run, type Step, type Tape } from "./tape.ts";

/** A random computation, and where to take its slopes. */
export interface RandomTape {
  readonly tape: Tape;
  readonly x: readonly number[];
}

const UNARY: readonly Name[] = ["neg", "exp", "log", "sqrt", "tanh"];
const BINARY: readonly Name[] = ["add", "sub", "mul", "div"];
const [SMALLEST, LARGEST] = [1 / 4, 4];

/**
 * Twelve steps from three inputs that all matter, then the sum of whatever was not used. Numbers in
 * between are from 1/4 to 4 in size, so that no step loses many digits. Inputs are multiples of 1/64:
 * f32 has them too.
 */
export function randomTape(seed: number): RandomTape {
  const random = stream(seed);
  for (;;) {
    const drawn = draw(random);
    if (drawn.x.every((_, i) => matters(drawn, i))) return drawn;
  }
}

function draw(random: Stream): RandomTape {
  const x = Array.from({ length: 3 }, () => (32 + random.integer(97)) / 64); // 0.5 to 2
  const steps: Step[] = [];
  const values = [...x];
  const unused = new Set(values.keys());
  const take = (step: Step) => {
    values.push(numbers(step, step.of.map((place) => values[place]!)));
    steps.push(step);
    step.of.forEach((place) => unused.delete(place));
    unused.add(values.length - 1);
  };
  while (steps.length < 12) {
    const isBinary = random.uniform() < 0.6;
    const names = isBinary ? BINARY : UNARY;
    // what was not used yet comes first, so that little is left over
    const first = [...unused][random.integer(unused.size)]!;
    const of = isBinary ? random.shuffle([first, random.integer(values.length)]) : [first];
    const step = { op: names[random.integer(names.length)]!, of };
    const size = Math.abs(numbers(step, of.map((place) => values[place]!)));
    if (size >= SMALLEST && size <= LARGEST) take(step); // not for NaN
  }
  while (unused.size > 1) take({ op: "add", of: [...unused].slice(0, 2) });
  return { tape: { inputs: x.length, steps, outputs: [...unused] }, x };
}

/** Whether the result moves with an input: x / x and x y - y x do not. */
function matters({ tape, x }: RandomTape, input: number): boolean {
  const end = (by: number) => run(tape, numbers, x.with(input, x[input]! + by)).at(-1)!;
  return Math.abs(end(1 / 64) - end(0)) > 1e-4;
}
