import { type Card as State, createEmptyCard, fsrs, type Grade } from "ts-fsrs";
import type { Card } from "./prompts.ts";

/** What a reader's browser keeps of a card. */
export interface Kept {
  state: State;
  /** The answer as it was learned: another one makes the card due. */
  answer: string;
}

/** By the card's id. */
export type Memory = Record<string, Kept>;

/** What of a stored value is a memory: a browser keeps whatever was written there. */
export function readMemory(value: unknown): Memory {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value as Record<string, Partial<Kept> | null>).filter(([, kept]) =>
      typeof kept?.answer === "string" && typeof kept.state?.stability === "number" &&
      !Number.isNaN(new Date(kept.state.due).getTime())
    ),
  ) as Memory;
}

const scheduler = fsrs({ enable_fuzz: false });

/** Cards to ask now: never seen ones last, those whose answer changed first. */
export function dueCards(cards: readonly Card[], memory: Memory, now: Date): Card[] {
  const urgency = (card: Card) => {
    const kept = memory[card.id];
    if (!kept) return 2;
    if (kept.answer !== card.answer) return 0;
    return new Date(kept.state.due) <= now ? 1 : 3;
  };
  return cards.map((card) => ({ card, at: urgency(card) })).filter(({ at }) => at < 3)
    .sort((a, b) => a.at - b.at).map(({ card }) => card);
}

/** The card's state after an answer. */
export function graded(kept: Kept | undefined, card: Card, grade: Grade, now: Date): Kept {
  const isKnown = kept !== undefined && kept.answer === card.answer;
  const { card: state } = scheduler.next(isKnown ? kept.state : createEmptyCard(now), now, grade);
  return { state, answer: card.answer };
}

/** Cards as Anki imports them: a line each, question and answer between tabs. */
export function ankiText(cards: readonly Card[]): string {
  const plain = (text: string) => text.replaceAll(/[\t\n\r]+/g, " ");
  return "#separator:tab\n#html:false\n" +
    cards.map(({ question, answer, note }) => [question, answer, note].map(plain).join("\t") + "\n")
      .join("");
}
