import { canonicalJson, isList, type Json } from "./json.ts";
import { sha256 } from "./sha256.ts";

/** Longer than this as JSON text, a value is kept as a digest. */
const LONGEST = 1000;

/** Keeps two values as they are when short, else as size, hash and the first place they differ at. */
export function digestPair(got: Json, want: Json): { got: Json; want: Json; at?: string } {
  const texts = [canonicalJson(got), canonicalJson(want)] as const;
  if (texts[0].length <= LONGEST && texts[1].length <= LONGEST) return { got, want };
  const place = firstDifference(got, want);
  return {
    got: digest(got, texts[0], place?.got),
    want: digest(want, texts[1], place?.want),
    ...(place ? { at: place.at || "the whole" } : {}),
  };
}

function digest(value: Json, text: string, differs: Json | undefined): Json {
  const size = typeof value === "string" || isList(value) ? { length: value.length } : {};
  return { ...size, sha256: sha256(text), ...(differs === undefined ? {} : { there: differs }) };
}

function firstDifference(
  got: Json,
  want: Json,
  at = "",
): { at: string; got: Json; want: Json } | null {
  if (typeof got === "string" && typeof want === "string") return differInText(got, want, at);
  if (isList(got) && isList(want)) {
    for (let i = 0; i < Math.min(got.length, want.length); i++) {
      const found = firstDifference(got[i]!, want[i]!, `${at}[${i}]`);
      if (found) return found;
    }
    if (got.length === want.length) return null;
    return { at: `${at}.length`, got: got.length, want: want.length };
  }
  if (canonicalJson(got) === canonicalJson(want)) return null;
  return { at, got: shorten(got), want: shorten(want) };
}

function differInText(got: string, want: string, at: string) {
  if (got === want) return null;
  let i = 0;
  while (got[i] === want[i]) i++;
  return { at: `${at}[${i}]`, got: got.slice(i, i + 40), want: want.slice(i, i + 40) };
}

function shorten(value: Json): Json {
  const text = canonicalJson(value);
  return text.length <= 80 ? value : `${text.slice(0, 79)}…`;
}
