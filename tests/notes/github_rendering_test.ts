/**
 * Notes as GitHub shows them: from what is stored, without kernels, with its sanitiser's rules. It
 * takes the richest form it knows: HTML without styles, scripts and their like, else Markdown, a
 * PNG, or text. It draws no plotly figures, and SVG it spoils.
 */
import { ok } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { JSDOM } from "jsdom";
import { findNotebooks } from "../../scripts/reproduce/notebook/find.ts";
import { readNotebook } from "../../scripts/reproduce/notebook/read.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const CLAIM = "application/vnd.rederive.claim+json";
const SHOWN = ["text/html", "text/markdown", "image/png", "text/plain"];

/** Elements that its sanitiser drops, and that a card could not do without if it had them. */
const DROPPED = "style, script, iframe, svg, math, form, input, button, link, object, embed";

interface Bundle {
  data: Record<string, unknown>;
  metadata: Record<string, Record<string, unknown> | undefined>;
}

for (const { id, path } of await findNotebooks([], { root: ROOT })) {
  Deno.test(`GitHub shows every output of ${id}`, async () => {
    for (const { ordinal, outputs } of (await readNotebook(path, { root: ROOT })).cells) {
      for (const [i, output] of outputs.entries()) {
        if (output.output_type === "stream") continue;
        const { data, metadata } = output as unknown as Bundle;
        const where = `output ${i + 1} of code cell ${ordinal}`;
        ok(SHOWN.some((kind) => kind in data), `${where} has nothing that GitHub shows`);
        ok(!("image/svg+xml" in data), `${where} is an SVG`);
        ok(textOf(data["text/plain"]).trim() !== "", `${where} says nothing as text`);
        if (CLAIM in data) seeCard(data, where);
        if ("application/vnd.plotly.v1+json" in data) seePlot({ data, metadata }, where);
      }
    }
  });
}

/** Without styles the card still says its verdict, id and text, row by row. */
function seeCard(data: Bundle["data"], where: string): void {
  const { id, says, verdict } = data[CLAIM] as Record<"id" | "says" | "verdict", string>;
  const { document } = new JSDOM(textOf(data["text/html"])).window;
  const { body } = document;
  // a leading <style> is parsed into the head
  ok(document.querySelector(DROPPED) === null, `${where} needs what GitHub drops`);
  for (const element of body.querySelectorAll("[style]")) element.removeAttribute("style");
  const rows = [...body.querySelectorAll("tr")];
  ok(rows.every(({ cells }) => cells.length === 2), `${where} has a row without its name`);
  for (const form of [body.textContent, textOf(data["text/markdown"])]) {
    for (const part of [id, verdict.replaceAll("-", " "), says]) {
      ok(letters(form).includes(letters(part)), `${where} does not say "${part}"`);
    }
  }
}

/** A picture with its size, and what it shows in words. */
function seePlot({ data, metadata }: Bundle, where: string): void {
  ok("image/png" in data, `${where} has no PNG`);
  const png = Uint8Array.fromBase64(textOf(data["image/png"]));
  const view = new DataView(png.buffer);
  ok(view.getUint32(0) === 0x89504e47, `${where} has a PNG that is none`);
  const { width, height, alt } = metadata["image/png"] ?? {};
  // twice the pixels, so that it is sharp on any screen
  for (const [at, size] of [[16, width], [20, height]] as const) {
    ok(Math.abs(view.getUint32(at) / 2 - Number(size)) <= 1, `${where} is not drawn at its size`);
  }
  ok(alt === textOf(data["text/plain"]), `${where} has an alt that is not its text`);
}

/** Stored texts are lines or a whole. */
function textOf(value: unknown): string {
  return [value ?? ""].flat().join("");
}

/** Without spaces and what Markdown escapes or means. */
function letters(text: string): string {
  const plain = text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  return plain.replaceAll(/[\s\\`]/g, "");
}
