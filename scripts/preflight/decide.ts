import type { Machine } from "./machine.ts";

/** What to do about a machine on which WebGPU finds no adapter. */
export type Decision =
  | { do: "install"; packages: readonly string[] }
  | { do: "stop"; message: string; try: string };

/** Software Vulkan: enough for every note, on any machine. */
export const APT_PACKAGES = ["mesa-vulkan-drivers", "libvulkan1"] as const;

const COMMANDS: readonly (readonly [distribution: string, command: string])[] = [
  ["debian", `apt-get install -y ${APT_PACKAGES.join(" ")}`],
  ["fedora", "dnf install -y mesa-vulkan-drivers vulkan-loader"],
  ["rhel", "dnf install -y mesa-vulkan-drivers vulkan-loader"],
  ["arch", "pacman -S --needed vulkan-swrast vulkan-icd-loader"],
  ["alpine", "apk add mesa-vulkan-swrast vulkan-loader"],
  ["suse", "zypper install libvulkan_lvp libvulkan1"],
];

/** Packages are installed only where that is plainly ours to do: Debian or Ubuntu, as root. */
export function decideWithoutAdapter(machine: Machine): Decision {
  const stop = (message: string, command: string): Decision => ({
    do: "stop",
    message: `Cannot open a GPU: ${message}, wanted one (software Vulkan will do)`,
    try: command,
  });
  if (machine.backend && machine.backend !== "vulkan" && machine.os === "linux") {
    return stop(
      `DENO_WEBGPU_BACKEND is "${machine.backend}" and WebGPU finds no adapter there`,
      "unset DENO_WEBGPU_BACKEND",
    );
  }
  if (machine.os === "linux") {
    const debian = machine.distribution.some((name) => name === "debian" || name === "ubuntu");
    if (debian && machine.root) return { do: "install", packages: APT_PACKAGES };
    return stop("WebGPU finds no adapter", installCommand(machine));
  }
  return stop(
    `WebGPU finds no adapter on this ${machine.os} machine`,
    machine.os === "darwin" ? "a Mac with Metal, or Linux" : "update the graphics driver",
  );
}

/** The command a person types to get software Vulkan on this machine. */
export function installCommand({ distribution, root }: Machine): string {
  const names = distribution.map((name) => (name === "ubuntu" ? "debian" : name));
  const known = COMMANDS.find(([name]) => names.some((own) => own.includes(name)));
  if (!known) return "install Mesa's Vulkan drivers (lavapipe) with your package manager";
  return root ? known[1] : `sudo ${known[1]}`;
}
