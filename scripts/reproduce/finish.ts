import { absoluteFrom } from "./cache/path.ts";
import type { Context } from "./context.ts";
import { isNote } from "./context.ts";
import { type Finished, keepPending, spread } from "./judge/mod.ts";
import type { Figure } from "@rederive/lib/show";
import { PictureRenderer } from "./pictures/renderer.ts";
import { withPictures } from "./pictures/with_pictures.ts";
import { writeExecuted } from "./write_executed.ts";
import type { Execution, Notebook, Spread } from "./types.ts";

/** A note in all its worlds, over. */
export interface FinishedNote {
  notebook: Notebook;
  worlds: Finished[];
}

/** Keeps what a person has to look at, writes what was asked for, and compares the worlds. */
export async function finishNotes(
  context: Context,
  notes: readonly FinishedNote[],
): Promise<Spread[]> {
  const { options, places } = context;
  // the first world is the one whose outputs are kept, and which ends first is chance
  const order = context.worlds.map(({ name }) => name);
  const inOrder = (worlds: readonly Finished[]) =>
    worlds.toSorted((a, b) => order.indexOf(a.world) - order.indexOf(b.world));
  using renderer = new PictureRenderer();
  const spreads: Spread[] = [];
  for (const { notebook, worlds: ended } of notes) {
    const worlds = inOrder(ended);
    const drawn = worlds.map((one) => ({
      ...one,
      execution: once(() => draw(one, notebook, renderer)),
    }));
    await keepPending(places, notebook, { finished: drawn, isNote: isNote(context, notebook) });
    if (options.out !== null) {
      const folder = absoluteFrom(options.out, places.cwd);
      await writeExecuted(folder, notebook, drawn[0]!.execution);
    }
    spreads.push(...await spreadOf(notebook, worlds));
  }
  return spreads;
}

async function draw(
  { execution }: Finished,
  notebook: Notebook,
  renderer: PictureRenderer,
): Promise<Execution | null> {
  const found = await execution();
  if (found === null) return null;
  const cells = await withPictures(
    found.cells,
    notebook.cells,
    (figure) => renderer.render(figure as Figure),
  );
  return { ...found, cells };
}

async function spreadOf(notebook: Notebook, worlds: readonly Finished[]): Promise<Spread[]> {
  if (worlds.length < 2) return [];
  const found = await Promise.all(worlds.map(async ({ world, judgement, execution }) => {
    const cells = (await execution())?.cells ?? [];
    return [world, { claims: judgement.claims, cells }] as const;
  }));
  return await spread(Object.fromEntries(found), { notebook });
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => made ??= make();
}
