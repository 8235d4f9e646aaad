import assert from "node:assert/strict";
import { readPaths } from "../../../scripts/reproduce/execute/audit.ts";

const entry = (permission: string, value: string | null) =>
  JSON.stringify({ v: 1, datetime: "2026-01-01T00:00:00Z", permission, value });

Deno.test("readPaths() lists what was read, once, sorted and absolute", () => {
  const log = [
    entry("net", "127.70.1.2:20000"),
    entry("read", "data.txt"),
    entry("write", "data.txt"),
    entry("read", "./data.txt"),
    entry("read", "file:///notes/with%20space/m.ts"),
    entry("read", "/cache/npm/x.js"),
    entry("read", "/cached.txt"),
    entry("env", "HOME"),
    entry("read", null),
    '{"v":1,"datetime":"2026-01-01T00:00:0',
  ].join("\n");
  assert.deepEqual(readPaths(log, { cwd: "/notes/shelf", outside: ["/cache"] }), [
    "/cached.txt",
    "/notes/shelf/data.txt",
    "/notes/with space/m.ts",
  ]);
  assert.deepEqual(readPaths("", { cwd: "/", outside: [] }), []);
});
