/** What decides how a missing adapter is put right. */
export interface Machine {
  os: typeof Deno.build.os;
  root: boolean;
  /** `ID` and `ID_LIKE` of os-release: ["ubuntu", "debian"]. */
  distribution: string[];
  /** Set by the caller's environment; another backend than vulkan may be why nothing is found. */
  backend: string | null;
}

/** Looks at the machine this runs on. */
export function describeMachine(): Machine {
  const os = Deno.build.os;
  return {
    os,
    root: os !== "windows" && Deno.uid() === 0,
    distribution: os === "linux" ? parseDistribution(readOsRelease()) : [],
    backend: Deno.env.get("DENO_WEBGPU_BACKEND") || null,
  };
}

/** The names a distribution goes by, its own first. */
export function parseDistribution(osRelease: string): string[] {
  const value = (name: string) =>
    new RegExp(`^${name}=["']?([^"'\\n]*)`, "m").exec(osRelease)?.[1] ?? "";
  return `${value("ID")} ${value("ID_LIKE")}`.split(/\s+/).filter((name) => name !== "");
}

function readOsRelease(): string {
  for (const path of ["/etc/os-release", "/usr/lib/os-release"]) {
    try {
      return Deno.readTextFileSync(path);
    } catch {
      // the next one, or none
    }
  }
  return "";
}
