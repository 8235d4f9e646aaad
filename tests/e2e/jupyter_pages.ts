/** JupyterLab 4 and Notebook 6 as a person uses them: what to press, and what there is to see. */
import type { Locator, Page } from "playwright-core";

/** Where things are in a program's page. */
export interface JupyterPages {
  /** The address of a notebook, by its path. */
  address(path: string): string;
  /** Visible once the kernel waits for work. */
  idle: string;
  /** A menu, and what is chosen in it. */
  runAll: readonly [menu: string, item: string];
  /** Those with code. */
  cells: string;
  /** `[7]:` beside a cell that ran, `[*]:` while it runs. */
  prompts: string;
  /** What asks or complains. */
  dialogs: string;
  outputs: string;
  /** MIME types in the order in which the program prefers them. */
  prefers: readonly string[];
}

const PICTURES = ["image/png", "text/plain", "stream"];

export const jupyterLab: JupyterPages = {
  address: (path) => `lab/tree/${path}`,
  idle: "#jp-main-statusbar :text('Deno | Idle')",
  runAll: ["Run", "Run All Cells"],
  cells: ".jp-Notebook .jp-CodeCell",
  prompts: ".jp-CodeCell .jp-InputPrompt",
  dialogs: ".jp-Dialog",
  outputs: ".jp-OutputArea-output",
  prefers: ["text/html", "text/markdown", ...PICTURES],
};

/** The same, with the JupyterLab extension that Python's plotly brings along. */
export const jupyterLabWithPlotly: JupyterPages = {
  ...jupyterLab,
  prefers: ["application/vnd.plotly.v1+json", ...jupyterLab.prefers],
};

export const notebook6: JupyterPages = {
  address: (path) => `notebooks/${path}`,
  idle: "#kernel_indicator_icon.kernel_idle_icon",
  runAll: ["Cell", "Run All"],
  cells: "#notebook-container > .code_cell",
  prompts: ".code_cell .input_prompt",
  dialogs: ".modal-dialog",
  outputs: ".output_subarea",
  prefers: ["text/html", "text/markdown", ...PICTURES],
};

/** What marks an output in either program, where it is not the MIME type itself. */
const KINDS: Record<string, string> = {
  "application/vnd.jupyter.stdout": "stream",
  "jp-RenderedPlotly": "application/vnd.plotly.v1+json",
  output_html: "text/html",
  output_markdown: "text/markdown",
  output_png: "image/png",
  output_stream: "stream",
  output_text: "text/plain",
};

/** An output as it is on the screen. */
export interface Shown {
  kind: string;
  text: string;
  /** Of its picture, in pixels of the page; null without one that was loaded. */
  picture: { width: number; height: number } | null;
  /** Whether plotly drew a figure. */
  isDrawn: boolean;
  isVisible: boolean;
}

/** What a cell shows, output by output, scrolled to. */
export async function shownIn(cell: Locator, pages: JupyterPages): Promise<Shown[]> {
  await cell.scrollIntoViewIfNeeded();
  const shown: Shown[] = [];
  for (const output of await cell.locator(pages.outputs).all()) shown.push(await lookAt(output));
  return shown;
}

async function lookAt(output: Locator): Promise<Shown> {
  const mime = await output.getAttribute("data-mime-type");
  const classes = (await output.getAttribute("class"))?.split(" ") ?? [];
  const marked = mime ?? classes.find((name) => name in KINDS) ?? "";
  // plotly's renderer shows the picture until the mouse comes
  const figure = output.locator(".main-svg").first();
  if (marked === "jp-RenderedPlotly") {
    await output.hover();
    await figure.waitFor();
  }
  return {
    kind: KINDS[marked] ?? marked,
    text: await output.innerText(),
    picture: await output.locator("img").count() === 1
      ? await loadedSize(output.locator("img"))
      : null,
    isDrawn: await figure.count() > 0,
    isVisible: await output.isVisible(),
  };
}

async function loadedSize(img: Locator): Promise<Shown["picture"]> {
  const isLoaded = await img.evaluate((element) =>
    (element as { naturalWidth?: number }).naturalWidth
  );
  const box = isLoaded ? await img.boundingBox() : null;
  return box && { width: box.width, height: box.height };
}

/** Chooses from a menu, as one does who waits until the kernel is there. */
export async function runAll(page: Page, pages: JupyterPages): Promise<void> {
  const [menu, item] = pages.runAll;
  await page.locator(pages.idle).first().waitFor({ timeout: PATIENCE_MS });
  await page.getByRole("menubar").or(page.locator("#menubar")).getByText(menu, { exact: true })
    .first().click();
  await page.getByText(item, { exact: true }).first().click();
}

/** Waits until this many cells have run and the kernel is idle again. */
export async function allRan(page: Page, pages: JupyterPages, cells: number): Promise<void> {
  const ran = page.locator(pages.prompts).filter({ hasText: /\[\d+\]/ });
  await ran.nth(cells - 1).waitFor({ state: "attached", timeout: PATIENCE_MS });
  await page.locator(pages.idle).first().waitFor({ timeout: PATIENCE_MS });
}

/** Longer than anything here takes on a busy machine. */
export const PATIENCE_MS = 120_000;
