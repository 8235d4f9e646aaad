import assert from "node:assert/strict";
import { parseOptions } from "../../../scripts/reproduce/cli/options.ts";
import { createReporters } from "../../../scripts/reproduce/report/create_reporters.ts";
import { closeAll, runMerge } from "../../../scripts/reproduce/report/run_merge.ts";
import { BadInput, type RunEvent } from "../../../scripts/reproduce/types.ts";
import { eventsOf, sampleResults } from "./sample_run.ts";

async function inTemp(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = Deno.makeTempDirSync({ prefix: "rederive-test-" });
  try {
    await work(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

async function report(args: string[], folder: string): Promise<void> {
  const options = parseOptions(args);
  assert(options.command === "run");
  const [, ...files] = await createReporters(options, { root: folder, cwd: folder });
  for (const event of eventsOf(sampleResults(), 10)) for (const file of files) file.on(event);
  await closeAll(files);
}

Deno.test("createReporters() writes every file that was asked for, its folder made", async () => {
  await inTemp(async (folder) => {
    const at = (name: string) => `${folder}/new/${name}`;
    await report(
      ["--json", at("a"), "--junit", at("b"), "--html", at("c"), "--blob", at("d")],
      folder,
    );
    assert.equal(JSON.parse(Deno.readTextFileSync(at("a"))).results.length, 3);
    assert.match(Deno.readTextFileSync(at("b")), /^<\?xml/);
    assert.match(Deno.readTextFileSync(at("c")), /^<!doctype html>/);
    assert.match(Deno.readTextFileSync(at("d")), /^\{"rederive":"blob"/);
    const left = [...Deno.readDirSync(`${folder}/new`)].map(({ name }) => name).sort();
    assert.deepEqual(left, ["a", "b", "c", "d"]);
  });
});

Deno.test("createReporters() takes relative files from where the command was typed", async () => {
  await inTemp(async (folder) => {
    await report(["--json", "here.json", "--blob", "sub/blob"], folder);
    assert(Deno.statSync(`${folder}/here.json`).isFile);
    assert(Deno.statSync(`${folder}/sub/blob`).isFile);
    const options = parseOptions(["merge", "sub/blob", "--html", "page.html"]);
    assert(options.command === "merge");
    await runMerge(options, { root: folder, cwd: folder, screen: { on: () => {} } });
    assert(Deno.statSync(`${folder}/page.html`).isFile);
  });
});

Deno.test("createReporters() refuses before the run what could not be written after it", async () => {
  await inTemp(async (folder) => {
    Deno.writeTextFileSync(`${folder}/file`, "");
    for (
      const [path, state] of [
        [folder, "it is a folder"],
        [`${folder}/file/report.json`, "what should be its folder is a file"],
        ["/proc/report.json", "No such file or directory"],
      ] as const
    ) {
      await assert.rejects(report(["--json", path], folder), (error) => {
        assert(error instanceof BadInput, String(error));
        assert.match(error.message, new RegExp(`^Cannot write --json ${path}: ${state}`));
        return true;
      });
    }
  });
});

Deno.test("runMerge() reports blobs like the run that wrote them", async () => {
  await inTemp(async (folder) => {
    const at = (name: string) => `${folder}/${name}`;
    await report(["--blob", at("blob"), "--json", at("once")], folder);
    const options = parseOptions(["merge", at("blob"), "--json", at("merged")]);
    assert(options.command === "merge");
    const seen: string[] = [];
    const screen = { on: ({ type }: RunEvent) => void seen.push(type) };
    assert.equal(await runMerge(options, { root: folder, cwd: folder, screen }), 10);
    assert.deepEqual(seen, ["done"]);
    const read = (name: string) => JSON.parse(Deno.readTextFileSync(at(name)));
    assert.deepEqual(read("merged"), read("once"));
    const missing = parseOptions(["merge", at("nothing")]);
    assert(missing.command === "merge");
    await assert.rejects(runMerge(missing, { root: folder, cwd: folder }), BadInput);
  });
});
