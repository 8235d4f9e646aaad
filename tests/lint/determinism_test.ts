import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import plugin from "../../scripts/lint/determinism.ts";

const CELL = "languages/dict-get.cells.ts";
const BESIDE = fileURLToPath(new URL("../../notebooks/shelf/note/part.ts", import.meta.url));
const LIB = fileURLToPath(new URL("../../lib/gpu/device.ts", import.meta.url));

const rules: { [rule: string]: { bad: string[]; good: string[]; lib: "too" | "may" } } = {
  "no-math-random": {
    bad: [
      "Math.random();",
      'Math["random"]();',
      "xs.sort(Math.random);",
      "globalThis.Math.random();",
      "Math?.random();",
      "const { random } = Math;",
      "const { PI, random: r } = globalThis.Math;",
    ],
    good: [
      "Math.round(1);",
      "stream.random();",
      "const { round } = Math;",
      "window.Math.random();",
      "const Math_random = 1;",
    ],
    lib: "too",
  },
  "no-random-bytes": {
    bad: [
      "crypto.randomUUID();",
      "globalThis.crypto.getRandomValues(xs);",
      "const { randomUUID } = crypto;",
    ],
    good: ['crypto.subtle.digest("SHA-256", xs);', 'import { createHash } from "node:crypto";'],
    lib: "too",
  },
  "no-clock": {
    bad: [
      "Date.now();",
      "performance.now();",
      "const { now } = Date;",
      "const t = performance.timeOrigin;",
      "Temporal.Now.instant();",
    ],
    good: [
      'Date.parse("2026-01-31");',
      "Date.UTC(2026, 0);",
      'performance.mark("a");',
      "clock.now();",
    ],
    lib: "too",
  },
  "no-new-date": {
    bad: ["new Date();", "Date();", "Date(0);"],
    good: ["new Date(0);", 'new Date("2026-01-31");', "new Note();", "note.Date();"],
    lib: "too",
  },
  "no-network": {
    bad: [
      'await fetch("https://a.b");',
      "globalThis.fetch(url);",
      'new WebSocket("wss://a.b");',
      "Deno.connect({ port: 1 });",
      "Deno.serve(f);",
      'import http from "node:http";',
      'import "net";',
      'import { a } from "https://a.b/c.ts";',
      'await import("node:dns/promises");',
    ],
    good: [
      "cache.fetch(key);",
      "const fetched = 1;",
      'import { network } from "./net.ts";',
      'new URL("https://a.b");',
    ],
    lib: "too",
  },
  "no-timer": {
    bad: [
      "setTimeout(f, 1);",
      "setInterval(f, 1);",
      "globalThis.setTimeout(f);",
      'import "node:timers/promises";',
    ],
    good: ["clearTimeout(t);", "gpu.setTimeout(1);", "await work();"],
    lib: "may",
  },
  "no-raw-output": {
    bad: [
      "Deno.stdout.write(b);",
      "Deno.stderr.writeSync(b);",
      'process.stdout.write("x");',
      "const { stdout } = Deno;",
    ],
    good: ['console.log("x");', "result.stdout;", 'Deno.readTextFile("x");'],
    lib: "may",
  },
  "no-subprocess": {
    bad: [
      'new Deno.Command("git");',
      'import { spawn } from "node:child_process";',
      'import "child_process";',
      "const { Command } = Deno;",
    ],
    good: ["new Command();", "git.Command;"],
    lib: "too",
  },
  "no-test-in-cell": {
    bad: ['Deno.test("x", () => {});', 'Deno.bench("x", f);', 'import { test } from "node:test";'],
    good: ["/a/.test(text);", "suite.test();", 'import assert from "node:assert";'],
    lib: "may",
  },
  "no-absolute-path": {
    bad: [
      'read("/home/me/x.json");',
      "read(`/tmp/${name}`);",
      'read("C:\\\\data\\\\x");',
      'import "file:///opt/x.ts";',
      'read("~/x");',
      'read("/tmp");',
    ],
    good: [
      'read("data/x.json");',
      'read("../x.json");',
      'mount("/home/pyodide/x");',
      'fit("/homes/x");',
      'split("/");',
      "const re = /\\/home\\//;",
      'const a = "a:b", c = "C:";',
    ],
    lib: "too",
  },
  "no-floating-claim": {
    bad: [
      "judge({});",
      "note.judge({});",
      "void judge({});",
      "plot({}, { alt });",
      "judge({}).catch(f);",
      'Deno.jupyter.broadcast("x", {});',
      "if (a) { judge({}); }",
    ],
    good: [
      "await judge({});",
      "await plot({}, { alt });",
      "const p = judge({}); await p;",
      "display({});",
      "outOfScope({});",
      "judges({});",
      "const f = () => judge({});",
    ],
    lib: "may",
  },
};

function codes(file: string, source: string): string[] {
  return Deno.lint.runPlugin(plugin, file, source).map(({ id }) => id);
}

for (const [rule, { bad, good, lib }] of Object.entries(rules)) {
  for (const source of bad) {
    Deno.test(`${rule} reports ${source}`, () => {
      const found = Deno.lint.runPlugin(plugin, CELL, source);
      assert.deepEqual(found.map(({ id }) => id), [`rederive/${rule}`]);
      assert.ok(found[0]!.message.length > 20 && found[0]!.hint!.length > 10);
      assert.deepEqual(codes(BESIDE, source), [`rederive/${rule}`], "beside a notebook");
      assert.equal(codes(LIB, source).length, lib === "too" ? 1 : 0, "in lib");
      assert.deepEqual(codes("/repo/scripts/x.ts", source), []);
      assert.deepEqual(codes("/repo/tests/x_test.ts", source), []);
    });
  }
  for (const source of good) {
    Deno.test(`${rule} allows ${source}`, () => {
      assert.deepEqual(codes(CELL, source), []);
      assert.deepEqual(codes(LIB, source), []);
    });
  }
}

Deno.test("every rule of the plugin is tested", () => {
  assert.deepEqual(Object.keys(plugin.rules).sort(), Object.keys(rules).sort());
});
