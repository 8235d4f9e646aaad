import assert from "node:assert/strict";
import { CLAIM } from "../../../scripts/reproduce/mime.ts";
import { readNotebook } from "../../../scripts/reproduce/notebook/read.ts";
import { keepPending } from "../../../scripts/reproduce/judge/keep_pending.ts";
import { judge } from "../../../scripts/reproduce/judge/judge.ts";
import {
  listPending,
  pendingNotebook,
  readPending,
} from "../../../scripts/reproduce/judge/pending.ts";
import { promote } from "../../../scripts/reproduce/judge/promote.ts";
import { readVerdicts } from "../../../scripts/reproduce/judge/verdicts.ts";
import type { Execution } from "../../../scripts/reproduce/types.ts";
import { cellRun, execution, NOTE, printed, record, shown } from "./samples.ts";

const BECAUSE = "new-note: judged for the first time";
const A = record("near-one");

/** A repository with one note that was never run. */
class Repository implements Disposable {
  readonly root = Deno.realPathSync(Deno.makeTempDirSync({ prefix: "rederive-promote-test-" }));
  readonly place = { root: this.root, state: `${this.root}/.rederive` };
  readonly path = `${this.root}/notebooks/${NOTE}.ipynb`;

  constructor() {
    this.write("1 + 1", "prose");
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.root, { recursive: true });
  }

  write(code: string, prose: string): void {
    const raw = {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: { kernelspec: { name: "deno", display_name: "Deno", language: "typescript" } },
      cells: [
        { cell_type: "markdown", id: "title", metadata: {}, source: prose },
        {
          cell_type: "code",
          id: "a",
          metadata: {},
          source: code,
          outputs: [],
          execution_count: null,
        },
      ],
    };
    Deno.mkdirSync(`${this.root}/notebooks/shelf`, { recursive: true });
    Deno.writeTextFileSync(this.path, JSON.stringify(raw));
  }

  read() {
    return readNotebook(this.path, { root: this.root });
  }

  /** Judges runs of the note, one a world, and keeps what is pending. */
  async finish(...runs: Execution[]) {
    const notebook = await this.read();
    const accepted = readVerdicts(this.root)[NOTE] ?? {};
    const finished = await Promise.all(runs.map(async (run, i) => ({
      world: ["native", "sse4.1"][i]!,
      judgement: await judge(notebook, run, { accepted }),
      execution: () => Promise.resolve(run),
    })));
    return await keepPending(this.place, notebook, { finished, isNote: true });
  }

  promote(changes: Partial<Parameters<typeof promote>[1]> = {}) {
    return promote(NOTE, { ...this.place, because: BECAUSE, ...changes });
  }

  /** Every file with its content, to show that nothing changed. */
  snapshot(folder = this.root): Record<string, string> {
    const files: Record<string, string> = {};
    for (const { name, isDirectory } of Deno.readDirSync(folder)) {
      const path = `${folder}/${name}`;
      if (isDirectory) Object.assign(files, this.snapshot(path));
      else files[path] = Deno.readTextFileSync(path);
    }
    return files;
  }
}

const RUN = execution([cellRun(1, printed("2\n"), shown(A))]);

Deno.test("promote() puts outputs into the notebook, verdicts and the reason into data", async () => {
  using repository = new Repository();
  await repository.finish(RUN);
  const promoted = await repository.promote();
  assert.deepEqual(promoted, {
    note: NOTE,
    path: repository.path,
    claims: { "near-one": "new → confirmed" },
    because: { class: "new-note", reason: "judged for the first time" },
  });
  const { cells } = await repository.read();
  assert.deepEqual(cells[0]!.outputs[0], printed("2\n"));
  const [, second] = cells[0]!.outputs;
  assert.ok(second && "data" in second);
  assert.deepEqual(second.data[CLAIM], A);
  assert.deepEqual(readVerdicts(repository.root), {
    [NOTE]: { "near-one": { is: "confirmed", rev: A.rev } },
  });
  const text = (name: string) => Deno.readTextFileSync(`${repository.root}/data/${name}`);
  assert.deepEqual(JSON.parse(text("acceptances.jsonl")), {
    note: NOTE,
    because: BECAUSE,
    claims: { "near-one": "new → confirmed" },
  });
  assert.deepEqual(JSON.parse(text("timings.json")), { [NOTE]: 1.2 });
});

Deno.test("promote() leaves a note that is as accepted, and nothing pending", async () => {
  using repository = new Repository();
  await repository.finish(RUN);
  await repository.promote();
  assert.equal(readPending(repository.place, NOTE), null);
  assert.equal(await repository.finish(RUN), null);
  await assert.rejects(() => repository.promote(), {
    name: "BadInput",
    message:
      `Cannot accept "${NOTE}": nothing is pending, wanted a run that differs from what is stored`,
  });
});

Deno.test("promote() appends to the history and takes claims away that are no longer made", async () => {
  using repository = new Repository();
  await repository.finish(RUN);
  await repository.promote();
  await repository.finish(execution([cellRun(1, printed("3\n"))]));
  const { claims } = await repository.promote({
    because: "check-was-wrong: it asked the wrong thing",
  });
  assert.deepEqual(claims, { "near-one": "confirmed → removed" });
  assert.deepEqual(readVerdicts(repository.root), {});
  const history = Deno.readTextFileSync(`${repository.root}/data/acceptances.jsonl`);
  assert.deepEqual(history.trim().split("\n").map((line) => JSON.parse(line).because), [
    BECAUSE,
    "check-was-wrong: it asked the wrong thing",
  ]);
});

Deno.test("promote() names a claim that changed without flipping", async () => {
  using repository = new Repository();
  await repository.finish(RUN);
  await repository.promote();
  const changed = record("near-one", { says: "It is near one." });
  await repository.finish(execution([cellRun(1, printed("2\n"), shown(changed))]));
  const { claims } = await repository.promote();
  assert.deepEqual(claims, { "near-one": `confirmed, ${A.rev} → ${changed.rev}` });
});

Deno.test("promote() keeps prose that was written after the run", async () => {
  using repository = new Repository();
  await repository.finish(RUN);
  repository.write("1 + 1", "better prose");
  await repository.promote();
  assert.match(Deno.readTextFileSync(repository.path), /better prose/);
});

const REFUSALS: [
  name: string,
  message: RegExp,
  prepare: (repository: Repository) => void | Promise<unknown>,
  options?: Partial<Parameters<typeof promote>[1]>,
][] = [
  ["a reason of no class", /"because" is no class/, () => {}, { because: "because: I like it so" }],
  [
    "code that changed since it ran",
    /its code changed since it ran/,
    (repository) => repository.write("1 + 2", "prose"),
  ],
  [
    "worlds that disagree",
    /its worlds disagree, claim "near-one" is confirmed in native, on other evidence in sse4\.1/,
    (repository) =>
      repository.finish(
        RUN,
        execution([cellRun(1, shown(record("near-one", { says: "It is two." })))]),
      ),
  ],
  [
    "fewer worlds than before",
    /it ran in native, wanted all worlds .* \(native, sse4\.1\)$/,
    async (repository) => {
      await repository.finish(RUN, RUN);
      await repository.promote();
      await repository.finish(execution([cellRun(1, printed("3\n"), shown(A))]));
    },
  ],
  [
    "a notebook that is gone",
    /there is no such file/,
    (repository) => Deno.removeSync(repository.path),
  ],
];

for (const [name, message, prepare, options] of REFUSALS) {
  Deno.test(`promote() refuses ${name} and changes nothing`, async () => {
    using repository = new Repository();
    await repository.finish(RUN);
    await prepare(repository);
    const before = repository.snapshot();
    await assert.rejects(() => repository.promote(options), { name: "BadInput", message });
    assert.deepEqual(repository.snapshot(), before);
  });
}

Deno.test("promote() on a full disk changes nothing, whichever file does not fit", async () => {
  for (const fit of [0, 1, 2, 3]) {
    using repository = new Repository();
    await repository.finish(RUN);
    const before = repository.snapshot();
    let written = 0;
    const write = (path: string, text: string) => {
      Deno.writeTextFileSync(path, text.slice(0, written < fit ? undefined : 3));
      if (written++ >= fit) throw new Error("No space left on device (os error 28)");
    };
    await assert.rejects(() => repository.promote({ write }), {
      name: "BadInput",
      message: /No space left on device.*; no file was changed$/,
    });
    assert.deepEqual(repository.snapshot(), before);
    await repository.promote();
  }
});

Deno.test("keepPending() keeps the outputs beside the notebook, which stays as it was", async () => {
  using repository = new Repository();
  const before = Deno.readTextFileSync(repository.path);
  const pending = await repository.finish(RUN);
  assert.deepEqual(pending?.worlds, ["native"]);
  assert.deepEqual(pending, readPending(repository.place, NOTE));
  assert.deepEqual(listPending(repository.place), [pending]);
  assert.equal(Deno.readTextFileSync(repository.path), before);
  const fresh = await readNotebook(pendingNotebook(repository.place, NOTE));
  assert.equal(fresh.cells[0]!.outputs.length, 2);
});

Deno.test("keepPending() forgets an older run when the note does not come to its end", async () => {
  using repository = new Repository();
  await repository.finish(RUN);
  const ending = { kind: "code error", message: "m", cell: 1 } as const;
  assert.equal(await repository.finish(execution([cellRun(1)], { ending })), null);
  assert.deepEqual(listPending(repository.place), []);
});

Deno.test("keepPending() keeps nothing when one of several worlds fails, or a record lies", async () => {
  using repository = new Repository();
  const ending = { kind: "claim", message: "m", cell: 1 } as const;
  assert.equal(await repository.finish(RUN, execution([cellRun(1)], { ending })), null);
  const lying = execution([cellRun(1, shown({ ...A, verdict: "refined" }))]);
  assert.equal(await repository.finish(lying), null);
});
