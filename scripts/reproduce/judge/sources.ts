import { BadInput } from "../types.ts";
import { isRecord, readDataFile, refuseKeys } from "./data_file.ts";

/** `data/sources.json`: the posts, in the order they are listed. */
export interface Sources {
  shelves: { id: string; title: string }[];
  posts: Post[];
}

export interface Post {
  id: string;
  shelf: string;
  title: string;
  /** In English, when the title is not. */
  titleTranslated?: string;
  author: string;
  /** `2025-11-25` */
  date: string;
  /** ISO 639-1. */
  language: string;
  url: string;
  /** How deep the notes on it go. */
  kind: "deep" | "working" | "essay" | "short";
  /** Note ids within the shelf, written or planned. */
  notebooks: string[];
}

export const SOURCES_FILE = "data/sources.json";

const KINDS = ["deep", "working", "essay", "short"];
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** What each field of a post must look like. */
const FIELDS: { [key in keyof Required<Post>]: (value: unknown) => boolean } = {
  id: isKebab,
  shelf: isKebab,
  title: isText,
  titleTranslated: (value) => value === undefined || isText(value),
  author: isText,
  date: (value) => isText(value) && isDate(value),
  language: (value) => isText(value) && /^[a-z]{2}$/.test(value),
  url: (value) => isText(value) && URL.parse(value)?.protocol === "https:",
  kind: (value) => KINDS.includes(String(value)),
  notebooks: (value) => Array.isArray(value) && value.every(isKebab),
};

/** The posts; BadInput naming the first bad key, null when the file is missing. */
export function readSources(root: string): Sources | null {
  const value = readDataFile(root, SOURCES_FILE);
  return value === null ? null : checkSources(value);
}

export function checkSources(value: unknown): Sources {
  if (!isRecord(value)) throw refuse("it is no object");
  refuseKeys(value, ["shelves", "posts"], (key) => refuse(`it has an unknown key "${key}"`));
  const { shelves, posts } = value;
  if (!Array.isArray(shelves) || !Array.isArray(posts)) {
    throw refuse('it has no lists "shelves" and "posts"');
  }
  shelves.forEach(checkShelf);
  posts.forEach(checkPost);
  refuseTwice("shelf id", shelves.map(({ id }) => id));
  refuseTwice("post id", posts.map(({ id }) => id));
  refuseTwice("post url", posts.map(({ url }) => url));
  refuseTwice("note", posts.flatMap((p: Post) => p.notebooks.map((note) => `${p.shelf}/${note}`)));
  const known = new Set(shelves.map(({ id }) => id));
  const lost = posts.find(({ shelf }) => !known.has(shelf));
  if (lost) throw refuse(`post "${lost.id}" is on shelf "${lost.shelf}", which is not listed`);
  return value as unknown as Sources;
}

function checkShelf(shelf: unknown, i: number): void {
  if (!isRecord(shelf)) throw refuse(`shelf ${i + 1} is no object`);
  refuseKeys(shelf, ["id", "title"], (key) => refuse(`shelf ${i + 1} has an unknown key "${key}"`));
  if (!isKebab(shelf.id)) throw refuse(`shelf ${i + 1} has "id": ${JSON.stringify(shelf.id)}`);
  if (!isText(shelf.title)) throw refuse(`shelf "${shelf.id}" has no "title"`);
}

function checkPost(post: unknown, i: number): void {
  if (!isRecord(post)) throw refuse(`post ${i + 1} is no object`);
  const name = isKebab(post.id) ? `post "${post.id}"` : `post ${i + 1}`;
  refuseKeys(post, Object.keys(FIELDS), (key) => refuse(`${name} has an unknown key "${key}"`));
  for (const [key, isRight] of Object.entries(FIELDS)) {
    if (isRight(post[key])) continue;
    const seen = JSON.stringify(post[key]);
    throw refuse(seen === undefined ? `${name} has no "${key}"` : `${name} has "${key}": ${seen}`);
  }
}

function refuseTwice(what: string, names: string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw refuse(`the ${what} "${twice}" is used twice`);
}

function refuse(problem: string): BadInput {
  return new BadInput(
    `Cannot read ${SOURCES_FILE}: ${problem}`,
    `git checkout -- ${SOURCES_FILE}, or write the post as its neighbours are`,
  );
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function isKebab(value: unknown): value is string {
  return typeof value === "string" && KEBAB.test(value);
}

function isDate(value: string): boolean {
  const date = new Date(`${value}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(date.getTime()) &&
    date.toISOString().startsWith(value);
}
