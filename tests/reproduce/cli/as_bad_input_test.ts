import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import { asBadInput } from "../../../scripts/reproduce/cli/as_bad_input.ts";
import { BadInput } from "../../../scripts/reproduce/types.ts";

Deno.test("asBadInput() keeps a refusal and leaves a fault of ours alone", () => {
  const refusal = new BadInput("Cannot read it", "another");
  assert.equal(asBadInput(refusal), refusal);
  assert.equal(asBadInput(new TypeError("x is not a function")), null);
  assert.equal(asBadInput(new Deno.errors.NotFound("No such file")), null);
});

for (
  const [code, text, message, fix] of [
    [
      "ENOSPC",
      "No space left on device (os error 28)",
      "No space left on device",
      "free some space",
    ],
    [
      "EROFS",
      "Read-only file system (os error 30): mkdir '/a/b'",
      "Read-only file system (mkdir '/a/b')",
      "a folder on a disk that is mounted for writing",
    ],
    [
      "EACCES",
      "Permission denied (os error 13), open '/a'",
      "Permission denied (open '/a')",
      "see that it can be read and written",
    ],
  ] as const
) {
  Deno.test(`asBadInput() says what ${code} is in one line, with the place`, () => {
    const refused = asBadInput(Object.assign(new Error(text), { code }))!;
    assert.deepEqual([refused.message, refused.try], [`Cannot go on: ${message}`, fix]);
  });
}

Deno.test("asBadInput() says what is wrong with options that parseArgs() refuses", () => {
  const refusal = (args: string[]) => {
    try {
      parseArgs({ args, options: { list: { type: "boolean" } } });
      return null;
    } catch (error) {
      return asBadInput(error)?.message;
    }
  };
  assert.equal(refusal(["--list"]), null);
  assert.equal(refusal(["--lits"]), "Cannot read the command line: Unknown option '--lits'");
  assert.match(
    refusal(["words"]) ?? "",
    /^Cannot read the command line: Unexpected argument 'words'/,
  );
});
