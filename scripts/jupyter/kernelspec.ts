/**
 * How Jupyter starts a Deno kernel. The name is "deno", the one that `deno jupyter --install` uses
 * and that our notebooks carry, so that they open without a question in any Jupyter. Deno's own
 * kernelspec lacks two things: it lets Jupyter interrupt by SIGINT, which kills the kernel, and it
 * leaves colour codes in outputs.
 */
export interface Kernelspec {
  argv: string[];
  display_name: string;
  language: string;
  interrupt_mode: "message";
  env: Record<string, string>;
  metadata: { rederive: { version: number } };
}

export const KERNEL_NAME = "deno";

/** Raised when the content below changes, so that an installed one is known to be old. */
const VERSION = 1;

/** The kernelspec for this Deno on this system. */
export function kernelspec(
  { deno, os }: { deno: string; os: typeof Deno.build.os },
): Kernelspec {
  return {
    argv: [deno, "jupyter", "--kernel", "--conn", "{connection_file}"],
    display_name: "Deno",
    language: "typescript",
    interrupt_mode: "message",
    env: { NO_COLOR: "1", ...(os === "linux" ? { DENO_WEBGPU_BACKEND: "vulkan" } : {}) },
    metadata: { rederive: { version: VERSION } },
  };
}

export type KernelspecState =
  | { is: "missing" }
  | { is: "current" }
  /** Ours, for another Deno or of another version. */
  | { is: "outdated"; because: string }
  /** Somebody else's under our name. */
  | { is: "foreign"; command: string };

/** How the kernel.json at `path` stands to the one wanted. */
export function inspectKernelspec(path: string, wanted: Kernelspec): KernelspecState {
  let text: string;
  try {
    text = Deno.readTextFileSync(path);
  } catch {
    return { is: "missing" };
  }
  let found: Partial<Kernelspec> | null;
  try {
    found = JSON.parse(text);
  } catch {
    return { is: "foreign", command: "a file that is not JSON" };
  }
  const argv = Array.isArray(found?.argv) ? found.argv : [];
  if (!found?.metadata?.rederive) return { is: "foreign", command: argv.join(" ") };
  if (JSON.stringify(found) === JSON.stringify(wanted)) return { is: "current" };
  const because = argv[0] === wanted.argv[0]
    ? "it is an older one of ours"
    : `it starts ${argv[0]}`;
  return { is: "outdated", because };
}
