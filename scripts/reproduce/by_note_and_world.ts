/** Orders by note, then by world: the order of every report, whatever ended first. */
export function byNoteAndWorld(
  a: { note: string; world?: string },
  b: { note: string; world?: string },
): number {
  const [left, right] = [`${a.note}\n${a.world ?? ""}`, `${b.note}\n${b.world ?? ""}`];
  return left < right ? -1 : left > right ? 1 : 0;
}
