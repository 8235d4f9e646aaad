/** Renders figures in a thread of its own: plotly takes seconds to load and blocks while it draws. */
/// <reference lib="deno.worker" />
import type { Figure } from "@rederive/lib/show";
import { renderFigure } from "@rederive/lib/show/static";

export type Request = { id: number; figure: Figure };
export type Reply = { id: number; png: string } | { id: number; error: string };

self.onmessage = async ({ data: { id, figure } }: MessageEvent<Request>) => {
  try {
    self.postMessage({ id, png: (await renderFigure(figure)).toBase64() } satisfies Reply);
  } catch (error) {
    self.postMessage({ id, error: (error as Error).message } satisfies Reply);
  }
};
