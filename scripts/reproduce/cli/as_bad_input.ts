import { BadInput } from "../types.ts";

/** What a person can mend about a disk; Deno's own words follow the system's code. */
const FIXES: Record<string, string> = {
  ENOSPC: "free some space",
  EDQUOT: "free some space",
  EROFS: "a folder on a disk that is mounted for writing",
  EACCES: "see that it can be read and written",
  EPERM: "see that it can be read and written",
};

/** A refusal as it is, trouble with the disk or the command line as one; null for a fault of ours. */
export function asBadInput(error: unknown): BadInput | null {
  if (error instanceof BadInput) return error;
  const { code = "", message } = error as { code?: string; message: string };
  if (code.startsWith("ERR_PARSE_ARGS_")) {
    // "Unknown option '--x'. To specify a positional …": the first sentence says it
    return new BadInput(`Cannot read the command line: ${message.split(". ")[0]}`, "--help");
  }
  const fix = FIXES[code];
  if (fix === undefined) return null;
  // "No space left on device (os error 28), write '/a/b'": the path is what counts
  const [, state = message, , place = ""] = /^(.*?) \(os error \d+\)([:,] (.*))?$/s.exec(message) ??
    [];
  return new BadInput(`Cannot go on: ${state}${place && ` (${place})`}`, fix);
}
