/**
 * The small inputs of the notes, in `data/`, each with its hash and where it came from.
 *
 * @module
 */
export { checkManifest, type Manifest, type ManifestEntry, parseManifest } from "./manifest.ts";
export { readData } from "./read_data.ts";
export { readJson } from "./read_json.ts";
