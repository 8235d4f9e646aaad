import katex from "katex";
import { escapeHtml } from "./escape.ts";

/**
 * A formula as MathML, which browsers set themselves: no script, no inline style, and a screen reader
 * can speak it; what KaTeX would add as inline style (colours, small spaces) is left out. A formula
 * that KaTeX refuses stands as it was written, and the tests find it.
 */
export function renderMath(tex: string, isDisplay: boolean): string {
  try {
    return katex.renderToString(tex, {
      output: "mathml",
      displayMode: isDisplay,
      throwOnError: true,
      strict: "ignore",
    }).replaceAll(/ style="[^"]*"/g, "");
  } catch {
    return `<code class="as-written">${escapeHtml(tex)}</code>`;
  }
}
