import { strictEqual as equal } from "node:assert/strict";
import { readSections } from "../../../notebooks/retrieval/rag-playbook/corpus.ts";
import { readGold } from "../../../notebooks/retrieval/rag-playbook/gold.ts";

const sections = await readSections();
const { questions } = await readGold();

Deno.test("every grade is of a section of the snapshot, and each question has an answer", () => {
  const ids = new Set(sections.map(({ id }) => id));
  for (const { text, relevant } of questions) {
    const grades = Object.entries(relevant);
    equal(grades.every(([id, grade]) => ids.has(id) && (grade === 1 || grade === 2)), true, text);
    equal(grades.some(([, grade]) => grade === 2), true, text);
  }
});

Deno.test("no question is asked twice, and none is a sentence of the snapshot", () => {
  equal(new Set(questions.map(({ text }) => text.toLowerCase())).size, questions.length);
  const prose = sections.flatMap(({ pieces }) => pieces).join(" ").toLowerCase();
  const copied = questions.filter(({ text, kind }) =>
    kind === "paraphrase" && prose.includes(text.toLowerCase())
  );
  equal(copied.map(({ text }) => text).join("; "), "");
});

Deno.test("of each kind and note the 2nd, 5th, 8th question is for choosing settings", () => {
  const met = new Map<string, number>();
  for (const { kind, relevant, split, text } of questions) {
    const group = `${kind} ${Object.keys(relevant)[0]!.split("/")[0]}`;
    const place = met.get(group) ?? 0;
    met.set(group, place + 1);
    equal(split, place % 3 === 1 ? "dev" : "held-out", text);
  }
});

Deno.test("a filter lets every answer through, and not every section", () => {
  for (const { text, filter, relevant } of questions) {
    if (!filter) continue;
    const passes = sections.filter(({ note }) =>
      (!filter.author || note.author === filter.author) &&
      (!filter.date || note.date.startsWith(filter.date)) &&
      (!filter.shelf || note.id.startsWith(`${filter.shelf}/`))
    ).map(({ id }) => id);
    equal(Object.keys(relevant).every((id) => passes.includes(id)), true, text);
    equal(passes.length < sections.length, true, text);
  }
});
