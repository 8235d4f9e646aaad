/**
 * Pixels of two pictures matched by descriptors: nearest neighbours both ways, reciprocal pairs, and
 * the fast search for them of MASt3R (https://arxiv.org/abs/2406.09756, section 3.3).
 *
 * Pixels are numbered row by row; a pair is a pixel of the first picture and one of the second.
 *
 * @module
 */
export { drawMatches, type DrawMatchesOptions, type MatchLine } from "./draw_matches.ts";
export { drawSegment, type Place, type SegmentOptions } from "./draw_segment.ts";
export { drawView } from "./draw_view.ts";
export { type FastMatches, type FastOptions, matchFast } from "./match_fast.ts";
export { type GridOptions, pixelGrid } from "./pixel_grid.ts";
export { type Pair, reciprocalPairs } from "./reciprocal_pairs.ts";
export { type Search, searchBothWays, type Searches, type SearchOptions } from "./search.ts";
export { lookUp, type Tables, tablesOf } from "./tables.ts";
export { truePairs } from "./true_pairs.ts";
