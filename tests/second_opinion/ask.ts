/**
 * Tests against TensorFlow.js, in a process of their own: its packages are in the configuration beside
 * this file alone. Deno fetches all that the project's own configuration or its lock file names, needed
 * or not, and these are two thirds of it: 440 MB on a new machine, 155 without.
 */
import { strictEqual as equal } from "node:assert/strict";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));

/** Runs the tests of a file of this folder; what they print is the message when one fails. */
export async function ask(file: string): Promise<void> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--frozen", "--config", `${FOLDER}deno.json`, FOLDER + file],
    env: { NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder();
  equal(code, 0, text.decode(stdout) + text.decode(stderr));
}
