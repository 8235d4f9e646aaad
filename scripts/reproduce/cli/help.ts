import { EXIT } from "../types.ts";
import { DEFAULTS } from "./option_table.ts";

/** What each exit code says, in the order in which one wins over another. */
export const EXIT_MEANINGS: Readonly<Record<number, string>> = {
  0: "every note ran (or had nothing new), every output and verdict as accepted",
  [EXIT["bad input"]]: "something to fix in the command, in a file, or in how a claim is written",
  [EXIT["claim"]]: "a claim is not established, or its verdict is not the accepted one",
  [EXIT["code error"]]: "a cell threw",
  [EXIT["cell timeout"]]: "a cell took longer than --cell-timeout",
  [EXIT["notebook timeout"]]: "a note took longer than --notebook-timeout",
  [EXIT["kernel exit"]]: "a kernel ended in the middle of a note",
  [EXIT["out of memory"]]: "a kernel needed more than --max-memory",
  [EXIT["infrastructure"]]: "the machinery failed twice; the note itself may be fine",
  [EXIT["output drift"]]: "an output is no longer what the notebook shows",
};

const EXAMPLES = [
  ["deno task reproduce", "every note; those that cannot have changed are not run"],
  ["deno task reproduce mathematics/counter-based-randomness", "one note"],
  ['deno task reproduce "languages/*"', "a shelf"],
  ["deno task reproduce ~/draft.ipynb", "any Deno notebook, wherever it is"],
  ["deno task reproduce --only-failed", "what failed last time"],
  ["deno task reproduce --why frame-transform", "why it would run, and what changed"],
  ["deno task reproduce --watch frame-transform", "again after every save"],
] as const;

const GROUPS: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  ["What runs", [
    ["--fresh", "run everything, whatever the cache knows"],
    ["--only-failed", "only notes that failed in the last run"],
    ["--why", "run nothing; say for each note whether it would run, and why"],
    [
      "--worlds",
      "run each note in every numeric world (native and sse4.1)\n" +
      "and report the digits on which they differ",
    ],
    ["--watch", "stay, and run what a saved file affects"],
    ["--fail-fast", "start no further note after the first that fails"],
    ["--no-check", "skip parsing, type-checking and linting the cells first"],
  ]],
  ["How it runs", [
    ["--jobs N", "notes at the same time (default: one a core)"],
    ["--cell-timeout TIME", `longest a cell may take (default: ${DEFAULTS.cellTimeout})`],
    [
      "--notebook-timeout TIME",
      `longest a note may take (default: ${DEFAULTS.notebookTimeout})`,
    ],
    ["--max-output SIZE", `most a cell may put out (default: ${DEFAULTS.maxOutput})`],
    ["--max-memory SIZE", `most memory a kernel may hold (default: ${DEFAULTS.maxMemory})`],
    ["--allow LIST", "let cells keep permissions they lose by default:\nnet, write, run, ffi"],
  ]],
  ["Reports", [
    ["--out DIR", "write the executed notebooks there"],
    ["--html FILE", "one page with every claim and every difference"],
    ["--json FILE", "everything, for programs (- is standard output)"],
    ["--junit FILE", "a test case for each claim, for CI"],
    ["--github", "annotations and a job summary on GitHub Actions"],
  ]],
  ["Several machines", [
    ["--shard I/N", "the I-th of N parts, of about equal time"],
    ["--blob FILE", "keep what the part saw, for merging"],
    ["merge FILES...", "one report of all parts; takes the report options"],
  ]],
];

/** The text of `deno task reproduce --help`. */
export function helpText(): string {
  return [
    "Re-execute notes and judge their claims.",
    "",
    "Usage: deno task reproduce [options] [notes]",
    "       deno task reproduce merge [report options] FILES...",
    "",
    "Examples",
    ...EXAMPLES.flatMap(([command, what]) => [`  ${command}`, `      ${what}`]),
    "",
    "A note is an id (mathematics/counter-based-randomness, or its last part), a pattern, or a",
    "path of an .ipynb file. A run never changes a notebook: what is new waits under .rederive/",
    "for `deno task review` and `deno task accept`.",
    ...GROUPS.flatMap(([title, rows]) => ["", title, ...rows.flatMap(row)]),
    "",
    "TIME is a number with ms, s, m or h; SIZE a number with B, KB, MB or GB.",
    "Colours follow NO_COLOR. Without a terminal the progress display becomes plain lines.",
    "",
    "Exit codes",
    ...Object.entries(EXIT_MEANINGS).map(([code, what]) => `  ${code.padStart(2)}  ${what}`),
    "  When notes end differently, the smallest code above 0 counts.",
    "",
  ].join("\n");
}

function row([option, what]: readonly [string, string]): string[] {
  const [first, ...more] = what.split("\n");
  return [`  ${option.padEnd(24)}${first}`, ...more.map((line) => " ".repeat(26) + line)];
}
