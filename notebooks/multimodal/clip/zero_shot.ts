import type { Gpu } from "@rederive/lib/gpu";
import { foldIn, key, stream } from "@rederive/lib/random";
import { describe, everyThing, holdOut, type Thing } from "@rederive/lib/shapes";
import { best, cosines, embedCaptions, embedPictures, type Vectors } from "./evaluate.ts";
import { type DualEncoder, LENGTH } from "./networks.ts";
import { encodeCaptions, type Pairs, pairsOf } from "./pairs.ts";
import { nameOf, type Run } from "./runs.ts";

/** Every thing there is; the bank has a caption of each. */
export const THINGS = everyThing();

const BANK = encodeCaptions(THINGS.map((thing) => describe([thing])));

/** The bank's vectors: all captions, encoded once. Vectors are read at [end], or at [start]. */
export async function encodeBank(
  gpu: Gpu,
  encoder: DualEncoder,
  { at = "end" }: { at?: "start" | "end" } = {},
): Promise<Vectors> {
  const starts = BANK.ends.map((_, row) => row * LENGTH);
  return await embedCaptions(gpu, encoder, at === "end" ? BANK : { ...BANK, ends: starts });
}

/** New pictures: eight each of the things whose combination was held out, or four each of all others. */
export function drawTest(seed: number, { isHeldOut }: { isHeldOut: boolean }): Pairs {
  const wasHeldOut = holdOut({ shift: seed % 4 });
  const asked = THINGS.filter((thing) => wasHeldOut(thing) === isHeldOut);
  const scenes = asked.flatMap((thing) => Array.from({ length: isHeldOut ? 8 : 4 }, () => [thing]));
  return pairsOf(stream(foldIn(key(1000 + seed), Number(isHeldOut))), scenes);
}

/** The thing whose caption fits each picture best. */
export async function guess(
  gpu: Gpu,
  encoder: DualEncoder,
  { pictures, bank }: { pictures: Pairs; bank: Vectors },
): Promise<Thing[]> {
  const scores = cosines(await embedPictures(gpu, encoder, pictures), bank);
  return scores.map((row) => THINGS[best(row)]!);
}

/** Percent of guesses that have the picture's own thing in all of `parts`. */
export function percentRight(
  guesses: readonly Thing[],
  { scenes }: Pick<Pairs, "scenes">,
  parts: readonly (keyof Thing)[],
): number {
  const right = guesses.filter((thing, i) =>
    parts.every((part) => thing[part] === scenes[i]![0]![part])
  );
  return 100 * right.length / guesses.length;
}

/** What is asked of a network. */
export interface Question {
  /** New pictures of combinations that were trained, or that were not. */
  readonly on: "seen" | "heldOut";
  /** What has to be right. */
  readonly parts: readonly (keyof Thing)[];
  /** Where a caption's vector is read; at its end unless given. */
  readonly at?: "start" | "end";
}

/** Asks networks, none the same twice: percent of new pictures whose caption is found among all. */
export function openExam(
  gpu: Gpu,
  load: (run: Run) => Promise<DualEncoder>,
): (run: Run, question: Question) => Promise<number> {
  const tests = new Map<string, Pairs>();
  const guesses = new Map<string, Thing[]>();
  return async (run, { on, parts, at = "end" }) => {
    const [test, question] = [`${run.seed} ${on}`, `${nameOf(run)} ${on} ${at}`];
    if (!tests.has(test)) tests.set(test, drawTest(run.seed, { isHeldOut: on === "heldOut" }));
    const pictures = tests.get(test)!;
    if (!guesses.has(question)) {
      const encoder = await load(run);
      using _module = encoder.module;
      const bank = await encodeBank(gpu, encoder, { at });
      guesses.set(question, await guess(gpu, encoder, { pictures, bank }));
    }
    return percentRight(guesses.get(question)!, pictures, parts);
  };
}

/** One large thing a combination of colour and shape, in one quarter; those held out come last. */
export function combinations(isHeldOut: (thing: Thing) => boolean): Thing[] {
  const one = THINGS.filter(({ size, place }) => size === "large" && place === "upper left");
  return one.sort((a, b) => Number(isHeldOut(a)) - Number(isHeldOut(b)));
}
