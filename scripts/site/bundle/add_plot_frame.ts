import { fileURLToPath } from "node:url";
import type { Files } from "../files.ts";
import { bundleClient } from "./bundle.ts";

/** plotly writes styles into its page, so it gets a page of its own with its own policy. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' data: blob:; connect-src 'self'";

/** Adds the page that draws a plot anew, in a frame and only when a reader asks. Returns its path. */
export async function addPlotFrame(files: Files): Promise<string> {
  const library = fileURLToPath(import.meta.resolve("plotly.js-dist-min/plotly.min.js"));
  const plotly = await files.addAsset(await Deno.readFile(library), "js");
  const draw = await files.addAsset(await bundleClient("plot_frame"), "js");
  const name = (path: string) => path.replace("assets/", "");
  return await files.addAsset(
    `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>Interactive plot</title>
<style>html, body, #plot { height: 100%; margin: 0; background: #ffffff; }</style>
<script src="${name(plotly)}" defer></script>
<script type="module" src="${name(draw)}"></script>
</head><body><div id="plot"></div></body></html>
`,
    "html",
  );
}
