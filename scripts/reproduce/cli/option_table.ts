/** Every option of `deno task reproduce`: its kind, an example, and what holds when it is absent. */
/** Limits when none is given: four times what a note may take, and what a kernel needs at most. */
export const DEFAULTS = {
  cellTimeout: "60s",
  notebookTimeout: "2m",
  maxOutput: "2MB",
  maxMemory: "4GB",
} as const;

export const OPTIONS = {
  "fresh": { type: "boolean" },
  "jobs": { type: "string" },
  "shard": { type: "string" },
  "only-failed": { type: "boolean" },
  "why": { type: "boolean" },
  "worlds": { type: "boolean" },
  "out": { type: "string" },
  "json": { type: "string" },
  "junit": { type: "string" },
  "html": { type: "string" },
  "blob": { type: "string" },
  "github": { type: "boolean" },
  "cell-timeout": { type: "string" },
  "notebook-timeout": { type: "string" },
  "max-output": { type: "string" },
  "max-memory": { type: "string" },
  "fail-fast": { type: "boolean" },
  "watch": { type: "boolean" },
  "allow": { type: "string" },
  "no-check": { type: "boolean" },
  "help": { type: "boolean", short: "h" },
} as const;

export type Name = keyof typeof OPTIONS;
/** What was typed: a value, or true for a flag. */
export type Given = { [K in Name]?: string | true };

/** A value to offer when one is missing or cannot be read. */
export const EXAMPLES: Partial<Record<Name, string>> = {
  "jobs": "2",
  "shard": "1/4",
  "out": "executed",
  "json": "report.json",
  "junit": "junit.xml",
  "html": "report.html",
  "blob": "shard-1.jsonl",
  "cell-timeout": DEFAULTS.cellTimeout,
  "notebook-timeout": DEFAULTS.notebookTimeout,
  "max-output": DEFAULTS.maxOutput,
  "max-memory": DEFAULTS.maxMemory,
  "allow": "net",
};
