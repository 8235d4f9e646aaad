/** Numbers with their units, for messages. */

export function seconds(ms: number): string {
  return `${Number((ms / 1000).toPrecision(3))} s`;
}

export function bytes(count: number): string {
  if (count < 1e3) return `${count} bytes`;
  for (const [unit, size] of [["kB", 1e3], ["MB", 1e6]] as const) {
    if (count < 1e3 * size) return `${Number((count / size).toPrecision(3))} ${unit}`;
  }
  return `${Number((count / 1e9).toPrecision(3))} GB`;
}
