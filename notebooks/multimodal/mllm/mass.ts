import { sha256 } from "@rederive/lib/claim";
import { describe, everyThing, paintScenes, type Thing } from "@rederive/lib/shapes";
import { streamOf } from "./examples.ts";

/** A thing that has a weight. */
export interface Weighed extends Thing {
  readonly mass: "heavy" | "light";
}

/** What decides on it: nothing, so that both are there of each thing; or the size. */
export type Law = "any" | "size";

/** Every thing that there is under a law, all equally likely. */
export function everyWeighed(law: Law): Weighed[] {
  return everyThing().flatMap((thing) =>
    (["heavy", "light"] as const).filter((mass) =>
      law === "any" || (mass === "heavy") === (thing.size === "large")
    ).map((mass) => ({ ...thing, mass }))
  );
}

/** The picture of a weighed thing, as a name: its bytes, hashed. Noise is drawn anew for each thing. */
export function pictureName(thing: Weighed): string {
  const random = streamOf(0, describe([thing]).join(" "));
  const { pixels } = paintScenes(random, [[thing]]);
  return sha256(new Uint8Array(pixels.buffer));
}

/** A text that tells the weight. */
export function weighedText(thing: Weighed): string {
  return [thing.mass, ...describe([thing])].join(" ");
}

/** The share of things whose weight is guessed wrong by who always guesses best from what is seen. */
export function bayesError(things: readonly Weighed[], seen: (thing: Weighed) => string): number {
  const wrong = [...Map.groupBy(things, seen).values()].map((alike) => {
    const heavy = alike.filter(({ mass }) => mass === "heavy").length;
    return Math.min(heavy, alike.length - heavy);
  });
  return wrong.reduce((a, b) => a + b) / things.length;
}
