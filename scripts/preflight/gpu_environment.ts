import { ensureRuntimeDir } from "./runtime_dir.ts";

/** Environment that WebGPU needs on this system and that nobody has set yet. */
export function gpuEnvironment(
  env: { get(name: string): string | undefined },
  { os = Deno.build.os, uid = Deno.uid() }: { os?: typeof Deno.build.os; uid?: number | null } = {},
): Record<string, string> {
  if (os !== "linux") return {};
  const added: Record<string, string> = {};
  const given = env.get("XDG_RUNTIME_DIR");
  const runtimeDir = ensureRuntimeDir(given, { temp: env.get("TMPDIR") || "/tmp", uid });
  if (runtimeDir !== given) added.XDG_RUNTIME_DIR = runtimeDir;
  // otherwise wgpu also tries OpenGL, whose numbers differ and whose compute support is partial
  if (!env.get("DENO_WEBGPU_BACKEND")) added.DENO_WEBGPU_BACKEND = "vulkan";
  return added;
}

/** Sets them for this process, before its first use of `navigator.gpu`, and for its children. */
export function setGpuEnvironment(): void {
  for (const [name, value] of Object.entries(gpuEnvironment(Deno.env))) Deno.env.set(name, value);
}
