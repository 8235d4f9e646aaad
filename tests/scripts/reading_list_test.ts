import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import { checkReadingList, readingList } from "../../scripts/reading_list.ts";
import { escapeMarkdown, link } from "../../scripts/text/markdown.ts";
import { renderReadingList } from "../../scripts/reading_list/render.ts";
import { readSources } from "../../scripts/reproduce/judge/sources.ts";
import { BadInput } from "../../scripts/reproduce/types.ts";
import { claimRecord } from "../reproduce/report/sample_run.ts";
import { claimOutput, inRepository, NOTE, writeNote } from "./review/pending_repository.ts";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const rev = "0123456789abcdef";

async function inList(work: (root: string) => Promise<void>): Promise<void> {
  await inRepository(async (place) => {
    await writeNote(place, {
      cells: [{
        source: "1",
        outputs: [
          claimOutput(claimRecord(NOTE, "holds", "confirmed")),
          claimOutput(
            claimRecord(NOTE, "narrower", "refined", { says: "R is *constant* | always" }),
          ),
          claimOutput(claimRecord(NOTE, "wrong", "corrected", { says: "x[:, [0]] < y_1 & `a|b`" })),
          claimOutput(claimRecord(NOTE, "taste", "out-of-scope")),
          claimOutput(claimRecord(NOTE, "fresh", "confirmed")),
        ],
      }],
      accepted: {
        holds: { is: "confirmed", rev },
        narrower: { is: "refined", rev },
        wrong: { is: "corrected", rev },
        taste: { is: "out-of-scope", rev },
      },
    });
    Deno.copyFileSync(`${root}/data/sources.json`, `${place.root}/data/sources.json`);
    await work(place.root);
  });
}

Deno.test("readingList() counts what cells displayed and what was accepted of it", async () => {
  await inList(async (root) => {
    const lines = (await readingList(root)).split("\n");
    const row = lines.find((line) => line.startsWith("| [monoid-reduce]"));
    assert.equal(
      row,
      "| [monoid-reduce](mathematics/monoid-reduce.ipynb) (1 not accepted yet) | " +
        "[On Monads, Monoids and Endofunctors 1: The monoid](https://ianq.ai/cats-big-data-monoid/)" +
        ", Ian Quah, 19 July 2022 | 1 | 1 | 1 | 1 | not compared |",
    );
    const text = lines.join("\n");
    assert.match(text, /1 of them has a note so far: ✓ 1 confirmed, ◐ 1 refined, ✎ 1 corrected/);
    assert.match(text, /\| \[Mathematics\]\(#mathematics\) \| 5 \| 1 \|/);
    assert(lines.includes(
      "- ✎ x\\[:, \\[0\\]\\] &lt; y\\_1 &amp; `a|b` → _instead_: the frame does not turn",
    ));
    assert(lines.includes(
      "- ◐ R is \\*constant\\* | always → _holds when_: the frame does not turn",
    ));
    assert(
      lines.findIndex((l) => l.startsWith("- ✎ x")) < lines.findIndex((l) => l.includes("◐ R")),
    );
    const waiting = text.slice(text.indexOf("## Mathematics"));
    assert.doesNotMatch(waiting.slice(0, waiting.indexOf("## Programming")), /^- .*monoid/m);
  });
});

Deno.test("readingList() names worlds from the notebook's metadata", async () => {
  await inList(async (root) => {
    const path = `${root}/notebooks/${NOTE}.ipynb`;
    const raw = JSON.parse(Deno.readTextFileSync(path));
    raw.metadata.rederive = { worlds: ["native", "sse4.1"] };
    Deno.writeTextFileSync(path, JSON.stringify(raw));
    assert.match(await readingList(root), /\| 1 \| 1 \| 1 \| 1 \| native, sse4\.1 \|/);
  });
});

Deno.test("readingList() lists each of the 72 posts exactly once without notes", () => {
  const sources = readSources(root)!;
  const page = renderReadingList(sources, new Map());
  for (const { url } of sources.posts) {
    const target = url.replaceAll("(", "%28").replaceAll(")", "%29");
    assert.equal(page.split(`](${target})`).length - 1, 1, url);
  }
  assert.match(
    page,
    /\n- \[曾经的家\]\(https:[^)]*\) \(His former home\), Julian Gao, 12 August 2025\n/,
  );
  assert.match(page, /; planned: `shampoo`, `soap-and-scaling`\n/);
  for (const [, target] of page.matchAll(/\]\(#([^)]+)\)/g)) {
    const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title!);
    assert(
      headings.some((title) => title.toLowerCase().replaceAll(" ", "-") === target),
      target,
    );
  }
});

Deno.test("readingList() gives the same bytes for the same input", async () => {
  await inList(async (root) => {
    const page = await readingList(root);
    assert.equal(await readingList(root), page);
    assert(page.endsWith("\n") && !page.endsWith("\n\n"));
  });
});

Deno.test("checkReadingList() fails on a missing and on a stale page, and passes a fresh one", async () => {
  await inList(async (root) => {
    const refused = (state: string) =>
      assert.rejects(checkReadingList(root), (error) => {
        assert(error instanceof BadInput);
        assert.equal(
          error.message,
          `Cannot pass notebooks/README.md: it is ${state}, wanted the list of today's notes`,
        );
        assert.equal(error.try, "deno task list");
        return true;
      });
    await refused("missing");
    const page = await readingList(root);
    Deno.writeTextFileSync(`${root}/notebooks/README.md`, page + " ");
    await refused("stale");
    Deno.writeTextFileSync(`${root}/notebooks/README.md`, page);
    await checkReadingList(root);
  });
});

Deno.test("readingList() refuses a notebook that belongs to no post", async () => {
  await inList(async (root) => {
    Deno.renameSync(
      `${root}/notebooks/${NOTE}.ipynb`,
      `${root}/notebooks/mathematics/monoid-redux.ipynb`,
    );
    await assert.rejects(readingList(root), (error) => {
      assert(error instanceof BadInput);
      assert.equal(
        error.message,
        "Cannot list notebooks/mathematics/monoid-redux.ipynb: no post in data/sources.json plans it",
      );
      assert.match(error.try!, /^rename it to notebooks\/mathematics\/monoid-reduce\.ipynb/);
      return true;
    });
  });
});

Deno.test("escapeMarkdown() and link() keep text text", () => {
  assert.equal(
    escapeMarkdown("a_b *c* [d] <e> `f_g` ~h~\n i"),
    "a\\_b \\*c\\* \\[d\\] &lt;e&gt; `f_g` \\~h\\~ i",
  );
  assert.equal(escapeMarkdown("odd ` tick"), "odd \\` tick");
  assert.equal(link("a](b", "https://x.y/a(b) c"), "[a\\](b](https://x.y/a%28b%29%20c)");
});
