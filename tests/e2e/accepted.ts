import assert from "node:assert/strict";
import { type Files, Sandbox } from "./sandbox.ts";

/** A copy whose notes ran and were accepted, so that a run of it is green and runs nothing. */
export async function makeAccepted(
  notes: Files,
  { data, files = {} }: { data?: Files; files?: Files } = {},
): Promise<Sandbox> {
  const box = Sandbox.make(notes, data ? { data } : {});
  try {
    for (const [path, content] of Object.entries(files)) box.write(path, content);
    const first = await box.reproduce(["--no-check"]);
    const because = ["--because", "new-note: what this test starts from"];
    const accepted = await box.run("accept.ts", [...Object.keys(notes), ...because]);
    assert.equal(accepted.code, 0, accepted.stderr + first.stdout);
    const again = await box.reproduce([]);
    assert.equal(again.code, 0, again.stdout);
    return box;
  } catch (error) {
    await box[Symbol.asyncDispose]();
    throw error;
  }
}
