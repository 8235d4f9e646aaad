/** Runs git in the repository; null when there is no git, or it says no. */
export async function git(
  root: string,
  args: readonly string[],
  input?: string,
): Promise<Uint8Array | null> {
  try {
    const process = new Deno.Command("git", {
      args: ["-C", root, ...args],
      stdin: input === undefined ? "null" : "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    // read while writing: git stops reading when nobody takes what it says
    const [{ success, stdout }] = await Promise.all([
      process.output(),
      input === undefined ? undefined : write(process.stdin, input),
    ]);
    return success ? stdout : null;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

async function write(stdin: WritableStream<Uint8Array>, text: string): Promise<void> {
  try {
    await new Blob([text]).stream().pipeTo(stdin);
  } catch (error) {
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error; // git ended, and says why
  }
}

/** `git()` as text. */
export async function gitText(root: string, args: readonly string[]): Promise<string | null> {
  const bytes = await git(root, args);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}
