import type { Note } from "./corpus.ts";
import type { Question } from "./gold.ts";

/** Whether a note is by the author, of the date and on the shelf that a filter names. */
export function passes(
  { id, author, date }: Note,
  filter: NonNullable<Question["filter"]>,
): boolean {
  return author === (filter.author ?? author) && date.startsWith(filter.date ?? "") &&
    (filter.shelf === undefined || id.startsWith(`${filter.shelf}/`));
}
