import assert from "node:assert/strict";
import { judgeRun, settle } from "../../../scripts/reproduce/judge/settle.ts";
import type { Notebook } from "../../../scripts/reproduce/types.ts";
import { NATIVE, Sandbox } from "../cache/sandbox.ts";
import { accepted, cellRun, execution, NOTE, record, shown } from "./samples.ts";

const A = record("near-one");

function source(tolerance: string): string {
  return `await judge({ id: "near-one", asStated: () => close(a, 1, { tolerance: ${tolerance}, against }),
    control: () => close(b, 1, { tolerance: ${tolerance}, against }) });`;
}

const AS_RUN = source(`{ abs: 0.1, because: "as printed" }`);

function note(box: Sandbox, code = AS_RUN): Notebook {
  return box.notebook([code], { id: NOTE, outputs: [shown(A)] });
}

/** Looks the note up and settles it, as a new process would. */
async function again(box: Sandbox, notebook: Notebook, known = accepted(A)) {
  const { cache, lookup } = await box.look(notebook);
  const settled = await settle(cache, { lookup, notebook, accepted: known });
  cache.save();
  return settled;
}

/** A sandbox in which the note ran and was judged. */
async function afterRun(): Promise<Sandbox> {
  const box = new Sandbox();
  const notebook = note(box);
  const { cache, lookup } = await box.look(notebook);
  const run = execution([cellRun(1, shown(A))]);
  const entry = await cache.keep(lookup, { notebook, world: NATIVE, execution: run });
  await judgeRun(cache, { lookup, notebook, accepted: accepted(A) }, { execution: run, entry });
  return box;
}

Deno.test("settle() answers from the stored judgement when nothing changed", async () => {
  using box = await afterRun();
  const settled = await again(box, note(box));
  assert.equal(settled.from, "cache");
  assert.equal(settled.why, "nothing changed");
  assert.equal(settled.judgement.ending, null);
  assert.deepEqual(settled.judgement.claims.map(({ state }) => state), ["same"]);
  assert.deepEqual((await settled.execution())?.cells[0]?.outputs, [shown(A)]);
});

Deno.test("settle() says that a note never run must run", async () => {
  using box = new Sandbox();
  assert.deepEqual(await again(box, note(box)), { from: null, why: "first run" });
});

Deno.test("settle() judges anew when what is accepted changed, once", async () => {
  using box = await afterRun();
  const settled = await again(box, note(box), {});
  assert.equal(settled.from, "re-judged");
  assert.equal(settled.why, "accepted verdicts changed");
  assert.equal(settled.judgement.ending?.kind, "claim");
  assert.equal((await again(box, note(box), {})).from, "cache");
});

Deno.test("settle() judges anew when the stored outputs changed", async () => {
  using box = await afterRun();
  const emptied = box.notebook([AS_RUN], { id: NOTE });
  const settled = await again(box, emptied);
  assert.equal(settled.from, "re-judged");
  assert.equal(settled.why, "stored outputs changed");
  assert.equal(settled.judgement.ending?.kind, "output drift");
});

Deno.test("settle() re-judges an edited tolerance without a run", async () => {
  using box = await afterRun();
  const edited = note(box, source(`{ abs: 0.2, because: "two roundings" }`));
  const settled = await again(box, edited);
  assert.equal(settled.from, "re-judged");
  assert.equal(settled.why, "a tolerance in cell 1 changed");
  assert.equal(settled.judgement.ending?.kind, "claim");
  assert.deepEqual(settled.judgement.claims.map(({ state }) => state), ["changed"]);
  assert.match(JSON.stringify(await settled.execution()), /two roundings/);
  const third = await again(box, edited);
  assert.equal(third.from, "cache");
  assert.match(JSON.stringify(await third.execution()), /two roundings/);
});

Deno.test("settle() ends the note when an edited tolerance makes its claim fail", async () => {
  using box = await afterRun();
  const settled = await again(box, note(box, source(`{ abs: 0.01, because: "one rounding" }`)));
  assert.equal(settled.from, "re-judged");
  assert.equal(settled.judgement.ending?.kind, "claim");
  assert.match(settled.judgement.ending?.message ?? "", /fails as stated/);
});

Deno.test("settle() asks for a run when an edited tolerance cannot be applied", async () => {
  using box = await afterRun();
  const settled = await again(box, note(box, source(`{ because: "none" }`)));
  assert.equal(settled.from, null);
  assert.match(settled.why, /none that could be judged/);
});

Deno.test("settle() asks for a run when the stored outputs of an entry are damaged", async () => {
  using box = await afterRun();
  const folder = box.path(`.rederive/cache/${NOTE}/native`);
  const [name = ""] = Array.from(Deno.readDirSync(folder), (entry) => entry.name)
    .filter((name) => /^[0-9a-f]{64}\.json$/.test(name));
  const text = Deno.readTextFileSync(`${folder}/${name}`);
  Deno.writeTextFileSync(`${folder}/${name}`, text.slice(0, -5));
  const settled = await again(box, note(box), {});
  assert.deepEqual(settled, { from: null, why: "the stored execution is damaged" });
  assert.equal((await again(box, note(box))).why, "first run");
});

Deno.test("settle() gives cells the ids they have now", async () => {
  using box = await afterRun();
  const renamed = note(box);
  renamed.cells[0]!.id = "another";
  const settled = await again(box, { ...renamed, sha256: "renamed" });
  assert.equal(settled.from, "cache");
  assert.equal((await settled.execution())?.cells[0]?.id, "another");
});
