/** Our names of the parts of a layer. */
export type LayerPart =
  | "query"
  | "key"
  | "value"
  | "output"
  | "norm1"
  | "norm2"
  | "up"
  | "down";

/**
 * Where a checkpoint has what we name "layers.0.query.weight": "encoder.layer.0.attention…", by the
 * names of its parts; undefined for what is no part of a layer.
 */
export function placeOfLayer(
  name: string,
  front: string,
  parts: Readonly<Record<LayerPart, string>>,
): string | undefined {
  const found = /^layers\.(\d+)\.(\w+)\.(\w+)$/.exec(name);
  if (!found) return undefined;
  const [, layer, part, kind] = found;
  return `${front}.${layer}.${parts[part as LayerPart]}.${kind}`;
}
