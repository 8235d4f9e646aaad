import assert from "node:assert/strict";
import { TerminalReporter } from "../../../scripts/reproduce/report/terminal.ts";
import { displayWidth } from "../../../scripts/text/display_width.ts";
import type { NoteResult } from "../../../scripts/reproduce/types.ts";
import { FakeClock, FakeTerminal } from "./fake_terminal.ts";
import { eventsOf, noteResult, ROOT, sampleResults } from "./sample_run.ts";

function open({ columns = 100, rows = 30, colour = false } = {}) {
  const terminal = new FakeTerminal({ columns, rows });
  terminal.colour = colour;
  const clock = new FakeClock();
  const path = (absolute: string) => absolute.replace(`${ROOT}/`, "");
  return { terminal, clock, reporter: new TerminalReporter({ terminal, clock, path }) };
}

function play(results: NoteResult[], options: Parameters<typeof open>[0] = {}, exitCode = 0) {
  const opened = open(options);
  for (const event of eventsOf(results, exitCode)) {
    opened.reporter.on(event);
    opened.clock.advance(150);
  }
  return opened;
}

Deno.test("TerminalReporter shows each lane's note and cell, and how much is left", () => {
  const { terminal, clock, reporter } = open();
  const note = "mathematics/counter-based-randomness";
  const other = "3d-reconstruction/frame-transform";
  const job = { world: "native", why: "", run: true };
  reporter.on({
    type: "plan",
    lanes: 2,
    jobs: [
      { ...job, note, expectedMs: 4000, cells: 4 },
      { ...job, note: other, expectedMs: 4000, cells: 6 },
      { ...job, note: "a/third", expectedMs: 5000, cells: 10 },
    ],
  });
  const at = { world: "native", attempt: 1 };
  reporter.on({ type: "start", ...at, note, lane: 0, cells: 4 });
  reporter.on({ type: "start", ...at, note: other, lane: 1, cells: 6 });
  clock.advance(1000);
  const ran = { world: "native", note, lane: 0, cells: 4, status: "ok", ms: 500 } as const;
  reporter.on({ type: "cell", ...ran, ordinal: 1 });
  clock.advance(1000);
  assert.equal(terminal.cursorHidden, true);
  const [, first, second, bar] = terminal.screen;
  assert.match(first!, /^▸ mathematics\/counter-based-randomness +cell 2 of 4 +2\.0 s$/);
  assert.match(second!, /^▸ 3d-reconstruction\/frame-transform +cell 1 of 6 +2\.0 s$/);
  // one lane is free in 2 s and takes the third note, the other is done by then: 2 + 5 s
  assert.match(bar!, /^ +━+─+ +1 of 20 cells, 0:02, about 0:07 left, 1 waiting$/);
  assert.equal(terminal.screen.length, 4);
});

Deno.test("TerminalReporter leaves finished notes above and nothing of the frame at the end", () => {
  const { terminal, clock } = play(sampleResults(), {}, 10);
  const { screen } = terminal;
  assert.match(screen[0]!, /^✗ 3d-reconstruction\/frame-transform {2}claim {2}Cannot judge claim/);
  assert.match(
    screen[1]!,
    /^= languages\/numpy-advanced-indexing {2}nothing it depends on changed/,
  );
  assert.match(screen[2]!, /^✗ mathematics\/counter-based-randomness {2}output drift/);
  assert.equal(screen.filter((line) => line.startsWith("▸") || line.includes("━")).length, 0);
  assert.equal(terminal.cursorHidden, false);
  assert.equal(clock.running, 0);
});

Deno.test("TerminalReporter ends with the table, each failure explained, and what it comes to", () => {
  const text = play(sampleResults(), { columns: 130 }, 10).terminal.screen.join("\n");
  assert.match(text, /note +confirmed +refined +corrected +out of scope +drifts +time/);
  assert.match(text, /✗ 3d-reconstruction\/frame-transform +1 +1 +0 +1 +0 +2\.1 s/);
  assert.match(text, /= languages\/numpy-advanced-indexing +1 +0 +1 +0 +0 +unchanged/);
  assert.match(text, / {2}3 notes +4 +1 +1 +1 +2/);
  assert.match(text, /notebooks\/3d-reconstruction\/frame-transform\.ipynb, cell 2, line 4\n/);
  assert.match(text, /Try: give the claim an amendment/);
  assert.match(text, /claim sign-of-the-cross: accepted as corrected, now not established/);
  assert.match(text, /claim streams-are-bit-equal: new, confirmed/);
  assert.match(text, / {4}stored {2}0\.1250000001\n {4}now {5}0\.1250000371\n/);
  assert.match(text, /✗ 2 of 3 notes failed, exit code 10 \(2 ran, 1 unchanged; 6\.3 s\)/);
  assert.match(text, /4 confirmed, 1 refined, 1 corrected, 1 out of scope, 1 not established/);
});

Deno.test("TerminalReporter keeps within any width, wide characters included", () => {
  const results = [
    ...sampleResults(),
    noteResult("places-and-play/曾经的家与大模型时代的学习", { ms: 90_000 }),
  ];
  for (const columns of [24, 40, 60, 61, 80, 101, 200]) {
    const { terminal } = open({ columns });
    const { reporter, clock } = (() => {
      const clock = new FakeClock();
      return { clock, reporter: new TerminalReporter({ terminal, clock, path: () => "nb" }) };
    })();
    for (const event of eventsOf(results)) {
      if (event.type === "done") break;
      reporter.on(event);
      clock.advance(700);
      for (const line of terminal.screen) assert(displayWidth(line) <= columns, line);
    }
    reporter.close();
    assert.equal(terminal.screen.filter((line) => line !== "").length, results.length);
  }
});

Deno.test("TerminalReporter erases its frame although the window was made narrower", () => {
  const { terminal, clock, reporter } = open({ columns: 120 });
  for (const event of eventsOf(sampleResults())) {
    if (event.type === "end") break;
    reporter.on(event);
  }
  terminal.columns = 50;
  // what a real terminal does to lines that no longer fit
  const rewrapped = new FakeTerminal({ columns: 50, rows: 30 });
  rewrapped.write(terminal.screen.join("\n"));
  terminal.write = (text) => rewrapped.write(text);
  clock.advance(100);
  const lanes = rewrapped.screen.filter((line) => line.startsWith("▸"));
  assert.equal(lanes.length, 1, rewrapped.screen.join("\n"));
});

Deno.test("TerminalReporter never draws more rows than the window has", () => {
  const many = Array.from({ length: 12 }, (_, i) => noteResult(`shelf/note-${i}`));
  const { reporter, clock, terminal } = open({ rows: 8 });
  const jobs = many.map(({ note }) => ({
    note,
    world: "native",
    why: "",
    run: true,
    expectedMs: null,
  }));
  reporter.on({ type: "plan", jobs, lanes: 12 });
  many.forEach(({ note }, lane) =>
    reporter.on({ type: "start", note, world: "native", lane, cells: 3, attempt: 1 })
  );
  clock.advance(100);
  assert(terminal.screen.length <= 8, terminal.screen.join("\n"));
  assert.match(terminal.screen.join("\n"), /and 8 more/);
});

Deno.test("TerminalReporter without colour writes no colour, and with it only while it paints", () => {
  const colours = (raw: string) =>
    raw.split("\x1b[").slice(1).filter((part) => /^[\d;]*m/.test(part)).length;
  assert.equal(colours(play(sampleResults()).terminal.raw), 0);
  const painted = play(sampleResults(), { colour: true }).terminal;
  assert(colours(painted.raw) > 20);
  assert.deepEqual(painted.screen, play(sampleResults()).terminal.screen);
});

Deno.test("TerminalReporter draws nothing live when nothing has to run", () => {
  const cached = sampleResults().map((result) => ({
    ...result,
    from: "cache" as const,
    ending: null,
    drifts: [],
    why: "nothing it depends on changed",
  }));
  const { terminal, clock } = play(cached);
  assert.equal(clock.running, 0);
  assert(!terminal.raw.includes("\x1b"));
  assert.equal(terminal.screen.filter((line) => line.startsWith("= ")).length, 6);
});

Deno.test("TerminalReporter.close() leaves the terminal usable in the middle of a run", () => {
  const { terminal, clock, reporter } = open();
  for (const event of eventsOf(sampleResults())) {
    reporter.on(event);
    if (event.type === "cell") break;
  }
  reporter.close();
  reporter.close();
  assert.equal(terminal.cursorHidden, false);
  assert.equal(clock.running, 0);
  assert.deepEqual(terminal.screen.filter((line) => line !== ""), []);
});

Deno.test("TerminalReporter restores the terminal when it is interrupted, and only while live", () => {
  const terminal = new FakeTerminal({ columns: 80, rows: 24 });
  const clock = new FakeClock();
  const restores = new Set<() => void>();
  const onInterrupt = (restore: () => void) => {
    restores.add(restore);
    return () => void restores.delete(restore);
  };
  const play = (stopAt: string) => {
    const reporter = new TerminalReporter({ terminal, clock, path: String, onInterrupt });
    for (const event of eventsOf(sampleResults())) {
      if (event.type === stopAt) break;
      reporter.on(event);
    }
  };
  play("never");
  assert.equal(restores.size, 0);
  play("end");
  assert.equal(terminal.cursorHidden, true);
  restores.forEach((restore) => restore());
  assert.equal(terminal.cursorHidden, false);
  assert.equal(restores.size + clock.running, 0);
});

Deno.test("TerminalReporter prints a notebook's words without its escapes", () => {
  const note = "a/hostile";
  const message = "boom \x1b[2J\x1b[31mred\x1b]0;owned\x07 end";
  const text = play([noteResult(note, { ending: { kind: "code error", message } })], {}, 11)
    .terminal.raw;
  for (const escape of ["\x1b[2J", "\x1b]", "\x1b[31m"]) assert(!text.includes(escape));
  assert.match(text, /boom red end/);
});
