/**
 * `deno task bench:site`: how long the web page takes to build, what a reader's browser fetches for
 * the home page, and how long a search takes, as it is and with as many entries as 72 posts would have.
 */
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { buildSite } from "../site/build.ts";
import { collectSite } from "../site/collect/collect_site.ts";
import { searchFile } from "../site/search/search_file.ts";
import { type Entry, type SearchFile, SearchIndex } from "../site/search/search_index.ts";
import { type BarRow, formatBarRows } from "./report/bar_rows.ts";
import { median, quantile } from "./statistics.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const BASE = "https://example.org/";

/** A second build in the same process, what is cached being warm; and the files that it gave. */
async function timeBuild(): Promise<{ rows: BarRow[]; files: ReadonlyMap<string, Uint8Array> }> {
  await buildSite(ROOT, { base: BASE });
  const started = performance.now();
  const files = new Map((await buildSite(ROOT, { base: BASE })).entries());
  const seconds = (performance.now() - started) / 1000;
  const rows = [row(`full build, warm, ${files.size} files`, seconds, { unit: "s", below: 10 })];
  return { rows, files };
}

/** The page, and what it names with src or href as a style, a script or an icon. */
function homeBytes(files: ReadonlyMap<string, Uint8Array>): BarRow[] {
  const text = new TextDecoder();
  const html = text.decode(files.get("index.html"));
  const named = [
    ...html.matchAll(/<(?:link rel="(?:stylesheet|icon)"|script)[^>]*?(?:href|src)="([^"]+)"/g),
  ]
    .map(([, address]) => new URL(address!, BASE).pathname.slice(1));
  const fetched = ["index.html", ...new Set(named)].map((name) => {
    const bytes = files.get(name);
    if (!bytes) throw new Error(`Cannot weigh the home page: ${name} is not among the files`);
    return bytes;
  });
  const kilobytes = (all: readonly Uint8Array[]) =>
    all.reduce((sum, one) => sum + one.length, 0) / 1000;
  const what = `home page, ${fetched.length} files`;
  return [
    row(`${what}, as served compressed`, kilobytes(fetched.map((one) => gzipSync(one))), {
      unit: "kB",
      below: 100,
    }),
    row(`${what}, as they are`, kilobytes(fetched), { unit: "kB" }),
  ];
}

/** Queries as they are typed, letter by letter, from what claims say. */
async function searchTimes(): Promise<BarRow[]> {
  const { entries } = JSON.parse(searchFile(await collectSite(ROOT))) as SearchFile;
  const posts = 72;
  const notes = entries.filter(({ verdict }) => verdict === null).length;
  const many = Array.from({ length: Math.ceil(posts / notes) }, () => entries).flat();
  return [...searchTime(entries), ...searchTime(many)];
}

function searchTime(entries: readonly Entry[]): BarRow[] {
  const started = performance.now();
  const index = new SearchIndex(entries);
  const ms = performance.now() - started;
  const queries = entries.slice(0, 40).flatMap(({ text }) => {
    const typed = text.split(" ").slice(0, 5).join(" ");
    return Array.from({ length: typed.length }, (_, i) => typed.slice(0, i + 1));
  });
  const times = queries.map((query) => {
    const started = performance.now();
    index.search(query);
    return performance.now() - started;
  });
  const what = `${entries.length} entries`;
  return [
    row(`index of ${what}`, ms, { unit: "ms" }),
    row(`a query, ${what}, median of ${queries.length}`, median(times), { unit: "ms", below: 50 }),
    row(`a query, ${what}, slowest of a hundred`, quantile(times, 0.99), { unit: "ms", below: 50 }),
  ];
}

function row(what: string, got: number, { unit, below }: { unit: string; below?: number }): BarRow {
  const bar = below === undefined ? "" : `< ${below} ${unit}`;
  return { what, got: `${got.toFixed(1)} ${unit}`, bar, met: bar ? got < below! : null };
}

if (import.meta.main) {
  const built = await timeBuild();
  const rows = [...built.rows, ...homeBytes(built.files), ...await searchTimes()];
  console.log(formatBarRows(rows));
  Deno.exit(rows.some(({ met }) => met === false) ? 1 : 0);
}
