import type { ClaimRecord } from "@rederive/lib/claim";
import { CLAIM, PLOTLY } from "../mime.ts";
import { isJsonMime } from "../notebook/cells.ts";
import type { MimeBundle } from "../types.ts";
import { compareClaim } from "./claim.ts";
import type { Difference } from "./difference.ts";
import { compareImage, type ImageOptions } from "./image.ts";
import { compareJson, jsonNumbers } from "./json.ts";
import { comparePlot } from "./plot.ts";
import { compareText } from "./text.ts";
import type { CellTolerance } from "./tolerance.ts";

/** A difference with the kind of output it was found in. */
export type KindOfDifference = Difference & { kind: string };

/** Where two bundles differ. The most telling form is compared; the others are drawn from it. */
export async function compareBundle(
  want: MimeBundle,
  got: MimeBundle,
  tolerance: CellTolerance | null,
  image: ImageOptions,
): Promise<KindOfDifference[]> {
  if (CLAIM in want && CLAIM in got) {
    return ofKind("claim", compareClaim(want[CLAIM] as ClaimRecord, got[CLAIM] as ClaimRecord));
  }
  const drawn = PLOTLY in want && PLOTLY in got;
  const ignored = (mime: string) => drawn && (mime === "image/png" || mime.startsWith("text/"));
  const [left, right] = [want, got].map((bundle) =>
    Object.keys(bundle).filter((mime) => !ignored(mime)).sort()
  ) as [string[], string[]];
  if (left.join() !== right.join()) {
    return ofKind("kind", [{ at: "", want: left.join(", "), got: right.join(", ") }]);
  }
  const found: KindOfDifference[] = [];
  for (const mime of inOrder(left)) {
    // the other texts of a bundle repeat the first one's numbers
    if (found.some(({ kind }) => kind === "text") && mime.startsWith("text/")) continue;
    found.push(...await compareMime(mime, want[mime], got[mime], tolerance, image));
  }
  return found;
}

async function compareMime(
  mime: string,
  want: unknown,
  got: unknown,
  tolerance: CellTolerance | null,
  image: ImageOptions,
): Promise<KindOfDifference[]> {
  if (mime === PLOTLY) return ofKind("plot", comparePlot(want, got, tolerance));
  if (isJsonMime(mime)) return ofKind("json", compareJson(want, got, jsonNumbers(tolerance)));
  const [stored, fresh] = [String(want), String(got)];
  if (mime === "image/png") return ofKind("image", await compareImage(stored, fresh, image));
  if (mime.startsWith("image/") && mime !== "image/svg+xml") {
    const same = stored.trim() === fresh.trim();
    return same ? [] : ofKind("image", [{ at: mime, want: size(stored), got: size(fresh) }]);
  }
  const found = ofKind("text", compareText(stored, fresh, tolerance));
  if (mime === "text/plain") return found;
  return found.map((difference) => ({ ...difference, at: `${mime} ${difference.at}` }));
}

function inOrder(mimes: string[]): string[] {
  return mimes.toSorted((a, b) => Number(b === "text/plain") - Number(a === "text/plain"));
}

function size(base64: string): string {
  return `${base64.length} characters of base64`;
}

function ofKind(kind: string, found: Difference[]): KindOfDifference[] {
  return found.map((difference) => ({ ...difference, kind }));
}
