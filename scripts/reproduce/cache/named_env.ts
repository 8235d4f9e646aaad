/** Variables that say where things are, not how they compute; they differ between machines. */
const PLACES = new Set([
  "HOME",
  "DENO_DIR",
  "NPM_CONFIG_REGISTRY",
  "XDG_RUNTIME_DIR",
  "TMPDIR",
  "LD_LIBRARY_PATH",
  "VK_ICD_FILENAMES",
  "VK_DRIVER_FILES",
  "VK_ADD_DRIVER_FILES",
  "VK_LAYER_PATH",
  "DENO_AUDIT_PERMISSIONS",
]);

/**
 * The part of a kernel's environment that belongs to the key. Where the driver lies does not: what
 * it computes is in the adapter's fingerprint.
 */
export function namedEnv(kernelEnv: Record<string, string>): Record<string, string> {
  const names = Object.keys(kernelEnv).filter((name) => !PLACES.has(name)).sort();
  return Object.fromEntries(names.map((name) => [name, kernelEnv[name]!]));
}
