import type { ClaimRecord } from "@rederive/lib/claim";
import { CLAIM, PLOTLY } from "../../reproduce/mime.ts";
import { isRecord } from "../../reproduce/judge/data_file.ts";
import type { MimeBundle, Output } from "../../reproduce/types.ts";
import { shortened } from "../feeds/json_ld.ts";
import type { Files } from "../files.ts";
import { type Html, markup } from "./escape.ts";
import type { Link } from "./links.ts";
import { renderMarkdown } from "./markdown.ts";
import { plainText } from "./plain.ts";
import { type Png, readPng } from "./png.ts";
import { sanitiseHtml, sanitiseSvg } from "./sanitise.ts";

export interface OutputContext {
  files: Files;
  link: Link;
  /** Ids of the page that no heading may take. */
  taken: Set<string>;
  /** Path of the page that draws a plot anew. */
  plotFrame: string;
  /** How an accepted claim's record is shown; null when it is not one. */
  claim: (record: ClaimRecord) => Html | null;
}

/** An output as HTML: the richest of its forms that is safe. */
export async function renderOutput(output: Output, context: OutputContext): Promise<Html> {
  switch (output.output_type) {
    case "stream":
      return markup`<pre class="out" tabindex="0">${plainText(output.text)}</pre>`;
    case "error":
      return markup`<pre class="out error" tabindex="0">${
        plainText([`${output.ename}: ${output.evalue}`, ...output.traceback].join("\n"))
      }</pre>`;
    default:
      return await renderBundle(output.data, context);
  }
}

/** More markdown than this is no prose: it is shown as text, which is cut. */
const LONGEST_MARKDOWN = 100_000;

async function renderBundle(data: MimeBundle, context: OutputContext): Promise<Html> {
  const text = (mime: string) => typeof data[mime] === "string" ? data[mime] as string : null;
  const card = isRecord(data[CLAIM]) && context.claim(data[CLAIM] as unknown as ClaimRecord);
  if (card) return card;
  const words = text("text/plain") ?? "";
  const alt = shortened(plainText(words), 300) || "A picture without words";
  const png = readPng(text("image/png") ?? "");
  if (png) return await picture(png, { alt, figure: data[PLOTLY], ...context });
  const svg = sanitiseSvg(text("image/svg+xml") ?? "");
  if (svg) {
    const path = await context.files.addAsset(svg, "svg");
    return markup`<img class="picture" src="${context.link(path)}" alt="${alt}">`;
  }
  const markdown = text("text/markdown");
  if (markdown && markdown.length <= LONGEST_MARKDOWN) {
    const { taken } = context;
    return markup`<div class="shown">${renderMarkdown(markdown, { deeper: 2, taken })}</div>`;
  }
  const foreign = sanitiseHtml(text("text/html") ?? "");
  if (foreign) return await frame(foreign, context);
  const rest = words || markdown || Object.keys(data).join(", ");
  return markup`<pre class="out" tabindex="0">${plainText(rest)}</pre>`;
}

/** A plot's picture, and the figure beside it for who wants to move it. */
async function picture(
  { bytes, width, height }: Png,
  { alt, figure, files, link, plotFrame }: OutputContext & { alt: string; figure: unknown },
): Promise<Html> {
  const image = markup`<img src="${
    link(await files.addAsset(bytes, "png"))
  }" width="${width}" height="${height}" alt="${alt}" loading="lazy">`;
  if (!isRecord(figure) || !Array.isArray(figure["data"])) {
    return markup`<figure class="picture">${image}</figure>`;
  }
  const json = await files.addAsset(JSON.stringify(figure), "json");
  return markup`<figure class="picture" data-plot="${link(json)}" data-frame="${
    link(plotFrame)
  }">${image}</figure>`;
}

const FRAME_POLICY = "default-src 'none'; img-src data:";

/** HTML of an output that is not ours: alone in a frame where nothing can run. */
async function frame(sanitised: string, { files, link }: OutputContext): Promise<Html> {
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="${FRAME_POLICY}">` +
    `<title>An output of the notebook</title></head><body>${sanitised}</body></html>`;
  const path = await files.addAsset(page, "html");
  return markup`
    <iframe class="foreign" sandbox="" loading="lazy" title="An output of the notebook"
      src="${link(path)}"></iframe>
  `;
}
