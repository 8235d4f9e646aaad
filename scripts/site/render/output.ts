import type { ClaimRecord } from "@rederive/lib/claim";
import { CLAIM, PLOTLY } from "../../reproduce/mime.ts";
import type { MimeBundle, Output } from "../../reproduce/types.ts";
import type { Files } from "../files.ts";
import { type Html, markup } from "./escape.ts";
import type { Link } from "./links.ts";
import { renderMarkdown } from "./markdown.ts";
import { plainText } from "./plain.ts";
import { sanitiseHtml, sanitiseSvg } from "./sanitise.ts";

export interface OutputContext {
  files: Files;
  link: Link;
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

async function renderBundle(data: MimeBundle, context: OutputContext): Promise<Html> {
  const text = (mime: string) => typeof data[mime] === "string" ? data[mime] as string : null;
  const record = data[CLAIM] as ClaimRecord | undefined;
  const card = record && context.claim(record);
  if (card) return card;
  const alt = text("text/plain") ?? "";
  if (text("image/png")) return await picture(text("image/png")!, { alt, data, ...context });
  const svg = text("image/svg+xml");
  if (svg) {
    const path = await context.files.addAsset(sanitiseSvg(svg), "svg");
    return markup`<img class="picture" src="${context.link(path)}" alt="${alt}">`;
  }
  const markdown = text("text/markdown");
  if (markdown) return markup`<div class="shown">${renderMarkdown(markdown, { deeper: 2 })}</div>`;
  const foreign = text("text/html");
  if (foreign) return await frame(foreign, context);
  return markup`<pre class="out" tabindex="0">${plainText(alt)}</pre>`;
}

/** A plot's picture, and the figure beside it for who wants to move it. */
async function picture(
  png: string,
  { alt, data, files, link, plotFrame }: OutputContext & { alt: string; data: MimeBundle },
): Promise<Html> {
  const bytes = Uint8Array.from(atob(png.replaceAll(/\s/g, "")), (c) => c.charCodeAt(0));
  const { width, height } = sizeOfPng(bytes);
  const image = markup`<img src="${
    link(await files.addAsset(bytes, "png"))
  }" width="${width}" height="${height}" alt="${alt}" loading="lazy">`;
  const figure = data[PLOTLY];
  if (figure === undefined) return markup`<figure class="picture">${image}</figure>`;
  const json = await files.addAsset(JSON.stringify(figure), "json");
  return markup`<figure class="picture" data-plot="${link(json)}" data-frame="${
    link(plotFrame)
  }">${image}</figure>`;
}

/** Width and height stand in the first chunk; a picture is shown at half its pixels when it is sharp. */
function sizeOfPng(bytes: Uint8Array): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  if (bytes.length < 24) return { width: 1, height: 1 };
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

const FRAME_POLICY = "default-src 'none'; img-src data:";

/** HTML of an output that is not ours: sanitised, and alone in a frame where nothing can run. */
async function frame(source: string, { files, link }: OutputContext): Promise<Html> {
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8">` +
    `<meta http-equiv="Content-Security-Policy" content="${FRAME_POLICY}">` +
    `<title>An output of the notebook</title></head><body>${sanitiseHtml(source)}</body></html>`;
  const path = await files.addAsset(page, "html");
  return markup`
    <iframe class="foreign" sandbox="" loading="lazy" title="An output of the notebook"
      src="${link(path)}"></iframe>
  `;
}
