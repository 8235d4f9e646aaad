import { BadInput, type Metadata } from "../types.ts";

/** `|got - want| <= abs + rel * |want|` for every number a cell prints, plots or shows as JSON. */
export interface CellTolerance {
  abs: number;
  rel: number;
  because: string;
}

const FIX = '"rederive": { "tolerance": { "rel": 1e-6, "because": "one rounding to f32" } }';

/** The tolerance in a cell's metadata; null when it has none. BadInput when it has no reason. */
export function toleranceOf(cell: { ordinal: number; metadata: Metadata }): CellTolerance | null {
  const rederive = cell.metadata["rederive"];
  if (!isObject(rederive) || rederive["tolerance"] === undefined) return null;
  const tolerance = rederive["tolerance"];
  const refuse = (problem: string) =>
    new BadInput(`Cannot compare cell ${cell.ordinal}: its tolerance ${problem}`, FIX);
  if (!isObject(tolerance)) throw refuse("is no object, wanted { abs, rel, because }");
  const unknown = Object.keys(tolerance).find((key) => !["abs", "rel", "because"].includes(key));
  if (unknown) throw refuse(`has the unknown key "${unknown}", wanted abs, rel or because`);
  const { abs = 0, rel = 0, because } = tolerance;
  if (!isAllowance(abs) || !isAllowance(rel) || abs + rel === 0) {
    throw refuse(`is abs ${abs}, rel ${rel}, wanted finite numbers of which one is above 0`);
  }
  if (typeof because !== "string" || because.trim() === "") {
    throw refuse('has no "because", wanted the reason for these numbers');
  }
  return { abs, rel, because };
}

export function isWithin(want: number, got: number, { abs, rel }: CellTolerance): boolean {
  return Object.is(want, got) || Math.abs(got - want) <= abs + rel * Math.abs(want);
}

function isAllowance(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && Number.isFinite(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
