import { nearest } from "../text/nearest.ts";
import type { Post, Sources } from "../reproduce/judge/sources.ts";
import { BadInput } from "../reproduce/types.ts";

/** The post that plans the note `<shelf>/<id>`; BadInput with the nearest id when none does. */
export function findPost(sources: Sources, note: string): Post {
  const found = sources.posts.find((post) => notesOf(post).includes(note));
  if (found) return found;
  const planned = sources.posts.flatMap(notesOf);
  const [, name = note] = /\/([^/]*)$/.exec(note) ?? [];
  const elsewhere = planned.find((id) => id.endsWith(`/${name}`));
  if (elsewhere) {
    throw new BadInput(
      `Cannot start note "${note}": the note of this name is on shelf "${elsewhere.split("/")[0]}"`,
      `deno task note ${elsewhere}`,
    );
  }
  const post = sources.posts.find(({ id }) => id === name);
  if (post) {
    throw new BadInput(
      `Cannot start note "${note}": its post is split into ${post.notebooks.length} notes`,
      `deno task note ${notesOf(post).join(" or ")}`,
    );
  }
  const names = new Map(planned.map((id) => [id.split("/")[1]!, id]));
  const close = nearest(note, planned) ?? names.get(nearest(name, names.keys()) ?? "");
  throw new BadInput(
    `Cannot start note "${note}": no post in data/sources.json plans it`,
    close ? `deno task note ${close}` : "add it to the notebooks of its post in data/sources.json",
  );
}

/** `<shelf>/<id>` of every note of a post, written or planned. */
export function notesOf({ shelf, notebooks }: Post): string[] {
  return notebooks.map((id) => `${shelf}/${id}`);
}
