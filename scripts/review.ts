/** `deno task review [notes]`: what the last runs would change, claim by claim. Changes nothing. */
import { runCli } from "./reproduce/cli/run_cli.ts";
import { relativeTo } from "./reproduce/cache/path.ts";
import { openTerminal } from "./reproduce/report/device.ts";
import { BadInput } from "./reproduce/types.ts";
import { createPaint } from "./text/paint.ts";
import { findPending, PLACE, typedIn } from "./pending_places.ts";
import { renderReview } from "./review/render_review.ts";
import { reviewPending } from "./review/review_pending.ts";

if (import.meta.main) {
  await runCli(async () => {
    const option = Deno.args.find((word) => word.startsWith("-"));
    if (option !== undefined) {
      throw new BadInput(
        `Cannot read the command line: there is no option ${option}`,
        "deno task review [notes]",
      );
    }
    const cwd = typedIn();
    const terminal = openTerminal();
    const width = (Deno.stdout.isTerminal() ? Math.min(terminal.size().columns, 120) : 100) - 1;
    const layout = {
      width,
      paint: createPaint(terminal.colour),
      path: (absolute: string) => relativeTo(absolute, cwd),
    };
    const waiting = await findPending(Deno.args, { place: PLACE, cwd });
    if (waiting.length === 0) return terminal.write("Nothing waits for review.\n");
    for (const pending of waiting) {
      const lines = renderReview(await reviewPending(pending, PLACE), layout);
      terminal.write(lines.join("\n") + "\n\n");
    }
  });
}
