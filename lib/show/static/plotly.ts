import { type Box, type SvgNode } from "./svg_node.ts";
import { Canvas2d } from "./canvas.ts";
import { loadFonts } from "./fonts.ts";
import { pathLength, pointAt } from "./path_points.ts";
import { pageBox, svgBox } from "./svg_box.ts";
import { textLength } from "./text_box.ts";

/** What this folder calls of plotly. */
export interface Plotly {
  newPlot(
    place: Place,
    data: readonly unknown[],
    layout: unknown,
    config: { readonly staticPlot: boolean },
  ): Promise<unknown>;
  purge(place: Place): void;
  Snapshot: { toSVG(place: Place, format: "svg"): string };
}

/** An element a figure is drawn into. */
export interface Place extends SvgNode {
  remove(): void;
}

/** plotly in a window of its own. */
export interface PlotlyWindow {
  readonly plotly: Plotly;
  /** Starts the window's random numbers, of which plotly makes ids, anew. */
  reseed(): void;
  /** What plotly warned of since this was last asked. */
  takeWarnings(): string[];
  place(): Place;
}

type Method = (...args: never[]) => unknown;

interface Window {
  [name: string]: unknown;
  readonly document: {
    createElement(name: string): Place;
    readonly body: { appendChild(node: Place): void };
  };
  readonly Plotly: Plotly;
  readonly HTMLCanvasElement: { prototype: Record<string, Method> };
  readonly SVGElement: { prototype: Record<string, Method> };
  readonly URL: Record<string, Method>;
  eval(source: string): void;
}

interface Jsdom {
  JSDOM: new (html: string, options: object) => { window: Window };
  VirtualConsole: new () => { on(kind: string, listen: (...words: unknown[]) => void): void };
}

let opened: Promise<PlotlyWindow> | null = null;

/** Opens plotly's window, once a process: 1 s, most of it parsing plotly. */
export function openPlotly(): Promise<PlotlyWindow> {
  return opened ??= open();
}

async function open(): Promise<PlotlyWindow> {
  await loadFonts();
  const { JSDOM, VirtualConsole } = await import("jsdom") as Jsdom;
  const warnings: string[] = [];
  const virtualConsole = new VirtualConsole();
  for (const kind of ["error", "warn", "trace", "jsdomError"]) {
    virtualConsole.on(kind, (...words) => warnings.push(words.map(String).join(" ")));
  }
  const { window } = new JSDOM("<!doctype html><body></body>", {
    virtualConsole,
    runScripts: "outside-only",
    url: "http://localhost/",
  });
  lend(window);
  measure(window);
  window.eval(RESEED);
  const file = new URL(import.meta.resolve("plotly.js-dist-min"));
  window.eval(await Deno.readTextFile(file));
  return {
    plotly: window.Plotly,
    reseed: () => window.eval(RESEED),
    takeWarnings: () => warnings.splice(0),
    place() {
      const place = window.document.createElement("div");
      window.document.body.appendChild(place);
      return place;
    },
  };
}

// the minimal standard generator (Park and Miller): any will do, if it is always the same
const RESEED = "{ let s = 1; Math.random = () => (s = s * 48271 % 2147483647) / 2147483647; }";

// what a browser's window has and jsdom's has not
function lend(window: Window): void {
  for (const name of ["TextDecoder", "TextEncoder", "structuredClone", "fetch", "ReadableStream"]) {
    window[name] ??= Reflect.get(globalThis, name);
  }
  const ignore = () => {};
  // a static picture has no second frame: transitions that were begun stay where they are
  Object.assign(window, { requestAnimationFrame: () => 0, cancelAnimationFrame: ignore });
  Object.assign(window.URL, { createObjectURL: () => "blob:none", revokeObjectURL: ignore });
  window["matchMedia"] ??= () => ({
    matches: false,
    addListener: ignore,
    removeListener: ignore,
    addEventListener: ignore,
    removeEventListener: ignore,
  });
}

// jsdom lays nothing out: boxes come from the font's own glyph widths
function measure({ SVGElement, HTMLCanvasElement }: Window): void {
  const contexts = new WeakMap<object, Canvas2d>();
  type Canvas = { width: number; height: number };
  const contextOf = (canvas: Canvas) => {
    const context = contexts.get(canvas) ?? new Canvas2d(canvas);
    contexts.set(canvas, context);
    return context;
  };
  Object.assign(HTMLCanvasElement.prototype, {
    getContext(this: Canvas, kind: string) {
      return kind === "2d" ? contextOf(this) : null;
    },
    toDataURL(this: Canvas) {
      return contextOf(this).toDataURL();
    },
  });
  Object.assign(SVGElement.prototype, {
    getBBox(this: SvgNode) {
      return asRect(svgBox(this));
    },
    getBoundingClientRect(this: SvgNode) {
      return asRect(pageBox(this));
    },
    getComputedTextLength(this: SvgNode) {
      return textLength(this);
    },
    getTotalLength(this: SvgNode) {
      return pathLength(this.getAttribute?.("d") ?? "");
    },
    getPointAtLength(this: SvgNode, length: number) {
      return pointAt(this.getAttribute?.("d") ?? "", length);
    },
  });
}

function asRect(box: Box | null): Box & Record<"left" | "top" | "right" | "bottom", number> {
  const { x, y, width, height } = box ?? { x: 0, y: 0, width: 0, height: 0 };
  return { x, y, width, height, left: x, top: y, right: x + width, bottom: y + height };
}
