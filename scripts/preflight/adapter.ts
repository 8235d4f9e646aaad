/** The adapter that WebGPU gives this machine, in its own words. */
export interface AdapterDescription {
  vendor: string;
  architecture: string;
  device: string;
  description: string;
}

/** Asks for an adapter in a process of its own; null when there is none that opens. */
export async function findAdapter(): Promise<AdapterDescription | null> {
  const probe = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-config", "--quiet", `${import.meta.dirname}/probe_adapter.ts`],
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  });
  const { success, stdout } = await probe.output();
  if (!success) return null;
  try {
    return JSON.parse(new TextDecoder().decode(stdout));
  } catch {
    return null;
  }
}
