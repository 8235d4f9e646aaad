/** A terminal in memory: the few sequences a live display uses, with wrapping and scrollback. */
import type { Clock, Terminal } from "../../../scripts/reproduce/report/device.ts";
import { measured } from "../../../scripts/text/display_width.ts";

export class FakeTerminal implements Terminal {
  colour = false;
  columns: number;
  rows: number;
  cursorHidden = false;
  /** Everything ever written. */
  raw = "";
  #lines: string[][] = [[]];
  #row = 0;
  #column = 0;

  constructor({ columns, rows }: { columns: number; rows: number }) {
    this.columns = columns;
    this.rows = rows;
  }

  size() {
    return { columns: this.columns, rows: this.rows };
  }

  write(text: string): void {
    this.raw += text;
    const [plain, ...controlled] = text.split("\x1b");
    this.#print(plain!);
    for (const part of controlled) {
      const sequence = /^\[[?\d;]*[A-Za-z]/.exec(part)?.[0] ?? "";
      this.#control(sequence, part);
      this.#print(part.slice(sequence.length));
    }
  }

  #print(text: string): void {
    for (const { grapheme, width } of measured(text)) this.#put(grapheme, width);
  }

  /** All lines that a person could scroll to, without trailing blanks. */
  get screen(): string[] {
    return this.#lines.map((line) => Array.from(line, (c) => c ?? " ").join("").trimEnd());
  }

  #put(grapheme: string, width: number): void {
    if (grapheme === "\r") this.#column = 0;
    else if (grapheme === "\n") [this.#row, this.#column] = [this.#row + 1, 0];
    else {
      if (this.#column + width > this.columns) [this.#row, this.#column] = [this.#row + 1, 0];
      this.#line()[this.#column] = grapheme;
      if (width === 2) this.#line()[this.#column + 1] = "";
      this.#column += width;
    }
    this.#line();
  }

  #line(): string[] {
    while (this.#lines.length <= this.#row) this.#lines.push([]);
    return this.#lines[this.#row]!;
  }

  #control(sequence: string, part: string): void {
    if (sequence === "[?25l") this.cursorHidden = true;
    else if (sequence === "[?25h") this.cursorHidden = false;
    else if (sequence === "[J") {
      this.#lines.length = this.#row + 1;
      this.#lines[this.#row]!.length = Math.min(this.#lines[this.#row]!.length, this.#column);
    } else if (/^\[\d+A$/.test(sequence)) {
      const up = Number(sequence.slice(1, -1));
      // a frame taller than the window would scroll away and could not be erased
      if (up >= this.rows) throw new Error(`cursor moves ${up} rows up of ${this.rows}`);
      this.#row = Math.max(0, this.#row - up);
    } else if (!/^\[(\?2026[hl]|[\d;]*m)$/.test(sequence)) {
      throw new Error(`unknown sequence ESC${JSON.stringify(part.slice(0, 10))}`);
    }
  }
}

/** A clock that stands still until it is told to move. */
export class FakeClock implements Clock {
  #now = 0;
  #ticks = new Set<() => void>();

  now(): number {
    return this.#now;
  }

  every(_ms: number, tick: () => void): () => void {
    this.#ticks.add(tick);
    return () => this.#ticks.delete(tick);
  }

  get running(): number {
    return this.#ticks.size;
  }

  advance(ms: number): void {
    this.#now += ms;
    for (const tick of this.#ticks) tick();
  }
}
