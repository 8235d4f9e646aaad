/**
 * Works through `items` in as many lanes as given, each lane one item at a time, in order; `lane` is
 * what an item may use alone meanwhile.
 */
export async function inLanes<Lane, Item>(
  lanes: readonly Lane[],
  items: readonly Item[],
  work: (lane: Lane, item: Item) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  await Promise.all(lanes.map(async (lane) => {
    for (const item of rest) await work(lane, item);
  }));
}
