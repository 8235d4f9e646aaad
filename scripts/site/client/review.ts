/** The review page: asks what is due; what the reader knows stays in this browser. */
import { type Grade, Rating } from "ts-fsrs";
import type { Card } from "../review/prompts.ts";
import { ankiText, dueCards, graded, type Memory, readMemory } from "../review/schedule.ts";
import { element } from "./dom.ts";

const KEY = "rederive.review";
const GRADES: readonly [words: string, grade: Grade][] = [
  ["Forgot", Rating.Again],
  ["Hard", Rating.Hard],
  ["Good", Rating.Good],
  ["Easy", Rating.Easy],
];

const place = document.querySelector<HTMLElement>("[data-review]")!;
const root = new URL(place.dataset["root"]!, location.href);
const cards: Card[] = await (await fetch(new URL(place.dataset["review"]!, location.href))).json();
const status = element("p", { role: "status", class: "small" });
const asked = element("div");
place.append(status, asked, exports());
ask();

function ask(): void {
  const memory = remembered();
  const due = dueCards(cards, memory, new Date());
  status.textContent = due.length === 0
    ? "Nothing is due. Come back another day."
    : `${due.length} of ${cards.length} due`;
  const [card] = due;
  asked.replaceChildren(...card ? [question(card, memory)] : []);
}

function question(card: Card, memory: Memory): HTMLElement {
  const before = memory[card.id];
  const hasChanged = before !== undefined && before.answer !== card.answer;
  const reveal = element("button", { type: "button" }, "Show the answer");
  const shown = element(
    "article",
    { class: "card" },
    ...hasChanged
      ? [element("p", { class: "banner" }, "This answer changed since you learned it.")]
      : [],
    element("p", { class: "lead" }, card.question),
    reveal,
    element("p", { class: "small" }, card.note),
  );
  reveal.addEventListener("click", () => {
    const buttons = GRADES.map(([words, grade]) => {
      const button = element("button", { type: "button" }, words);
      button.addEventListener("click", () => {
        keep({
          ...remembered(),
          [card.id]: graded(remembered()[card.id], card, grade, new Date()),
        });
        ask();
      });
      return button;
    });
    reveal.replaceWith(
      element("p", {}, card.answer),
      element(
        "p",
        { class: "small" },
        `${card.verdict.replaceAll("-", " ")}: `,
        element("a", { href: new URL(card.path, root).href }, "the claim"),
      ),
      element("div", { class: "grades" }, ...buttons),
    );
    buttons[2]!.focus();
  });
  return shown;
}

function remembered(): Memory {
  try {
    return readMemory(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
  } catch {
    return {}; // no storage, or not ours
  }
}

function keep(memory: Memory): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(memory));
  } catch {
    status.textContent = "This browser keeps nothing, so the answer is not remembered.";
  }
}

function exports(): HTMLElement {
  const save = (words: string, name: string, text: () => string) => {
    const button = element("button", { type: "button" }, words);
    button.addEventListener("click", () => {
      const url = URL.createObjectURL(new Blob([text()], { type: "text/plain" }));
      element("a", { href: url, download: name }).click();
      URL.revokeObjectURL(url);
    });
    return button;
  };
  return element(
    "p",
    { class: "grades" },
    save("Export for Anki", "rederive.txt", () => ankiText(cards)),
    save("Export my progress", "rederive-review.json", () => JSON.stringify(remembered(), null, 2)),
  );
}
