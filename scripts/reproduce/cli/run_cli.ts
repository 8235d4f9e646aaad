import { asBadInput } from "./as_bad_input.ts";
import { formatBadInput } from "./format_bad_input.ts";

/**
 * Runs a command line and ends the process with the code it returns. BadInput, and a disk that is
 * full or read-only, become one line and exit code 2; anything else is a fault of ours and keeps its
 * stack.
 */
export async function runCli(work: () => number | void | Promise<number | void>): Promise<void> {
  let code: number | void;
  try {
    code = await work();
  } catch (error) {
    const refused = asBadInput(error);
    if (!refused) throw error;
    writeError(formatBadInput(refused));
    code = 2;
  }
  if (code) Deno.exit(code);
}

function writeError(text: string): void {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(Deno.stderr.writeSync(bytes));
}
