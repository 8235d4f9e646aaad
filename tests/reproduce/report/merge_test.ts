import assert from "node:assert/strict";
import { BlobReporter, mapPaths } from "../../../scripts/reproduce/report/blob.ts";
import { mergeBlobs } from "../../../scripts/reproduce/report/merge.ts";
import { type Blob, readBlob } from "../../../scripts/reproduce/report/read_blob.ts";
import { BadInput, type NoteResult } from "../../../scripts/reproduce/types.ts";
import { eventsOf, noteResult, ROOT, sampleResults } from "./sample_run.ts";

const relative = (path: string) => path.replace(`${ROOT}/`, "");

/** The text of the blob that a shard over `results` writes. */
async function blobText(
  results: NoteResult[],
  { index = 1, count = 1, exitCode = 0 } = {},
): Promise<string> {
  let written = "";
  const reporter = new BlobReporter({
    file: "blob",
    shard: { index, count },
    write: (_path, text) => void (written = text),
    path: relative,
  });
  for (const event of eventsOf(results, exitCode)) reporter.on(event);
  await reporter.close();
  return written;
}

async function shards(...parts: NoteResult[][]): Promise<Blob[]> {
  const texts = await Promise.all(
    parts.map((part, i) => blobText(part, { index: i + 1, count: parts.length })),
  );
  return texts.map((text, i) => readBlob(`shard-${i + 1}`, text));
}

function refused(work: () => unknown, message: string, fix?: string): void {
  assert.throws(work, (error) => {
    assert(error instanceof BadInput);
    assert.equal(error.message, message);
    if (fix !== undefined) assert.equal(error.try, fix);
    return true;
  });
}

Deno.test("mergeBlobs() reports shards as the one run they are part of", async () => {
  const [frame, numpy, random] = sampleResults();
  const merged = mergeBlobs((await shards([random!], [frame!, numpy!])).reverse());
  const whole = readBlob("whole", await blobText(sampleResults())).events;
  const [plan, done] = [merged[0], merged.at(-1)];
  assert(plan?.type === "plan" && done?.type === "done");
  assert.deepEqual(plan.jobs.map(({ note }) => note).sort(), [
    frame!.note,
    numpy!.note,
    random!.note,
  ]);
  assert.equal(plan.lanes, 4);
  const wholeDone = whole.at(-1);
  assert(wholeDone?.type === "done");
  assert.deepEqual(done.summary.results, wholeDone.summary.results);
  assert.equal(done.summary.exitCode, 10);
  assert.equal(done.summary.ms, 6260);
  const lanes = new Set(merged.flatMap((e) => (e.type === "start" ? [e.lane] : [])));
  assert.deepEqual([...lanes].sort(), [0, 2]);
  assert.equal(merged.filter(({ type }) => type === "end").length, 3);
});

Deno.test("mergeBlobs() takes the smallest code above 0 of the shards", async () => {
  const text = (index: number, exitCode: number) =>
    blobText([noteResult(`a/${index}`)], { index, count: 3, exitCode });
  const blobs = [await text(1, 0), await text(2, 17), await text(3, 2)]
    .map((text, i) => readBlob(String(i), text));
  const done = mergeBlobs(blobs).at(-1);
  assert(done?.type === "done");
  assert.equal(done.summary.exitCode, 2);
});

Deno.test("mergeBlobs() keeps every adapter a world ran on", async () => {
  const [a, b] = await shards([noteResult("a/1")], [noteResult("a/2")]);
  b!.summary.environment.adapters = { native: "another adapter", "sse4.1": "x" };
  const done = mergeBlobs([a!, b!]).at(-1);
  assert(done?.type === "done");
  assert.deepEqual(done.summary.environment.adapters, {
    native: "llvmpipe (LLVM 15.0.6, 256 bits) 5f3a | another adapter",
    "sse4.1": "x",
  });
});

Deno.test("mergeBlobs() refuses missing, doubled and foreign shards", async () => {
  const [a, b, c] = await shards([noteResult("a/1")], [noteResult("a/2")], [noteResult("a/3")]);
  refused(
    () => mergeBlobs([a!, c!]),
    "Cannot merge: shard 2/3 is missing, wanted all 3",
    "deno task reproduce --shard 2/3 --blob shard-2.jsonl",
  );
  refused(
    () => mergeBlobs([a!, b!, { ...b!, name: "copy" }, c!]),
    'Cannot merge: "shard-2" and "copy" are both shard 2/3, wanted each shard once',
  );
  refused(
    () => mergeBlobs([a!, { ...b!, shard: { index: 2, count: 2 } }]),
    'Cannot merge: "shard-1" is one of 3 shards and "shard-2" one of 2, wanted the shards of one run',
  );
  const other = structuredClone(b!);
  other.summary.environment.deno = "2.10.0";
  refused(
    () => mergeBlobs([a!, other, c!]),
    'Cannot merge: "shard-1" ran on Deno 2.9.6 and "shard-2" on Deno 2.10.0, wanted one version',
  );
  const [again] = await shards([noteResult("a/1")], []);
  refused(
    () => mergeBlobs([a!, { ...again!, name: "again", shard: { index: 2, count: 3 } }, c!]),
    'Cannot merge: "shard-1" and "again" both ran a/1 (native), wanted each note once',
  );
});

Deno.test("readBlob() refuses what is not a whole blob", async () => {
  const text = await blobText([noteResult("a/1")], { index: 2, count: 3 });
  refused(
    () => readBlob("x", '{"results": []}'),
    'Cannot merge "x": it is not a blob, wanted a file written by --blob',
  );
  refused(
    () => readBlob("x", ""),
    'Cannot merge "x": it is not a blob, wanted a file written by --blob',
  );
  refused(
    () => readBlob("x", text.replace('"schema":1', '"schema":9')),
    'Cannot merge "x": its schema is 9, wanted 1',
  );
  for (const cut of [text.length - 2, Math.floor(text.length / 2), text.indexOf("\n") + 1]) {
    refused(
      () => readBlob("x", text.slice(0, cut)),
      'Cannot merge "x": it ends in the middle of a run, wanted all of shard 2/3',
      "deno task reproduce --shard 2/3 --blob x",
    );
  }
});

Deno.test("BlobReporter writes portable paths, and nothing for a run that was stopped", async () => {
  const text = await blobText(sampleResults());
  assert(!text.includes(ROOT));
  const [result] = sampleResults();
  const back = mapPaths(
    { type: "end", lane: 0, result: { ...result!, path: "n.ipynb" } },
    (p) => `/here/${p}`,
  );
  assert.equal(back.type === "end" && back.result.path, "/here/n.ipynb");

  let written = 0;
  const stopped = new BlobReporter({
    file: "blob",
    shard: null,
    write: () => void written++,
    path: relative,
  });
  for (const event of eventsOf(sampleResults())) if (event.type !== "done") stopped.on(event);
  await stopped.close();
  assert.equal(written, 0);
});
