import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { loadFonts } from "./fonts.ts";

let ready: Promise<void> | null = null;

/** Rasterises an SVG with the DejaVu fonts and no others, so that every machine gives the same bytes. */
export async function renderPng(
  svg: string,
  { scale = 1 }: { scale?: number } = {},
): Promise<Uint8Array> {
  ready ??= start();
  await ready;
  const fontBuffers = [...await loadFonts()];
  const image = new Resvg(svg, {
    fitTo: { mode: "zoom", value: scale },
    font: {
      fontBuffers,
      loadSystemFonts: false,
      defaultFontFamily: "DejaVu Sans",
      sansSerifFamily: "DejaVu Sans",
      monospaceFamily: "DejaVu Sans Mono",
    },
  });
  try {
    const rendered = image.render();
    const png = rendered.asPng();
    rendered.free();
    return png;
  } finally {
    image.free();
  }
}

async function start(): Promise<void> {
  const file = new URL("index_bg.wasm", import.meta.resolve("@resvg/resvg-wasm"));
  await initWasm(await Deno.readFile(file));
}
