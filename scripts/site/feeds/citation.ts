import { sha256 } from "@rederive/lib/claim";
import { noteAddress } from "../render/links.ts";
import type { Note } from "../collect/model.ts";

/** Letters that BibTeX reads as commands. */
function texText(text: string): string {
  return text.replaceAll("\\", "\\textbackslash ").replaceAll(/[&%$#_{}]/g, "\\$&")
    .replaceAll("~", "\\textasciitilde ").replaceAll("^", "\\textasciicircum ");
}

const key = ({ name }: Note) => name.replaceAll("-", "");

/** Two entries: the post, and the note that re-derives it. */
export function bibtexOf(note: Note, base: string): string {
  const { author, title, titleTranslated, date, url } = note.post;
  const own = titleTranslated ? `${title} (${titleTranslated})` : title;
  const entry = (kind: string, fields: Record<string, string>) =>
    `@misc{${kind},\n${
      Object.entries(fields).map(([name, value]) => `  ${name} = {${value}}`).join(",\n")
    }\n}`;
  return [
    entry(`${key(note)}:post`, {
      author: texText(author),
      title: texText(own),
      year: date.slice(0, 4),
      month: String(Number(date.slice(5, 7))),
      url,
    }),
    entry(`${key(note)}:rederived`, {
      author: "{The rederive contributors}",
      title: texText(`${note.title}, re-derived`),
      url: base + noteAddress(note.id),
      note: texText(`${note.claims.length} claims, revision ${revisionOf(note)}`),
    }),
  ].join("\n\n");
}

/** The same as CSL-JSON. */
export function cslOf(note: Note, base: string): unknown[] {
  const { author, title, date, url, language } = note.post;
  const [given, family] = [author.replace(/\s+\S+$/, ""), author.split(/\s+/).at(-1)!];
  return [
    {
      id: `${key(note)}:post`,
      type: "post-weblog",
      title,
      language,
      author: [given === author ? { literal: author } : { given, family }],
      issued: { "date-parts": [date.split("-").map(Number)] },
      URL: url,
    },
    {
      id: `${key(note)}:rederived`,
      type: "webpage",
      title: `${note.title}, re-derived`,
      author: [{ literal: "The rederive contributors" }],
      version: revisionOf(note),
      URL: base + noteAddress(note.id),
    },
  ];
}

/** A short name of exactly these claims as they are judged. */
export function revisionOf({ claims }: Pick<Note, "claims">): string {
  return sha256(claims.map(({ record }) => `${record.id} ${record.rev}\n`).join("")).slice(0, 12);
}
