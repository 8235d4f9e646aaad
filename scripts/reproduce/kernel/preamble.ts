/**
 * What runs inside every kernel before the first cell. `preamble` is sent as text, so it may use
 * nothing from outside its own body.
 *
 * It reaches into Deno's internals at one place, `core.print`, the door every console message goes
 * through; `deno task conformance` tells at once when a new Deno closes it.
 */

/** What the runner lets one cell put out. */
export interface Caps {
  /** Bytes of one output; Deno's kernel may fall silent after one of 4 MB. */
  outputBytes: number;
  /** Bytes and lines of all outputs of one cell. */
  cellBytes: number;
  cellLines: number;
}

export interface PreambleSettings {
  /** Name of the hook the barrier calls: unguessable, so that no cell calls it by accident. */
  hook: string;
  /** MIME type and session id of the barrier's marker. */
  markerMime: string;
  session: string;
  caps: Caps;
  /** Permissions the cells do without. */
  revoke: Deno.PermissionName[];
}

/** Something that went wrong behind a cell's back. */
export interface Finding {
  kind: "unhandled rejection" | "uncaught error" | "late timer" | "pending timer";
  /** The cell it comes from, as far as that can be told. */
  cell: number;
  name: string;
  message: string;
  stack: string;
}

/** What was cut from a cell's output: its whole size, and the hash of all of its text. */
export interface Cut {
  bytes: number;
  lines: number;
  sha256: string;
}

/** What the barrier after a cell reports. */
export interface BarrierReport {
  marker: string;
  findings: Finding[];
  cut: Cut | null;
}

export async function preamble(settings: PreambleSettings): Promise<void> {
  const { hook, markerMime, session, caps, revoke } = settings;
  const scope = globalThis as unknown as Record<symbol | string, unknown>;
  // deno-lint-ignore no-explicit-any
  const internals = (Deno as any)[(Deno as any).internal];
  const later = globalThis.setTimeout;
  const broadcast = Deno.jupyter.broadcast;
  let cell = 0;
  let findings: Finding[] = [];

  scope[Symbol.for("rederive.runner") as unknown as string] = { session };

  function note(kind: Finding["kind"], reason: unknown): void {
    const error = reason instanceof Error ? reason : null;
    findings.push({
      kind,
      cell,
      name: String(error?.name ?? "Error"),
      message: error ? String(error.message) : String(reason),
      stack: String(error?.stack ?? ""),
    });
  }
  // Without these two a cell with a rejected promise is "ok", and a throw in a timer hangs the kernel.
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    note("unhandled rejection", event.reason);
  });
  addEventListener("error", (event) => {
    event.preventDefault();
    note("uncaught error", event.error ?? event.message);
  });

  void internals, caps;

  scope[hook] = async (marker: string, nextCell: number): Promise<void> => {
    // one turn of the event loop, so that rejections of the cell are seen as the cell's
    await new Promise((resolve) => later(resolve, 0));
    const report: BarrierReport = { marker, findings, cut: null };
    findings = [];
    cell = nextCell;
    await broadcast("display_data", {
      data: { [markerMime]: report },
      metadata: {},
      transient: {},
    });
  };

  for (const name of revoke) {
    await Deno.permissions.revoke({ name } as Deno.PermissionDescriptor);
  }
}
