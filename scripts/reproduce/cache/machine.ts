import { readText } from "./read_text.ts";
import { absoluteFrom, dirname } from "./path.ts";
import type { Parts } from "./sha256.ts";

/** How the machine is looked at; replaced in tests. */
export interface Look {
  read(path: string): string | null;
  /** Names in a folder, [] when there is none. */
  list(path: string): string[];
  /** Size and modification time, or null. */
  stat(path: string): string | null;
}

/** Where Vulkan's loader looks for drivers, besides what the environment names. */
const ICD_FOLDERS = [
  "/usr/share/vulkan/icd.d",
  "/etc/vulkan/icd.d",
  "/usr/local/share/vulkan/icd.d",
  "/usr/local/etc/vulkan/icd.d",
];
const LIBRARY_FOLDERS = [
  `/usr/lib/${Deno.build.arch}-linux-gnu`,
  "/usr/lib64",
  "/usr/lib",
  "/usr/local/lib",
];
/** Rewritten by every installation: an upgrade of LLVM alone changes what a driver computes. */
const PACKAGE_RECORDS = [
  "/var/lib/dpkg/status",
  "/var/lib/rpm/rpmdb.sqlite",
  "/usr/lib/sysimage/rpm/rpmdb.sqlite",
  "/lib/apk/db/installed",
  "/var/lib/pacman/local",
];

/**
 * Whatever, on this machine, could change what its GPU computes, cheap to look at. Names an answer
 * remembered here and never leaves the machine, so times of files may count.
 */
export function machineParts(env: Record<string, string>, look: Look = thisMachine): Parts {
  const parts: Parts = {
    os: `${Deno.build.os} ${Deno.build.arch} ${Deno.osRelease()}`,
    boot: look.read("/proc/sys/kernel/random/boot_id") ?? "",
    cpu: processor(look.read("/proc/cpuinfo") ?? ""),
    deno: Deno.version.deno,
  };
  for (const [name, value] of Object.entries(env)) parts[`env:${name}`] = value;
  for (const path of PACKAGE_RECORDS) parts[`stat:${path}`] = look.stat(path) ?? "";
  for (const icd of icdFiles(env, look)) {
    const text = look.read(icd) ?? "";
    parts[`icd:${icd}`] = text;
    for (const library of librariesOf(text, icd, env)) {
      const stat = look.stat(library);
      if (stat !== null) parts[`stat:${library}`] = stat;
    }
  }
  return parts;
}

function icdFiles(env: Record<string, string>, look: Look): string[] {
  const named = ["VK_DRIVER_FILES", "VK_ICD_FILENAMES", "VK_ADD_DRIVER_FILES"]
    .flatMap((name) => env[name]?.split(":") ?? []);
  const found = ICD_FOLDERS.flatMap((folder) =>
    look.list(folder).filter((name) => name.endsWith(".json")).map((name) => `${folder}/${name}`)
  );
  return [...new Set([...named, ...found])].sort();
}

/** Absolute, beside the file that names it, or a bare name for the linker to find. */
function librariesOf(icdText: string, icd: string, env: Record<string, string>): string[] {
  const name = /"library_path"\s*:\s*"([^"]+)"/.exec(icdText)?.[1];
  if (name === undefined) return [];
  if (name.includes("/")) return [absoluteFrom(name, dirname(icd))];
  const folders = [...env.LD_LIBRARY_PATH?.split(":") ?? [], ...LIBRARY_FOLDERS];
  return folders.map((folder) => `${folder}/${name}`);
}

/** The first processor, without what changes from moment to moment. */
function processor(cpuinfo: string): string {
  const first = cpuinfo.split(/\n\s*\n/)[0] ?? "";
  const lasting = /^(vendor_id|cpu family|model|model name|stepping|microcode|flags|Features)\s*:/;
  return first.split("\n").filter((line) => lasting.test(line)).join("\n");
}

const thisMachine: Look = {
  // the kernel writes /proc/cpuinfo as it is read: the first processor costs the same on any machine
  read: (path) => path === "/proc/cpuinfo" ? readStart(path, 8192) : readText(path),
  list(path) {
    try {
      return Array.from(Deno.readDirSync(path), ({ name }) => name);
    } catch {
      return [];
    }
  },
  stat(path) {
    try {
      const { size, mtime } = Deno.statSync(path);
      return `${size} ${mtime?.getTime() ?? 0}`;
    } catch {
      return null;
    }
  },
};

function readStart(path: string, bytes: number): string | null {
  try {
    using file = Deno.openSync(path);
    const start = new Uint8Array(bytes);
    let length = 0;
    for (let n: number | null = 0; n !== null && length < bytes; length += n ?? 0) {
      n = file.readSync(start.subarray(length));
    }
    return new TextDecoder().decode(start.subarray(0, length));
  } catch {
    return null;
  }
}
