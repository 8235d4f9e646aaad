/** A run as reporters see it: three notes, two of them failing, in one or two worlds. */
import type { ClaimRecord, Measurement, Verdict } from "@rederive/lib/claim";
import type {
  Drift,
  Ending,
  JudgedClaim,
  NoteResult,
  RunEvent,
  RunSummary,
} from "../../../scripts/reproduce/types.ts";

export const ROOT = "/somewhere/rederive";

const holds: Measurement = {
  got: 3,
  want: 3,
  relation: "equals",
  against: { basis: "closed form", name: "n(n-1)/2" },
  pass: true,
};
const fails: Measurement = {
  got: 1.66,
  want: 0,
  relation: "within",
  tolerance: { abs: 1e-12, because: "three roundings of values below 4" },
  against: { basis: "identity", name: "a × b = −[b]× a" },
  pass: false,
};

export function claimRecord(
  note: string,
  id: string,
  verdict: Verdict | null,
  more: Partial<ClaimRecord> = {},
): ClaimRecord {
  const amended = verdict === "refined" || verdict === "corrected";
  return {
    schema: 1,
    note,
    id,
    says: `what ${id.replaceAll("-", " ")} says`,
    at: "section 2",
    verdict,
    strength: verdict === "out-of-scope" || verdict === null ? null : "exact",
    conditions: { n: 3, seed: 0 },
    ...(verdict === "out-of-scope" ? { reason: "opinion", because: "it is a matter of taste" } : {
      asStated: amended || verdict === null ? fails : holds,
      control: fails,
    }),
    ...(amended
      ? {
        amendment: {
          kind: verdict === "refined" ? "when" : "instead",
          says: "the frame does not turn",
          measurement: holds,
        },
      }
      : {}),
    ...(verdict === null
      ? { failure: "it fails as stated (got 1.66, want 0) and no amendment holds" }
      : {}),
    rev: "0123456789abcdef",
    ...more,
  };
}

export function judged(
  note: string,
  id: string,
  verdict: Verdict | null,
  more: Partial<JudgedClaim> = {},
): JudgedClaim {
  const record = claimRecord(note, id, verdict);
  const accepted = verdict === null ? null : { is: verdict, rev: record.rev };
  return { id, cell: 2, record, accepted, state: "same", ...more };
}

export function noteResult(note: string, more: Partial<NoteResult> = {}): NoteResult {
  return {
    note,
    path: `${ROOT}/notebooks/${note}.ipynb`,
    world: "native",
    from: "run",
    why: "lib/geometry/skew.ts changed",
    ending: null,
    ms: 2140,
    cells: [
      { ordinal: 1, status: "ok", ms: 40 },
      { ordinal: 2, status: "ok", ms: 2000 },
      { ordinal: 3, status: "ok", ms: 100 },
    ],
    claims: [],
    drifts: [],
    peakMemory: 231_000_000,
    sandbox: "permissions revoked",
    retried: false,
    ...more,
  };
}

const FRAME = "3d-reconstruction/frame-transform";
const RANDOM = "mathematics/counter-based-randomness";
const NUMPY = "languages/numpy-advanced-indexing";

export const claimEnding: Ending = {
  kind: "claim",
  message:
    'Cannot judge claim "sign-of-the-cross": it fails as stated (got 1.66, want 0) and no amendment holds',
  try: "give the claim an amendment, `when` or `instead`, that holds",
  cell: 2,
  line: 4,
  claim: "sign-of-the-cross",
};

export const drifts: Drift[] = [
  {
    cell: 2,
    output: 1,
    kind: "text",
    at: "line 3, number 2",
    want: "0.1250000001",
    got: "0.1250000371",
  },
  { cell: 3, output: 2, kind: "plot", at: "data[0].y[12]", want: "3.25", got: "3.75" },
];

export function sampleResults(): NoteResult[] {
  return [
    noteResult(FRAME, {
      ending: claimEnding,
      claims: [
        judged(FRAME, "static-frames-rotate", "confirmed"),
        judged(FRAME, "rotation-is-constant", "refined"),
        judged(FRAME, "sign-of-the-cross", null, {
          state: "flipped",
          accepted: { is: "corrected", rev: "fedcba9876543210" },
        }),
        judged(FRAME, "rockets-are-fun", "out-of-scope"),
      ],
    }),
    noteResult(NUMPY, {
      from: "cache",
      why: "nothing it depends on changed",
      ms: 0,
      claims: [
        judged(NUMPY, "indexing-moves-axes", "corrected"),
        judged(NUMPY, "it-is-not-a-bug", "confirmed"),
      ],
    }),
    noteResult(RANDOM, {
      ending: {
        kind: "output drift",
        message: "Outputs differ from those stored: 2 differences, the first in cell 2",
        try: `deno task review ${RANDOM}`,
        cell: 2,
      },
      ms: 4120,
      claims: [
        judged(RANDOM, "words-not-ordinals", "confirmed"),
        judged(RANDOM, "streams-are-bit-equal", "confirmed", { state: "new", accepted: null }),
      ],
      drifts,
    }),
  ];
}

export function summaryOf(results: NoteResult[], exitCode = 0): RunSummary {
  return {
    results,
    spreads: [],
    ms: 6260,
    exitCode,
    environment: { deno: "2.9.6", adapters: { native: "llvmpipe (LLVM 15.0.6, 256 bits) 5f3a" } },
  };
}

/** The events of a run of `results` on two lanes: plan, every cell in turn, ends, done. */
export function* eventsOf(results: NoteResult[], exitCode = 0): Generator<RunEvent> {
  yield {
    type: "plan",
    lanes: 2,
    jobs: results.map(({ note, world, why, from, ms, cells }) => ({
      note,
      world,
      why,
      run: from === "run",
      expectedMs: from === "run" ? ms : null,
      cells: cells.length,
    })),
  };
  let lane = 0;
  for (const result of results) {
    if (result.from !== "run") {
      yield { type: "end", lane: null, result };
      continue;
    }
    const { note, world } = result;
    const at = { note, world, lane };
    yield { type: "start", ...at, cells: result.cells.length, attempt: 1 };
    for (const { ordinal, status, ms } of result.cells) {
      yield { type: "cell", ...at, ordinal, cells: result.cells.length, status, ms };
    }
    yield { type: "end", lane, result };
    lane = 1 - lane;
  }
  yield { type: "done", summary: summaryOf(results, exitCode) };
}
