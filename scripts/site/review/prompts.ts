import type { ClaimRecord } from "@rederive/lib/claim";
import { isRecord, readDataFile, refuseKeys } from "../../reproduce/judge/data_file.ts";
import { BadInput } from "../../reproduce/types.ts";
import type { Claim, Site } from "../collect/model.ts";
import { claimAddress } from "../render/links.ts";

export const PROMPTS_FILE = "data/prompts.json";

/** A question whose answer is what a claim says, once it is judged. */
export interface Prompt {
  /** `<shelf>/<note>/<claim>` */
  claim: string;
  question: string;
  /** Which part of the record is the answer. */
  answer: "says" | "amendment" | "want";
}

/** A prompt with its answer filled in, as the review page loads it. */
export interface Card {
  id: string;
  question: string;
  answer: string;
  verdict: string;
  note: string;
  /** Path of the claim's page. */
  path: string;
}

const KEYS = ["claim", "question", "answer"];

/** The prompts of a repository, each with the answer that CI confirms today. */
export function readCards(root: string, { notes }: Site): Card[] {
  const value = readDataFile(root, PROMPTS_FILE) ?? [];
  if (!Array.isArray(value)) throw refuse("it is no list");
  const claims = new Map(
    notes.flatMap((note) =>
      note.claims.map((claim) => [claim.path, { claim, title: note.title }] as const)
    ),
  );
  return value.map((prompt, i) => {
    const { claim: path, question, answer } = checkPrompt(prompt, i);
    const found = claims.get(path);
    if (!found) throw refuse(`prompt ${i + 1} is bound to "${path}", which is no accepted claim`);
    return {
      id: `${path}#${question}`,
      question,
      answer: answerOf(found.claim, answer, i),
      verdict: found.claim.record.verdict,
      note: found.title,
      path: claimAddress(found.claim),
    };
  });
}

function checkPrompt(prompt: unknown, i: number): Prompt {
  if (!isRecord(prompt)) throw refuse(`prompt ${i + 1} is no object`);
  refuseKeys(prompt, KEYS, (key) => refuse(`prompt ${i + 1} has an unknown key "${key}"`));
  const { claim, question, answer } = prompt;
  if (typeof claim !== "string" || typeof question !== "string" || question.trim() === "") {
    throw refuse(`prompt ${i + 1} has no claim or no question`);
  }
  if (answer !== "says" && answer !== "amendment" && answer !== "want") {
    throw refuse(
      `prompt ${i + 1} has "answer": ${JSON.stringify(answer)}, wanted says, amendment or want`,
    );
  }
  return { claim, question, answer };
}

function answerOf({ record }: Claim, part: Prompt["answer"], i: number): string {
  const measured = record.amendment?.measurement ?? record.asStated;
  const answer: Partial<Record<Prompt["answer"], string | undefined>> = {
    says: record.says,
    amendment: record.amendment?.says,
    want: part === "want" && measured ? wantOf(measured, record) : undefined,
  };
  const text = answer[part];
  if (text === undefined) {
    throw refuse(`prompt ${i + 1} asks for "${part}", which its claim has not`);
  }
  return text;
}

function wantOf({ want, unit }: NonNullable<ClaimRecord["asStated"]>, { id }: ClaimRecord): string {
  const text = typeof want === "string" ? want : JSON.stringify(want);
  if (text.length > 200) throw refuse(`the answer of "${id}" is ${text.length} characters long`);
  return unit ? `${text} ${unit}` : text;
}

function refuse(problem: string): BadInput {
  return new BadInput(
    `Cannot read ${PROMPTS_FILE}: ${problem}`,
    "write the prompt as its neighbours are, bound to an accepted claim",
  );
}
