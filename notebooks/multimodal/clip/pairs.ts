import type { Stream } from "@rederive/lib/random";
import {
  describe,
  drawScene,
  type DrawSceneOptions,
  openVocabulary,
  paintScenes,
  type Scene,
  sceneLabel,
} from "@rederive/lib/shapes";
import { LENGTH } from "./networks.ts";

/** Pictures and captions, each with its own. */
export interface Pairs {
  readonly scenes: readonly Scene[];
  /** (N, 3, 16, 16). */
  readonly pixels: Float32Array<ArrayBuffer>;
  /** (N, LENGTH). */
  readonly ids: Int32Array<ArrayBuffer>;
  /** Where [end] is among all ids, one a caption. */
  readonly ends: Int32Array<ArrayBuffer>;
}

const vocabulary = openVocabulary();

/** Captions as ids, and where each ends among all of them. */
export function encodeCaptions(
  captions: readonly (readonly string[])[],
): Pick<Pairs, "ids" | "ends"> {
  const { ids, ends } = vocabulary.encode(captions, { length: LENGTH });
  return { ids, ends: ends.map((end, row) => row * LENGTH + end) };
}

/** So many scenes, no two of which show the same, painted and described in full. */
export function drawPairs(random: Stream, count: number, options?: DrawSceneOptions): Pairs {
  const scenes = new Map<number, Scene>();
  while (scenes.size < count) {
    const scene = drawScene(random, options);
    scenes.set(sceneLabel(scene), scene);
  }
  return pairsOf(random, [...scenes.values()]);
}

/** Scenes with their pictures and captions. */
export function pairsOf(random: Stream, scenes: readonly Scene[]): Pairs {
  const { pixels } = paintScenes(random, scenes);
  return { scenes, pixels, ...encodeCaptions(scenes.map((scene) => describe(scene))) };
}
