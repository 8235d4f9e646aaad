import katex from "katex";

/**
 * A formula as MathML, which browsers set themselves: no script, no inline style, and a screen reader
 * can speak it; what KaTeX would add as inline style (colours, small spaces) is left out. A formula that KaTeX refuses is an error of the note: the build says where.
 */
export function renderMath(tex: string, isDisplay: boolean): string {
  return katex.renderToString(tex, {
    output: "mathml",
    displayMode: isDisplay,
    throwOnError: true,
    strict: "ignore",
  }).replaceAll(/ style="[^"]*"/g, "");
}
