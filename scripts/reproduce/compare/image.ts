import type { Difference } from "./difference.ts";

export interface ImageOptions {
  /** Colour distance from which a pixel differs, 0 to 1. */
  threshold?: number;
  /** Share of pixels that may differ: none of a small picture, a few of a large one. */
  share?: number;
}

/** Where two PNG pictures, in base64, differ. Equal bytes are never decoded. */
export async function compareImage(
  want: string,
  got: string,
  { threshold = 0.1, share = 0.0005 }: ImageOptions = {},
): Promise<Difference[]> {
  if (want.replace(/\s/g, "") === got.replace(/\s/g, "")) return [];
  const [stored, fresh] = [await decode(want), await decode(got)];
  if (!stored || !fresh) {
    const state = (picture: unknown) => picture ? "a picture" : "no readable PNG";
    return [{ at: "image", want: state(stored), got: state(fresh) }];
  }
  const size = ({ width, height }: Picture) => `${width}×${height} pixels`;
  if (size(stored) !== size(fresh)) {
    return [{ at: "size", want: size(stored), got: size(fresh) }];
  }
  const { default: pixelmatch } = await import("pixelmatch");
  const { width, height } = stored;
  const differing = pixelmatch(stored.data, fresh.data, undefined, width, height, { threshold });
  const allowed = Math.floor(share * width * height);
  if (differing <= allowed) return [];
  return [{
    at: "pixels",
    want: `at most ${allowed} of ${width * height} that differ`,
    got: `${differing}`,
  }];
}

interface Picture {
  width: number;
  height: number;
  data: Uint8Array;
}

async function decode(base64: string): Promise<Picture | null> {
  const { Buffer } = await import("node:buffer");
  const { PNG } = await import("pngjs");
  try {
    return PNG.sync.read(Buffer.from(base64, "base64"));
  } catch {
    return null;
  }
}
