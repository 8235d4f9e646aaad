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
    if (input !== undefined) {
      const writer = process.stdin.getWriter();
      await writer.write(new TextEncoder().encode(input));
      await writer.close();
    }
    const { success, stdout } = await process.output();
    return success ? stdout : null;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** `git()` as text. */
export async function gitText(root: string, args: readonly string[]): Promise<string | null> {
  const bytes = await git(root, args);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}
