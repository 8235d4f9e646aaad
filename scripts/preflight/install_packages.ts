import { BadInput } from "../reproduce/types.ts";

/** Runs a command; what it printed last is what went wrong. */
export type RunCommand = (
  command: string,
  args: string[],
) => Promise<{ code: number; said: string }>;

/** Installs with apt-get; the package lists are fetched only when installing fails without. */
export async function installPackages(
  packages: readonly string[],
  { run, say, missing = "WebGPU adapter", because = "software Vulkan" }: {
    run: RunCommand;
    say: (line: string) => void;
    /** What there is none of yet. */
    missing?: string;
    /** Why these. */
    because?: string;
  },
): Promise<void> {
  const command = ["install", "-y", "--no-install-recommends", ...packages];
  say(`No ${missing}: installing ${packages.join(" and ")} (${because}) with apt-get`);
  let { code, said } = await run("apt-get", command);
  if (code !== 0) {
    say("Fetching the package lists first: apt-get update");
    await run("apt-get", ["update"]); // a mirror that fails is seen by the install below
    ({ code, said } = await run("apt-get", command));
  }
  if (code === 0) return;
  const reason = said.split("\n").filter((line) => line.trim() !== "").at(-1)?.trim();
  throw new BadInput(
    `Cannot install ${packages.join(" and ")}: apt-get ended with code ${code}` +
      (reason ? ` (${reason})` : "") + `, wanted a ${missing}`,
    `apt-get update && apt-get install -y ${packages.join(" ")}`,
  );
}

/** apt-get without questions, its words kept for the error. */
export const runQuietly: RunCommand = async (command, args) => {
  try {
    const { code, stderr } = await new Deno.Command(command, {
      args,
      env: { DEBIAN_FRONTEND: "noninteractive" },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).output();
    return { code, said: new TextDecoder().decode(stderr) };
  } catch (error) {
    return { code: 127, said: (error as Error).message };
  }
};
