import { type Font, parseFont } from "./font.ts";
import type { TextStyle } from "./svg_style.ts";

const FILES = {
  regular: "DejaVuSans.ttf",
  bold: "DejaVuSans-Bold.ttf",
  oblique: "DejaVuSans-Oblique.ttf",
  mono: "DejaVuSansMono.ttf",
} as const;

type Face = keyof typeof FILES;

const fonts: Partial<Record<Face, Font>> = {};
const files: Uint8Array[] = [];

/** The bytes of every face, for the rasteriser. Read once. */
export async function loadFonts(): Promise<readonly Uint8Array[]> {
  if (files.length > 0) return files;
  const folder = new URL("ttf/", import.meta.resolve("dejavu-fonts-ttf"));
  const faces = Object.entries(FILES) as [Face, string][];
  const read = await Promise.all(faces.map(([, file]) => Deno.readFile(new URL(file, folder))));
  faces.forEach(([face], i) => fonts[face] = parseFont(read[i]!));
  files.push(...read);
  return files;
}

/** The face a style is drawn in. `loadFonts()` must have run. */
export function fontFor({ family, isBold, isOblique }: TextStyle): Font {
  const isMono = /mono|courier|consolas/i.test(family.split(",")[0] ?? "");
  const face = isMono ? "mono" : isBold ? "bold" : isOblique ? "oblique" : "regular";
  const font = fonts[face];
  if (!font) throw new Error("Cannot measure text: the fonts are not loaded, want loadFonts()");
  return font;
}
