/** A throw-away repository of notes, with a history of its own. */
import { dirname, join } from "node:path";
import { type ClaimRecord, closedForm, equal, revisionOf } from "@rederive/lib/claim";

export const NOTE = "shelf/note";

/** A claim as judged: it holds, or, `corrected`, something else does. */
export function record(
  { id = "four-is-four", says = "four is four", note = NOTE, corrected = false, at = "section 1" } =
    {},
): ClaimRecord & { verdict: "confirmed" | "corrected" } {
  const against = closedForm("4");
  const [right, wrong] = [equal(4, 4, { against }), equal(5, 4, { against })];
  const said = {
    ...{ schema: 1, note, id, says, at, strength: "single-run", conditions: {} } as const,
    control: wrong,
    ...corrected
      ? {
        verdict: "corrected" as const,
        asStated: wrong,
        amendment: { kind: "instead", says: "four is", measurement: right } as const,
      }
      : { verdict: "confirmed" as const, asStated: right },
  };
  return { ...said, rev: revisionOf(said) };
}

/** An output that shows a bundle. */
export function shown(data: Record<string, unknown>) {
  return { output_type: "display_data", data, metadata: {} };
}

/** An output that shows a claim. */
export function claimed(record: unknown) {
  return shown({
    "application/vnd.rederive.claim+json": record,
    "text/markdown": "a card",
    "text/plain": "a claim",
  });
}

export type Cell = { prose: string } | { source: string; outputs?: unknown[] };

/** A notebook as it is stored. */
export function stored(...cells: Cell[]): string {
  const metadata = { kernelspec: { display_name: "Deno", language: "typescript", name: "deno" } };
  return JSON.stringify({
    cells: cells.map((cell, i) => {
      const id = `part-${i + 1}`;
      if ("prose" in cell) return { cell_type: "markdown", id, metadata: {}, source: cell.prose };
      const { source, outputs = [] } = cell;
      return { cell_type: "code", execution_count: 1, id, metadata: {}, outputs, source };
    }),
    metadata,
    nbformat: 4,
    nbformat_minor: 5,
  });
}

/** A notebook whose one code cell claims. */
export function noteOf(...records: unknown[]): string {
  return stored(
    { prose: "# Numbers\n\n**The gist.** Numbers are\nwhat they are.\n\nMore." },
    { source: "// Section 1: numbers\nconst four: number = 4;", outputs: records.map(claimed) },
  );
}

const SOURCES = {
  shelves: [{ id: "shelf", title: "A shelf" }, { id: "empty", title: "No notes" }],
  posts: [{
    id: "post",
    shelf: "shelf",
    title: "数",
    titleTranslated: "Numbers & more",
    author: "Ann Author",
    date: "2025-01-02",
    language: "zh",
    url: "https://example.org/post",
    kind: "short",
    notebooks: ["note"],
  }],
};

/** The environment of a git that knows nothing of the machine. */
const GIT = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  GIT_AUTHOR_NAME: "Ann",
  GIT_AUTHOR_EMAIL: "ann@example.org",
  GIT_COMMITTER_NAME: "Ann",
  GIT_COMMITTER_EMAIL: "ann@example.org",
};

export class Repository implements Disposable {
  readonly folder = Deno.makeTempDirSync({ prefix: "rederive-test-" });
  readonly root = join(this.folder, "repository");

  constructor() {
    this.write("data/sources.json", JSON.stringify(SOURCES));
    this.write("data/MANIFEST.json", JSON.stringify({ files: {} }));
    this.write("data/verdicts.json", "{}");
    this.git(["init", "-q"]);
  }

  write(path: string, text: string): void {
    Deno.mkdirSync(dirname(join(this.root, path)), { recursive: true });
    Deno.writeTextFileSync(join(this.root, path), text);
  }

  /** What `deno task accept` leaves, committed at a second. */
  accept(
    records: readonly ClaimRecord[],
    { notebook = noteOf(...records), claims = {}, because = "new-note: first run", at = 0 }: {
      notebook?: string;
      claims?: Record<string, string>;
      because?: string;
      at?: number;
    } = {},
  ): void {
    const verdicts = Object.fromEntries(
      records.map(({ id, verdict, rev }) => [id, { is: verdict, rev }]),
    );
    this.write(`notebooks/${NOTE}.ipynb`, notebook);
    this.write("data/verdicts.json", JSON.stringify({ [NOTE]: verdicts }));
    const line = JSON.stringify({ note: NOTE, because, claims });
    const path = join(this.root, "data/acceptances.jsonl");
    Deno.writeTextFileSync(path, `${line}\n`, { append: true });
    this.commit(at);
  }

  commit(at: number): void {
    this.git(["add", "-A"]);
    const date = `${1_700_000_000 + at} +0200`;
    this.git(["commit", "-q", "-m", "a commit"], {
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_DATE: date,
    });
  }

  git(args: readonly string[], env: Record<string, string> = {}): void {
    const { success, stderr } = new Deno.Command("git", {
      args: [...args],
      cwd: this.root,
      env: { ...GIT, ...env },
    }).outputSync();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.folder, { recursive: true });
  }
}
