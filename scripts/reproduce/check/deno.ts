/** What a Deno subcommand said. */
export interface DenoOutput {
  success: boolean;
  stdout: string;
  stderr: string;
}

/** Runs a Deno subcommand in a folder, without colours. */
export async function deno(args: string[], cwd: string): Promise<DenoOutput> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    cwd,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const decoder = new TextDecoder();
  return { success, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}
