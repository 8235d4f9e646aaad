/** "Check on this machine": runs a note's cells in the page and sets what they find beside CI's. */
import { cardRows, type ClaimRecord } from "@rederive/lib/claim";
import { VERDICTS } from "../../reproduce/report/verdicts.ts";
import { type Compared, compareRecords } from "../check/compare_records.ts";
import type { CheckPlan } from "../check/plan.ts";
import { describeAdapter } from "./describe_adapter.ts";
import { element } from "./dom.ts";
import { runNote } from "./run_note.ts";

for (const place of document.querySelectorAll<HTMLElement>("[data-check]")) {
  const button = element("button", { type: "button" }, "Check on this machine");
  const status = element("p", { role: "status", class: "small" });
  const results = element("div");
  place.append(button, status, results);
  button.addEventListener("click", () => {
    button.disabled = true;
    check(place, status, results).catch((error: Error) => {
      status.textContent = `The check broke off: ${error.message}`;
    }).finally(() => button.disabled = false);
  });
}

async function check(place: HTMLElement, status: HTMLElement, results: HTMLElement): Promise<void> {
  results.replaceChildren();
  status.textContent = "Looking for WebGPU …";
  const adapter = await describeAdapter();
  if (adapter === null) {
    status.textContent =
      "This browser offers no WebGPU here, so nothing was run. The evidence on " +
      "this page is what CI measured; a recent Chrome, Edge, Safari or Firefox can check it.";
    return;
  }
  const planUrl = new URL(place.dataset["plan"]!, location.href);
  const plan: CheckPlan = await (await fetch(planUrl)).json();
  if (plan.code === null) {
    status.textContent = `This note cannot run in a page (${plan.problem}); in Jupyter it can.`;
    return;
  }
  const only = place.dataset["checkClaim"];
  const wanted = plan.records.filter(({ id }) => only === undefined || id === only);
  const progress = element("progress", { max: String(plan.cells), value: "0" });
  const stop = element("button", { type: "button" }, "Stop");
  results.append(progress, stop);
  const found = new Map<string, ClaimRecord>();
  const say = (cell: number) => {
    progress.value = cell - 1;
    status.textContent = `On ${adapter}: cell ${cell} of ${plan.cells}, ${found.size} of ` +
      `${plan.records.length} claims judged`;
  };
  const started = performance.now();
  const run = runNote(plan, planUrl, {
    cell: say,
    record: (record) => found.set(record.id, record),
  });
  stop.addEventListener("click", () => run.stop());
  const problem = await run.finished;
  const seconds = (performance.now() - started) / 1000;
  const compared = wanted.map((ci) => compareRecords(ci, found.get(ci.id)));
  status.textContent = problem === null
    ? `${summaryOf(compared)} On ${adapter}, in ${seconds.toFixed(1)} s.`
    : `The notebook ended early: ${problem}. ${summaryOf(compared)}`;
  results.replaceChildren(
    element("ul", { class: "compared" }, ...compared.map(renderCompared)),
    copyButton({
      note: plan.note,
      adapter,
      browser: navigator.userAgent,
      problem,
      claims: compared,
    }),
  );
  place.dataset["checked"] = problem === null ? "done" : "broken";
}

function summaryOf(compared: readonly Compared[]): string {
  const same = compared.filter(({ state }) => state === "same").length;
  return same === compared.length
    ? `All ${same} ${same === 1 ? "claim comes" : "claims come"} out as in CI.`
    : `${same} of ${compared.length} claims come out as in CI.`;
}

const STATES: Record<Compared["state"], string> = {
  same: "as in CI",
  differs: "the same verdict on other evidence",
  flipped: "another verdict than in CI",
  missing: "not reached",
};

function renderCompared({ id, state, here, ci, differences }: Compared): HTMLElement {
  const shown = here ?? ci;
  const verdict = VERDICTS.find(({ is }) => is === shown.verdict);
  const line = element(
    "summary",
    {},
    element(
      "span",
      { class: `verdict ${shown.verdict}` },
      `${verdict?.sign ?? "⚠"} ${verdict?.words ?? "not established"}`,
    ),
    ` ${id.replaceAll("-", " ")}: ${STATES[state]}`,
  );
  const rows = element("dl", {}, ...beside("here", here), ...beside("in CI", ci));
  for (const { at, want, got } of differences) {
    rows.append(
      element("div", {}, element("dt", {}, at), element("dd", {}, `here ${got}, in CI ${want}`)),
    );
  }
  return element("li", { "data-state": state, "data-id": id }, element("details", {}, line, rows));
}

/** What was measured, in the words of the claim's card. */
function beside(where: string, record: ClaimRecord | null): HTMLElement[] {
  if (!record) return [];
  const measured = ["as the note states it", "then", "control", "why"];
  return cardRows(record).filter(({ label }) => measured.includes(label)).map(({ label, parts }) =>
    element(
      "div",
      {},
      element("dt", {}, `${label}, ${where}`),
      element(
        "dd",
        {},
        ...parts.map((part) =>
          typeof part === "string" ? part : "strong" in part ? part.strong : part.code
        ),
      ),
    )
  );
}

/** The whole result, to paste into an issue. */
function copyButton(result: unknown): HTMLElement {
  const button = element("button", { type: "button" }, "Copy the result as JSON");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(JSON.stringify(result, null, 2));
    button.textContent = "Copied";
  });
  return button;
}
