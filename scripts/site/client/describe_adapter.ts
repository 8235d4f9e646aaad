/** The reader's adapter in words, null without WebGPU. */
export async function describeAdapter(): Promise<string | null> {
  const gpu = (navigator as { gpu?: GPU }).gpu;
  const adapter = await gpu?.requestAdapter().catch(() => null);
  if (!adapter) return null;
  const { vendor, architecture, device, description } = adapter.info;
  return [description, vendor, architecture, device].filter(Boolean).join(", ") ||
    "unnamed adapter";
}
