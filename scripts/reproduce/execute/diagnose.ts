/**
 * For a cell it cannot parse, and for an npm package it cannot install, the kernel answers
 * "Execution failed" and no more. Deno's command line does explain, so it is asked again.
 */

export interface Diagnosis {
  message: string;
  line?: number;
}

export interface DiagnoseOptions {
  cwd: string;
  env: Readonly<Record<string, string>>;
  /** What the kernel wrote to stderr; used when nothing else explains. */
  stderr: string;
}

export async function diagnose(source: string, options: DiagnoseOptions): Promise<Diagnosis> {
  return parseFailure(await ask(["fmt", "--no-config", "--ext", "ts", "-"], source, options)) ??
    await importFailure(source, options) ??
    { message: fallback(options.stderr) };
}

/** Reads Deno's message about code that does not parse. */
export function parseFailure(stderr: string): Diagnosis | null {
  const message = /^error: (SyntaxError: .*)$/m.exec(stderr)?.[1];
  const line = /^\s+at .*:(\d+):\d+$/m.exec(stderr)?.[1];
  return message ? { message, ...(line ? { line: Number(line) } : {}) } : null;
}

async function importFailure(
  source: string,
  options: DiagnoseOptions,
): Promise<Diagnosis | null> {
  const { default: ts } = await import("typescript");
  const found = ts.preProcessFile(source, true, true).importedFiles
    .filter(({ fileName }) => !/^(\.|\/|file:)/.test(fileName));
  for (const { fileName, pos } of found) {
    // no permissions: resolving and installing needs none, and what a module does is not asked
    const script = `import ${JSON.stringify(fileName)};`;
    const stderr = await ask(["run", "--no-prompt", "-"], script, options);
    const message = /^error: (?!Uncaught)(.*)$/m.exec(stderr)?.[1];
    if (message) {
      const line = source.slice(0, pos).split("\n").length;
      return { message: `Cannot import "${fileName}": ${message}`, line };
    }
  }
  return null;
}

function fallback(stderr: string): string {
  const said = stderr.trim().split("\n").at(-1);
  return said ? `Execution failed: ${said}` : "Execution failed, and Deno gives no reason";
}

async function ask(
  args: string[],
  stdin: string,
  { cwd, env }: DiagnoseOptions,
): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args,
    cwd,
    env: { ...env },
    clearEnv: true,
    stdin: "piped",
    stdout: "null",
    stderr: "piped",
    signal: AbortSignal.timeout(30_000),
  }).spawn();
  const writer = child.stdin.getWriter();
  // a process that ends early breaks the pipe
  writer.write(new TextEncoder().encode(stdin)).then(() => writer.close()).catch(() => {});
  return new TextDecoder().decode((await child.output()).stderr);
}
