import { type SvgNode } from "./svg_node.ts";

/** What of a text's style decides its box. */
export interface TextStyle {
  readonly size: number;
  readonly family: string;
  readonly isBold: boolean;
  readonly isOblique: boolean;
  readonly anchor: string;
}

const INITIAL: TextStyle = {
  size: 16,
  family: "sans-serif",
  isBold: false,
  isOblique: false,
  anchor: "start",
};

/** The style of an element, its ancestors' inherited. */
export function styleOf(node: SvgNode | null): TextStyle {
  if (!node?.getAttribute) return INITIAL;
  return inherit(styleOf(node.parentNode), node);
}

/** A parent's style changed by what a child sets. */
export function inherit(parent: TextStyle, node: SvgNode): TextStyle {
  const inline = declarations(node.getAttribute?.("style") ?? "");
  const read = (name: string) => inline.get(name) ?? node.getAttribute?.(name) ?? undefined;
  const size = read("font-size");
  const weight = read("font-weight");
  const style = read("font-style");
  return {
    size: size === undefined ? parent.size : toPixels(size, parent.size),
    family: read("font-family") ?? parent.family,
    isBold: weight === undefined ? parent.isBold : weight === "bold" || Number(weight) >= 600,
    isOblique: style === undefined ? parent.isOblique : style !== "normal",
    anchor: read("text-anchor") ?? parent.anchor,
  };
}

/** A length in pixels; `em` and `%` are of the given size. */
export function toPixels(length: string, size: number): number {
  const value = Number.parseFloat(length);
  if (!Number.isFinite(value)) return size;
  if (length.endsWith("em")) return value * size;
  return length.endsWith("%") ? value * size / 100 : value;
}

const parsed = new Map<string, Map<string, string>>();

function declarations(style: string): Map<string, string> {
  const known = parsed.get(style);
  if (known) return known;
  const pairs = style.split(";").map((item) => item.split(":").map((part) => part.trim()));
  const map = new Map(pairs.map(([name = "", value = ""]) => [name, value] as const));
  if (parsed.size > 10_000) parsed.clear();
  parsed.set(style, map);
  return map;
}
