import type { Post } from "../reproduce/judge/sources.ts";
import { wrap } from "../text/wrap.ts";
import { longDate } from "./long_date.ts";

/** The notebook that an author starts from. What is to be written stands in square brackets. */
export function scaffold(post: Post, note: string): Record<string, unknown> {
  return {
    cells: [
      markdown("title", title(post)),
      markdown("gist", GIST),
      code("open", open(note)),
      markdown("first-section", FIRST_SECTION),
      code("judge-first", FIRST_CLAIM),
      markdown("what-held", WHAT_HELD),
      code("summary", SUMMARY),
    ],
    metadata: {
      kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
      // deno fmt formats the cells only when these are there
      language_info: {
        codemirror_mode: "typescript",
        file_extension: ".ts",
        mimetype: "text/x.typescript",
        name: "typescript",
        pygments_lexer: "typescript",
      },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

function title({ title, titleTranslated, author, date, url }: Post): string {
  const translated = titleTranslated === undefined ? "" : ` (${titleTranslated})`;
  return `# ${title}${translated}

${author}, ${
    longDate(date)
  }, <${url}>. Re-derived here in our own words; the post keeps its author's rights.`;
}

const GIST = `**The gist.** [What does the note say? Two or three sentences in our own words, ` +
  `with the number or the idea that a reader would retell.]

**What we do with it.** [What is built, and what answers: a closed form, a reference in f64, another ` +
  `implementation, a published table?]`;

function open(note: string): string {
  return `// Opens the note: judge() below checks its claims, one card each; outOfScope() is there too.
import { closedForm, equal, openNote } from "@rederive/lib/claim";

const { judge, summary } = openNote("${note}");`;
}

const FIRST_SECTION = `## 1 [The first idea]

[Prose before code: what the note says here, and how we can tell whether it holds. The control is ` +
  `the same check on a subject broken on purpose; say what was broken, and why that must show.]`;

const FIRST_CLAIM = `// Note, [section]: "[the few words that this cell answers]".
const pairs = (n: number): number => {
  throw new Error(\`Cannot count the pairs of \${n}: this scaffold is not filled in yet\`);
};
await judge({
  id: "name-the-claim-in-words",
  says: "[the claim in our words, with every number the note gives]",
  at: "[section, figure or formula]",
  conditions: { n: 64 },
  asStated: () => equal(pairs(64), (64 * 63) / 2, { against: closedForm("n (n - 1) / 2") }),
  control: {
    breaks: "[what is broken, in a few words]",
    check: () => equal(pairs(63), (64 * 63) / 2, { against: closedForm("n (n - 1) / 2") }),
  },
  // when it fails as stated, one of:
  // when: { condition: "[what the note leaves out]", check: () => … },
  // instead: { says: "[what is right]", check: () => … },
});`;

const WHAT_HELD = `## 2 What held, what did not

[What a reader takes home: what stood, what needed a condition, what was wrong and what is right.]`;

const SUMMARY = `// The verdicts of this notebook.
summary();`;

function markdown(id: string, text: string): Record<string, unknown> {
  // as deno fmt breaks prose, so that the author's first change is not a reformatting
  const source = text.split("\n\n").map((paragraph) => wrap(paragraph, 100).join("\n"));
  return { cell_type: "markdown", id, metadata: {}, source: source.join("\n\n") };
}

function code(id: string, source: string): Record<string, unknown> {
  return { cell_type: "code", execution_count: null, id, metadata: {}, outputs: [], source };
}
