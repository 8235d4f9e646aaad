import type { Part } from "./tokenizer_json.ts";

/** Ids in front of a text and behind it. */
export interface Wrapping {
  readonly before: readonly number[];
  readonly behind: readonly number[];
}

/** What a post-processor of a `tokenizer.json` puts around a single text. */
export function wrappingOf(part: Part | undefined): Wrapping {
  switch (part?.type) {
    case undefined:
    case "ByteLevel":
      return { before: [], behind: [] };
    case "BertProcessing":
    case "RobertaProcessing":
      return { before: [idOf(part, "cls")], behind: [idOf(part, "sep")] };
    case "Sequence": {
      const all = part.parts("processors").map(wrappingOf);
      return {
        before: all.flatMap(({ before }) => before),
        behind: all.flatMap(({ behind }) => behind),
      };
    }
    case "TemplateProcessing":
      return templateOf(part);
    default:
      throw part!.refuse([
        ...["ByteLevel", "BertProcessing", "RobertaProcessing", "TemplateProcessing", "Sequence"],
      ]);
  }
}

/** `["[SEP]", 102]`. */
function idOf(part: Part, key: string): number {
  const id = part.list(key)[1];
  if (typeof id === "number" && Number.isSafeInteger(id)) return id;
  throw part.wrong(key, "a token and its id");
}

function templateOf(part: Part): Wrapping {
  const before: number[] = [];
  const behind: number[] = [];
  let side = before;
  for (const piece of part.parts("single")) {
    if (piece.has("Sequence")) side = behind;
    else {
      const name = piece.part("SpecialToken").text("id");
      for (const id of part.part("special_tokens").part(name).list("ids")) side.push(Number(id));
    }
  }
  return { before, behind };
}
