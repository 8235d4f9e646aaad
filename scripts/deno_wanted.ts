/** The Deno that the notes were last accepted with; CI and the README name the same. */
export const WANTED_DENO = "2.9.6";

/** `older`: features we need are missing. `newer`: nothing known, the conformance suite tells. */
export type DenoState = "same" | "patch" | "older" | "newer";

/** How the Deno that runs stands to the one wanted. */
export function compareDeno(running: string, wanted = WANTED_DENO): DenoState {
  const [major = 0, minor = 0, patch = 0] = numbers(running);
  const [wantedMajor = 0, wantedMinor = 0, wantedPatch = 0] = numbers(wanted);
  if (major !== wantedMajor) return major < wantedMajor ? "older" : "newer";
  if (minor !== wantedMinor) return minor < wantedMinor ? "older" : "newer";
  return patch === wantedPatch ? "same" : "patch";
}

function numbers(version: string): number[] {
  return version.split(/[.+-]/).slice(0, 3).map(Number);
}
