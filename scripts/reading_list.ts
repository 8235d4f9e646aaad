/** `deno task list`: writes notebooks/README.md; with `--check`, fails when it is stale. */
import { notesOf } from "./note/find_post.ts";
import { writeAtomic } from "./reproduce/cache/write_atomic.ts";
import { runCli } from "./reproduce/cli/run_cli.ts";
import { readSources } from "./reproduce/judge/sources.ts";
import { readVerdicts } from "./reproduce/judge/verdicts.ts";
import { findNotebooks } from "./reproduce/notebook/find.ts";
import { BadInput } from "./reproduce/types.ts";
import { nearest } from "./text/nearest.ts";
import { renderReadingList } from "./reading_list/render.ts";
import { readWrittenNote, type WrittenNote } from "./reading_list/written_note.ts";

const PAGE = "notebooks/README.md";

/** The page that the sources, the accepted verdicts and the stored outputs amount to. */
export async function readingList(root: string): Promise<string> {
  const sources = readSources(root);
  if (!sources) {
    throw new BadInput(
      "Cannot write the reading list: data/sources.json is missing",
      "git checkout -- data/sources.json",
    );
  }
  const verdicts = readVerdicts(root);
  const planned = sources.posts.flatMap(notesOf);
  const written = new Map<string, WrittenNote>();
  for (
    const { id } of await findNotebooks(["notebooks/*/*.ipynb"], { root, cwd: root }).catch(none)
  ) {
    if (!planned.includes(id)) {
      const close = nearest(id, planned);
      throw new BadInput(
        `Cannot list notebooks/${id}.ipynb: no post in data/sources.json plans it`,
        close
          ? `rename it to notebooks/${close}.ipynb, or add it to the notebooks of its post`
          : "add it to the notebooks of its post in data/sources.json",
      );
    }
    written.set(id, await readWrittenNote(id, { root, verdicts }));
  }
  return renderReadingList(sources, written);
}

/** Nothing matches in a repository without notes. */
function none(error: unknown): [] {
  if (error instanceof BadInput) return [];
  throw error;
}

/** Throws BadInput unless the page is what it should be. */
export async function checkReadingList(root: string): Promise<void> {
  const wanted = await readingList(root);
  const found = await Deno.readTextFile(`${root}/${PAGE}`).catch(() => null);
  if (found === wanted) return;
  throw new BadInput(
    `Cannot pass ${PAGE}: it is ${
      found === null ? "missing" : "stale"
    }, wanted the list of today's notes`,
    "deno task list",
  );
}

if (import.meta.main) {
  await runCli(async () => {
    const root = `${import.meta.dirname}/..`;
    const [option, ...more] = Deno.args;
    if (more.length > 0 || (option !== undefined && option !== "--check")) {
      throw new BadInput(
        `Cannot read the command line: there is no option ${[option, ...more].join(" ")}`,
        "deno task list, or deno task list --check",
      );
    }
    if (option === "--check") return await checkReadingList(root);
    writeAtomic(`${root}/${PAGE}`, await readingList(root));
    console.log(`Wrote ${PAGE}`);
  });
}
