import { ok, strictEqual as equal, throws } from "node:assert/strict";
import { parseFont } from "../../../lib/show/static/font.ts";
import { fontFor, loadFonts } from "../../../lib/show/static/fonts.ts";
import { renderPng } from "../../../lib/show/static/render_png.ts";
import { decode, inkOf } from "../pictures.ts";

const SIZE = 100;

// where resvg, which shapes text on its own, puts the ink of a bar that follows the text
async function drawnWidth(text: string, style: string): Promise<number> {
  const bars = async (content: string) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="200">
      <rect width="1600" height="200" fill="#fff"/>
      <text x="20" y="140" font-size="${SIZE}" style="white-space: pre; ${style}">${content}|</text>
    </svg>`;
    return inkOf(decode(await renderPng(svg))).right;
  };
  return (await bars(text)) - (await bars(""));
}

const FACES = {
  "regular": { style: "font-family: DejaVu Sans", isBold: false, isOblique: false },
  "bold": { style: "font-family: DejaVu Sans; font-weight: bold", isBold: true, isOblique: false },
  "oblique": {
    style: "font-family: DejaVu Sans; font-style: italic",
    isBold: false,
    isOblique: true,
  },
  "mono": { style: "font-family: DejaVu Sans Mono", isBold: false, isOblique: false },
};

for (const [face, { style, isBold, isOblique }] of Object.entries(FACES)) {
  Deno.test(`a text in ${face} is as wide as resvg draws it`, async () => {
    await loadFonts();
    const family = face === "mono" ? "DejaVu Sans Mono" : "DejaVu Sans";
    const font = fontFor({ size: SIZE, family, isBold, isOblique, anchor: "start" });
    for (const text of ["width 0.125", "n → ∞, σ² ≤ 10⁻⁶", "MMMiiilll", "größer", "−1.5"]) {
      const drawn = await drawnWidth(text, style);
      // kerning, which labels do without, moves a pair by up to 0.05 em
      ok(Math.abs(font.advance(text) * SIZE - drawn) <= 6, `${text}: drawn ${drawn}`);
    }
  });
}

Deno.test("a character no face has is as wide as the box drawn for it", async () => {
  await loadFonts();
  const font = fontFor({ size: 1, family: "", isBold: false, isOblique: false, anchor: "start" });
  equal(font.advance("中"), font.advance("文"));
  ok(font.advance("中") > 0.3);
});

Deno.test("parseFont() refuses what is no font", () => {
  throws(() => parseFont(new Uint8Array(64)), {
    name: "SyntaxError",
    message: 'Cannot read font: it has no "head" table, want a TrueType font',
  });
});
