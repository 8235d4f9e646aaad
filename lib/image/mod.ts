/**
 * Pictures in and out of models: PNG files, RGBA bytes, planes of floats.
 *
 * @module
 */
export { encodePng } from "../show/encode_png.ts";
export { type Pixels } from "../show/png.ts";
export { crop, type CropOptions } from "./crop.ts";
export { decodePng } from "./decode_png.ts";
export { clipInput, vitInput } from "./model_input.ts";
export { type Planes } from "./planes.ts";
export { type Filter } from "./resampling.ts";
export { resize, type ResizeOptions, resizePlanes } from "./resize.ts";
export { drawTiles, pictureTile, type PlacedTile, type Tile, tileRows } from "./tiles.ts";
export {
  CLIP_NORMAL,
  fromPlanes,
  HALF_NORMAL,
  IMAGENET_NORMAL,
  type Normal,
  toPlanes,
} from "./to_planes.ts";
