/**
 * A note as a person reads it in Jupyter: `deno task lab`, a browser, run all cells, save. Every
 * output is to be seen, under its own cell, and what is saved is what the runner has stored.
 *
 * JupyterLab comes from PyPI, which has no renderer for plotly's figures: there a plot is its PNG.
 * Notebook 6 is Debian's package, and runs where that is or can be installed.
 */
import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { compareOutputs } from "../../scripts/reproduce/compare/compare.ts";
import { readNotebook } from "../../scripts/reproduce/notebook/read.ts";
import type { Output } from "../../scripts/reproduce/types.ts";
import { outputOf } from "../../scripts/output_of.ts";
import { openChromium } from "./chromium.ts";
import * as pagesOf from "./jupyter_pages.ts";
import { allRan, type JupyterPages, PATIENCE_MS, runAll, shownIn } from "./jupyter_pages.ts";
import { jupyterVenv } from "./jupyter_venv.ts";
import { canInstall, requireProgram } from "./require_program.ts";
import { Sandbox } from "./sandbox.ts";
import { ServedJupyter } from "./served_jupyter.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Small, and has claims of three verdicts, plots, tables, times and several outputs in a cell. */
const NOTE = "languages/numpy-advanced-indexing";
const DATA = "numpy-index-golden.json";
const PATH = `notebooks/${NOTE}.ipynb`;
const stored = await readNotebook(PATH, { root: ROOT });

/** A copy of the repository with this note alone, as it is or without its outputs. */
function copyOfNote({ outputs }: { outputs: "kept" | "cleared" }): Sandbox {
  const note = JSON.parse(Deno.readTextFileSync(ROOT + PATH));
  if (outputs === "cleared") {
    for (const cell of note.cells) {
      if (cell.cell_type === "code") Object.assign(cell, { outputs: [], execution_count: null });
    }
  }
  const sandbox = Sandbox.make({ [NOTE]: note }, {
    data: { [DATA]: Deno.readFileSync(`${ROOT}data/${DATA}`) },
  });
  for (const { name } of Deno.readDirSync(`${ROOT}notebooks/${NOTE}`)) {
    const file = `notebooks/${NOTE}/${name}`;
    sandbox.write(file, Deno.readFileSync(ROOT + file));
  }
  return sandbox;
}

/** Opens the note in a browser, lets `look`, and sees that nothing complained. */
async function inJupyter(
  jupyter: { sandbox: Sandbox; bin: string; args?: readonly string[]; pages: JupyterPages },
  look: (page: Page, served: ServedJupyter) => Promise<void>,
): Promise<void> {
  const { sandbox, pages } = jupyter;
  await using served = await ServedJupyter.start(sandbox, jupyter);
  await using browser = await openChromium();
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  page.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("dialog", (dialog) => complaints.push(dialog.message()));
  await page.goto(served.url(pages.address(`${NOTE}.ipynb`)));
  // only what is near the window is laid out
  await page.locator(pages.cells).nth(stored.cells.length - 1).waitFor({ state: "attached" });
  await look(page, served);
  complaints.push(...await page.locator(pages.dialogs).filter({ visible: true }).allInnerTexts());
  deepEqual(complaints, []);
}

/** Every stored output is on the screen: the kind the program prefers, in its own cell. */
async function seeOutputs(page: Page, pages: JupyterPages): Promise<void> {
  const cells = page.locator(pages.cells);
  equal(await cells.count(), stored.cells.length);
  for (const { ordinal, outputs } of stored.cells) {
    const shown = await shownIn(cells.nth(ordinal - 1), pages);
    const wanted = outputs.map((output) => kindOf(output, pages));
    deepEqual(shown.map(({ kind }) => kind), wanted, `cell ${ordinal}`);
    for (const [i, { kind, text, picture, isDrawn, isVisible }] of shown.entries()) {
      const { data = {}, metadata = {} } = outputs[i] as {
        data?: Record<string, unknown>;
        metadata?: Record<string, Record<string, unknown>>;
      };
      ok(isVisible, `output ${i + 1} of cell ${ordinal} is not visible`);
      if (kind === "text/html") seeCard(text, String([data["text/plain"]].flat().join("")));
      if (kind === "application/vnd.plotly.v1+json") ok(isDrawn, `no figure in cell ${ordinal}`);
      if (kind === "image/png") {
        const { width, height } = metadata["image/png"]!;
        deepEqual(
          picture && Object.values(picture).map(Math.round),
          [width, height].map(Number)
            .map(Math.round),
        );
      }
    }
  }
}

/** A card's verdict, id and text, as a screen shows them. */
function seeCard(text: string, line: string): void {
  const [verdict, id, says] = line.split(/: (.*?): (.*)/s);
  for (const part of [verdict!, id!]) ok(text.includes(part), `no ${part} in:\n${text}`);
  const flat = (words: string) => words.replaceAll("`", "").replaceAll(/\s+/g, " ");
  ok(flat(text).includes(flat(says!)), `no ${says} in:\n${text}`);
  ok(!text.includes("border-left"), `styles are shown as text:\n${text}`);
}

function kindOf(output: Output, { prefers }: JupyterPages): string {
  if (output.output_type === "stream") return "stream";
  const kinds = Object.keys((output as { data: object }).data);
  return prefers.find((kind) => kinds.includes(kind)) ?? "none";
}

/** Runs all cells, saves, and compares with what the runner has stored. */
async function runAndSave(page: Page, sandbox: Sandbox, pages: JupyterPages): Promise<void> {
  await runAll(page, pages);
  await allRan(page, pages, stored.cells.length);
  await page.keyboard.press("ControlOrMeta+s");
  for (const end = Date.now() + PATIENCE_MS; !isSaved(sandbox.read(PATH));) {
    ok(Date.now() < end, "the notebook was not saved");
    await page.waitForTimeout(100);
  }
  const saved = await readNotebook(PATH, { root: `${sandbox.root}/` });
  const runs = saved.cells.map((cell) => ({ ...cell, status: "ok" as const, ms: 0 }));
  deepEqual(await compareOutputs(stored.cells, runs), []);
}

/** True once every cell has its number; a file that is being written is not JSON yet. */
function isSaved(text: string): boolean {
  try {
    const { cells } = JSON.parse(text) as { cells: { execution_count?: number | null }[] };
    return cells.every(({ execution_count }) => execution_count !== null);
  } catch {
    return false;
  }
}

/** The kernel is ours, and nothing was installed for it. */
async function seeOurKernel(served: ServedJupyter, sandbox: Sandbox): Promise<void> {
  const { kernelspecs } = await served.ask<
    { kernelspecs: Record<string, { spec: Record<string, unknown> }> }
  >("api/kernelspecs");
  deepEqual(kernelspecs["deno"]!.spec["metadata"], { rederive: { version: 1 } });
  const [session] = await served.ask<{ kernel: { name: string } }[]>("api/sessions");
  equal(session!.kernel.name, "deno");
  const installed = [...Deno.readDirSync(sandbox.out)].flatMap(({ name }) =>
    name === "data" ? [...Deno.readDirSync(`${sandbox.out}/data`)].map((entry) => entry.name) : []
  );
  ok(!installed.includes("kernels"), `installed in the person's folder: ${installed}`);
}

Deno.test("JupyterLab 4 runs a note: all outputs in place, plots as pictures", async () => {
  const { bin } = await jupyterVenv();
  const pages = pagesOf.jupyterLab;
  await using sandbox = copyOfNote({ outputs: "cleared" });
  await inJupyter({ sandbox, bin, pages }, async (page, served) => {
    await runAndSave(page, sandbox, pages);
    await seeOutputs(page, pages);
    await seeOurKernel(served, sandbox);
  });
});

Deno.test("JupyterLab 4 with plotly's renderer draws the figures of a note", async () => {
  const { bin, plotlyRenderer } = await jupyterVenv();
  const pages = pagesOf.jupyterLabWithPlotly;
  await using sandbox = copyOfNote({ outputs: "kept" });
  const args = [`--LabApp.extra_labextensions_path=${plotlyRenderer}`];
  await inJupyter({ sandbox, bin, args, pages }, (page) => seeOutputs(page, pages));
});

const DEBIANS = "/usr/bin";
const findNotebook6 = async () =>
  (await outputOf(`${DEBIANS}/jupyter-notebook`, "--version"))?.startsWith("6.") || null;
const hasNotebook6 = await findNotebook6() !== null;

Deno.test({
  name: "Debian's Notebook 6 runs a note: all outputs in place, plots as pictures" +
    (hasNotebook6 || canInstall() ? "" : " (not run: it is not installed here)"),
  ignore: !hasNotebook6 && !canInstall(),
  fn: async () => {
    const missing = "Jupyter Notebook 6";
    await requireProgram(findNotebook6, { missing, packages: ["jupyter-notebook"] });
    const pages = pagesOf.notebook6;
    await using sandbox = copyOfNote({ outputs: "cleared" });
    await inJupyter({ sandbox, bin: DEBIANS, pages }, async (page, served) => {
      await runAndSave(page, sandbox, pages);
      await seeOutputs(page, pages);
      await seeOurKernel(served, sandbox);
    });
  },
});
