import { readJson } from "@rederive/lib/data";

/** A note of the snapshot, and what is known of its post. */
export interface Note {
  /** `<shelf>/<note>`. */
  readonly id: string;
  readonly title: string;
  readonly author: string;
  /** Of the post, as 2022-01-06. */
  readonly date: string;
}

/** A section of a note: what is searched for, and judged. */
export interface Section {
  /** `<note>/<place>`. */
  readonly id: string;
  readonly note: Note;
  readonly heading: string;
  /** The heading, paragraphs, claims, and a line with the names of the files that its cells use. */
  readonly pieces: readonly string[];
}

interface File {
  notes: Note[];
  sections: {
    id: string;
    note: string;
    heading: string;
    prose: string[];
    claims: { text: string }[];
    files: string[];
  }[];
}

/** The snapshot of five notes, from data/notes-corpus.json. */
export async function readSections(): Promise<Section[]> {
  const { notes, sections } = await readJson<File>("notes-corpus.json");
  return sections.map(({ id, note, heading, prose, claims, files }) => ({
    id,
    note: notes.find((each) => each.id === note)!,
    heading,
    pieces: [
      heading,
      ...prose,
      ...claims.map(({ text }) => text),
      ...files.length ? [`Files: ${files.join(", ")}`] : [],
    ],
  }));
}
