/** Every report of one run, read by something that knows nothing of how it was written. */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Element } from "../reproduce/report/xml.ts";
import { parseXml } from "../reproduce/report/xml.ts";
import { claims, notebook, opens } from "./notes.ts";
import { Sandbox } from "./sandbox.ts";

const MIXED = "reports/mixed";
const NASTY = "reports/nasty";
const QUIET = "reports/quiet";

const notes = {
  [MIXED]: notebook(opens(MIXED), claims("four-is-four"), claims("three-is-four", { got: "3" })),
  [NASTY]: notebook(
    '// two lines\nthrow new Error("<b>&\\u0007]]>\\n::error::%0A, \\u{1f642}");',
  ),
  [QUIET]: notebook("const one = 1;"),
};

Deno.test("one run writes every report that is asked for", async (t) => {
  await using box = Sandbox.make(notes);
  const at = (name: string) => join(box.out, name);
  const summaryFile = at("summary.md");
  await Deno.writeTextFile(summaryFile, "what was there before\n");
  const ran = await box.run("reproduce/main.ts", [
    "--no-check",
    "--github",
    ...["json", "junit", "html"].flatMap((name) => [`--${name}`, at(`deep/${name}`)]),
  ], { env: { GITHUB_STEP_SUMMARY: summaryFile, GITHUB_ACTIONS: "true" } });
  const read = (name: string) => Deno.readTextFile(at(`deep/${name}`));
  assert.equal(ran.code, 10, ran.stdout + ran.stderr);

  await t.step("--json has every note, claim and cell", async () => {
    const report = JSON.parse(await read("json"));
    assert.deepEqual([report.schema, report.exitCode], [1, 10]);
    assert.equal(report.environment.deno, Deno.version.deno);
    const short = report.results.map((result: typeof report.results[0]) => [
      result.note,
      result.ending?.kind ?? "well",
      result.cells.map(({ status }: { status: string }) => status).join(" "),
      result.claims.map((claim: { id: string; state: string; record: { verdict: string } }) =>
        `${claim.id}: ${claim.record.verdict}`
      ),
    ]);
    assert.deepEqual(short, [
      [MIXED, "claim", "ok ok error", ["four-is-four: confirmed", "three-is-four: null"]],
      [NASTY, "code error", "error", []],
      [QUIET, "well", "ok", []],
    ]);
    for (const { sandbox, path } of report.results) {
      assert.equal(sandbox, "permissions revoked");
      assert.ok(path.startsWith(box.root));
    }
  });

  await t.step("--junit is XML with a case a claim", async () => {
    const root = parseXml(await read("junit"));
    assert.deepEqual(
      root.children.map((suite: Element) => [
        suite.attributes["name"],
        suite.children.map(({ attributes, children }) =>
          `${attributes["name"]}: ${children[0]?.name ?? "passed"}`
        ),
      ]),
      [
        [MIXED, [
          "cells and outputs (3 cells): failure",
          "claim four-is-four: failure",
          "claim three-is-four: failure",
        ]],
        [NASTY, ["cells and outputs (1 cells): failure"]],
        [QUIET, ["cells and outputs (1 cells): passed"]],
      ],
    );
    const { tests, failures, errors } = root.attributes;
    assert.deepEqual([tests, failures, errors], ["5", "4", "0"]);
  });

  await t.step("--html is one page that runs and loads nothing", async () => {
    const html = await read("html");
    assert.match(html, /^<!doctype html>/);
    assert.doesNotMatch(html, /<script|<b>&|src=|href="(?!#)|url\(/);
    for (const text of [MIXED, "three-is-four", "exit code 10"]) {
      assert.ok(html.includes(text), text);
    }
    assert.match(html, /Error: &(lt|#60);b&(gt|#62);/);
  });

  await t.step("--github annotates the line of the file and writes a summary", async () => {
    const annotations = ran.stdout.split("\n").filter((line) => line.startsWith("::"));
    const places = annotations.map((line) =>
      /^::error file=(.*),line=(\d+),title=(.*?)::/.exec(line)!.slice(1)
    );
    assert.deepEqual(places.map(([file, , title]) => [file, title]).sort(), [
      [`notebooks/${MIXED}.ipynb`, `${MIXED}%3A claim`],
      [`notebooks/${MIXED}.ipynb`, `${MIXED}%3A claim`],
      [`notebooks/${NASTY}.ipynb`, `${NASTY}%3A code error`],
    ]);
    const [, line = ""] = places.find(([file]) => file?.includes("nasty"))!;
    assert.match(box.read(`notebooks/${NASTY}.ipynb`).split("\n")[Number(line) - 1]!, /throw new/);
    const summary = await Deno.readTextFile(summaryFile);
    assert.match(summary, /^what was there before\n### ✗ 2 of 3 notes failed, exit code 10\n/);
    for (const note of Object.keys(notes)) assert.ok(summary.includes(note.split("/")[1]!));
    assert.doesNotMatch(summary, /<b>/);
  });

  await t.step("the screen has no escape of a notebook, and each failure explained", () => {
    // deno-lint-ignore no-control-regex -- what must not be there
    assert.doesNotMatch(ran.stdout, /[\u0007\u001b]/);
    assert.match(ran.stdout, /✗ 2 of 3 notes failed, exit code 10 \(3 ran; /);
    assert.match(ran.stdout, /✗ reports\/mixed {2}claim \(exit code 10\)/);
  });
});

Deno.test("a report on standard output is alone there", async () => {
  await using box = Sandbox.make({ [QUIET]: notes[QUIET] });
  const ran = await box.run("reproduce/main.ts", ["--no-check", "--json", "-"]);
  assert.equal(ran.code, 0);
  assert.equal(JSON.parse(ran.stdout).results[0].note, QUIET);
  assert.match(ran.stderr, /✓ Everything holds/);
  const xml = await box.run("reproduce/main.ts", ["--junit", "-"]);
  assert.equal(parseXml(xml.stdout).name, "testsuites");
});
