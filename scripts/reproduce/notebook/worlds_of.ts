/** `metadata.rederive.worlds`: the numeric worlds in which the stored outputs were seen. */
export function worldsOf(raw: Record<string, unknown>): string[] {
  const { rederive } = raw["metadata"] as { rederive?: { worlds?: unknown } };
  const worlds = rederive?.worlds;
  if (Array.isArray(worlds)) return worlds.map(String);
  return typeof worlds === "object" && worlds !== null ? Object.keys(worlds) : [];
}
