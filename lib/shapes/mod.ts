/**
 * A small world of shapes: scenes of one or two things of 2 sizes, 4 colours, 4 shapes and 4 places,
 * their pictures of 16 by 16 pixels, and their captions in a grammar of 18 words. What is in a picture is
 * known exactly, so that a model that learned from pictures and captions can be told right from wrong.
 *
 * @module
 */
export { coverage, type CoverageOptions, type Shape, SHAPES } from "./coverage.ts";
export { describe, type DescribeOptions, holds, readCaption, type Said } from "./describe.ts";
export { drawScene, type DrawSceneOptions } from "./draw_scene.ts";
export { holdOut, type HoldOutOptions } from "./hold_out.ts";
export {
  EDGE,
  type Painted,
  type PaintOptions,
  paintScenes,
  type Pictures,
} from "./paint_scenes.ts";
export {
  COLOURS,
  everyThing,
  FORMS,
  type Part,
  PARTS,
  PLACES,
  type Scene,
  sceneLabel,
  SIZES,
  type Thing,
} from "./scene.ts";
export { swap } from "./swap.ts";
export { type CaptionIds, openVocabulary, type Vocabulary, WORDS } from "./vocabulary.ts";
