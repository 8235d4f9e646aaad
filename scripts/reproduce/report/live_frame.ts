import { padEnd, padStart } from "../../text/fit.ts";
import { formatClock, formatDuration } from "../../text/duration.ts";
import type { Paint } from "../../text/paint.ts";
import { displayWidth } from "../../text/display_width.ts";
import { count, labelOf } from "./label.ts";
import type { Progress, Running } from "./progress.ts";

/** Below this width a lane shows the note's last name and bare numbers. */
const NARROW = 64;

export interface FrameSize {
  columns: number;
  rows: number;
}

/** The lines at the foot of the terminal while notes run: a line a lane, then the bar. */
export function renderFrame(
  progress: Progress,
  now: number,
  { size, paint, worlds }: { size: FrameSize; paint: Paint; worlds: number },
): string[] {
  // the last column stays free: a terminal that wraps at once would break the erasing
  const width = Math.max(20, size.columns - 1);
  const most = Math.max(1, size.rows - 4);
  const running = progress.running;
  const shown = running.slice(0, most);
  const lines = shown.map((lane) => laneLine(lane, now, { width, paint, worlds }));
  if (running.length > shown.length) {
    lines.push(paint("faint", `  and ${running.length - shown.length} more`));
  }
  return ["", ...lines, barLine(progress, now, { width, paint })];
}

function laneLine(
  { note, world, cells, done, startedAt, attempt }: Running,
  now: number,
  { width, paint, worlds }: { width: number; paint: Paint; worlds: number },
): string {
  // the cell being worked on, not the last one done
  const cell = Math.min(cells, done + 1);
  const digits = String(cells).length;
  const time = padStart(steadySeconds(now - startedAt), 7);
  const again = attempt > 1 ? " again" : "";
  if (width < NARROW) {
    const end = ` ${padStart(String(cell), digits)}/${cells}${again} ${time}`;
    const name = labelOf({ note: note.split("/").at(-1)!, world }, worlds);
    return `▸ ${padEnd(name, Math.max(1, width - 2 - displayWidth(end)))}${paint("faint", end)}`;
  }
  const end = `  cell ${padStart(String(cell), digits)} of ${cells}${again}  ${time}`;
  const name = padEnd(labelOf({ note, world }, worlds), width - 2 - displayWidth(end));
  return `▸ ${name}${paint("faint", end)}`;
}

/** Tenths of seconds from the start: a unit that changes under the eye is a distraction. */
function steadySeconds(ms: number): string {
  return ms < 1000 ? `${(ms / 1000).toFixed(1)} s` : formatDuration(ms);
}

function barLine(
  progress: Progress,
  now: number,
  { width, paint }: { width: number; paint: Paint },
): string {
  const { done, of } = progress.cells();
  const share = of > 0 ? done / of : 1;
  const left = progress.remaining(now);
  const texts = [`${done} of ${count(of, "cell")}`, formatClock(progress.elapsed(now))];
  if (left !== null) texts.push(left < 1000 ? "nearly done" : `about ${formatClock(left)} left`);
  if (progress.waiting > 0) texts.push(`${progress.waiting} waiting`);
  let words = texts.join(", ");
  if (displayWidth(words) + 12 > width) {
    words = `${done}/${of}, ${formatClock(progress.elapsed(now))}`;
  }
  const room = Math.min(40, width - displayWidth(words) - 4);
  return `  ${bar(share, Math.max(4, room), paint)}  ${words}`;
}

/** A bar of `width` columns filled to `share`. */
export function bar(share: number, width: number, paint: Paint): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
  return paint("good", "━".repeat(filled)) + paint("faint", "─".repeat(width - filled));
}
