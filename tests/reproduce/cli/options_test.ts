import assert from "node:assert/strict";
import { parseOptions } from "../../../scripts/reproduce/cli/options.ts";
import { formatBadInput } from "../../../scripts/reproduce/cli/format_bad_input.ts";
import { BadInput } from "../../../scripts/reproduce/types.ts";

/** What the terminal shows for a command line that is refused. */
function refusal(...args: string[]): string {
  try {
    parseOptions(args);
  } catch (error) {
    if (error instanceof BadInput) return formatBadInput(error);
    throw error;
  }
  assert.fail(`accepted: ${args.join(" ")}`);
}

Deno.test("parseOptions() without arguments runs every note within the default limits", () => {
  assert.deepEqual(parseOptions([]), {
    command: "run",
    targets: [],
    fresh: false,
    jobs: null,
    shard: null,
    onlyFailed: false,
    why: false,
    worlds: false,
    out: null,
    json: null,
    junit: null,
    html: null,
    blob: null,
    github: false,
    cellTimeoutMs: 60_000,
    notebookTimeoutMs: 120_000,
    maxOutput: 2_000_000,
    maxMemory: 4_000_000_000,
    failFast: false,
    watch: false,
    allow: [],
    check: true,
  });
});

Deno.test("parseOptions() reads every option, before and after the notes", () => {
  const options = parseOptions([
    ..."--fresh --jobs 3 a/b --shard 2/5 --only-failed --worlds --out=x --json - c".split(" "),
    ..."--junit j.xml --html=h.html --blob b --github --cell-timeout 1m30s".split(" "),
    ..."--notebook-timeout 0.5h --max-output 512KiB --max-memory 1.5GB --fail-fast".split(" "),
    ..."--allow net,run --no-check -- --odd-name".split(" "),
  ]);
  assert.deepEqual(options, {
    command: "run",
    targets: ["a/b", "c", "--odd-name"],
    fresh: true,
    jobs: 3,
    shard: { index: 2, count: 5 },
    onlyFailed: true,
    why: false,
    worlds: true,
    out: "x",
    json: "-",
    junit: "j.xml",
    html: "h.html",
    blob: "b",
    github: true,
    cellTimeoutMs: 90_000,
    notebookTimeoutMs: 1_800_000,
    maxOutput: 524_288,
    maxMemory: 1_500_000_000,
    failFast: true,
    watch: false,
    allow: ["net", "run"],
    check: false,
  });
});

Deno.test("parseOptions() understands --why and --watch, and --help wins over the rest", () => {
  const why = parseOptions(["--why", "mathematics/counter-based-randomness"]);
  assert(why.command === "run" && why.why);
  assert.deepEqual(why.targets, ["mathematics/counter-based-randomness"]);
  assert(parseOptions(["--watch", "--json", "j"]).command === "run");
  assert.deepEqual(parseOptions(["-h", "--jobs", "many"]), { command: "help" });
});

Deno.test("parseOptions() reads merge with its files and reports", () => {
  assert.deepEqual(parseOptions(["merge", "a", "b", "--html", "h", "--github"]), {
    command: "merge",
    files: ["a", "b"],
    json: null,
    junit: null,
    html: "h",
    github: true,
  });
});

const REFUSALS: readonly (readonly [string[], string, string])[] = [
  [["--frech"], "Cannot read the command line: there is no option --frech", "--fresh"],
  [["-x"], "Cannot read the command line: there is no option -x", "deno task reproduce --help"],
  [["--no-chek"], "Cannot read the command line: there is no option --no-chek", "--no-check"],
  [["--jobs"], "Cannot read --jobs: it has no value, wanted one", "--jobs 2"],
  [["--out", "--fresh"], "Cannot read --out: it has no value, wanted one", "--out executed"],
  [["--json="], "Cannot read --json: it has no value, wanted one", "--json report.json"],
  [["--fresh=yes"], 'Cannot read --fresh: it is given "yes", wanted no value', "--fresh"],
  [["--jobs", "0"], 'Cannot read --jobs: "0" is not a whole number of 1 or more', "--jobs 2"],
  [["--jobs", "2.5"], 'Cannot read --jobs: "2.5" is not a whole number of 1 or more', "--jobs 2"],
  [
    ["--shard", "5/4"],
    'Cannot read --shard: "5/4" is not part/parts, wanted two whole numbers such as 1/4',
    "--shard 1/4",
  ],
  [
    ["--shard", "0/3"],
    'Cannot read --shard: "0/3" is not part/parts, wanted two whole numbers such as 1/4',
    "--shard 1/3",
  ],
  [
    ["--cell-timeout", "30"],
    'Cannot read --cell-timeout: "30" is not a time span, wanted a number with ms, s, m or h',
    "--cell-timeout 30s",
  ],
  [
    ["--notebook-timeout", "1s later"],
    'Cannot read --notebook-timeout: "1s later" is not a time span, wanted a number with ms, s, m or h',
    "--notebook-timeout 30s",
  ],
  [
    ["--cell-timeout", "0s"],
    'Cannot read --cell-timeout: "0s" is not a time span, wanted a number with ms, s, m or h',
    "--cell-timeout 30s",
  ],
  [
    ["--max-output", "8"],
    'Cannot read --max-output: "8" is not a size, wanted a number with B, KB, MB or GB',
    "--max-output 8MB",
  ],
  [
    ["--max-memory", "lots"],
    'Cannot read --max-memory: "lots" is not a size, wanted a number with B, KB, MB or GB',
    "--max-memory 1MB",
  ],
  [
    ["--allow", "nett"],
    'Cannot allow "nett": there is no such permission, wanted net, write, run, ffi',
    "--allow net",
  ],
  [
    ["--watch", "--shard", "1/2"],
    "Cannot combine --watch with --shard: watching is for one desk, shards are for a CI matrix",
    "leave out --shard",
  ],
  [
    ["--json", "-", "--html", "-"],
    "Cannot write --json and --html to standard output: only one fits",
    "--json - --html report.html",
  ],
  [
    ["merge"],
    "Cannot merge shards: no file is given, wanted the files written by --blob",
    "deno task reproduce merge shard-*.jsonl",
  ],
  [
    ["merge", "a", "--fresh"],
    "Cannot merge with --fresh: merging runs nothing, wanted only --json, --junit, --html or --github",
    "deno task reproduce merge shard-*.jsonl --html report.html",
  ],
];

for (const [args, message, fix] of REFUSALS) {
  Deno.test(`parseOptions() refuses ${args.join(" ")} in one line with a way out`, () => {
    assert.equal(refusal(...args), `${message}\nTry: ${fix}\n`);
  });
}

Deno.test("formatBadInput() keeps a message on one line and free of escapes", () => {
  const error = new BadInput("Cannot read \x1b[31ma.ipynb\x1b[0m:\n  it is\n  odd", "this");
  assert.equal(formatBadInput(error), "Cannot read a.ipynb: it is odd\nTry: this\n");
});
