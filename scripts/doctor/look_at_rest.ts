import { outputOf } from "../output_of.ts";
import { loadFonts } from "../../lib/show/static/fonts.ts";
import { describeMachine } from "../preflight/machine.ts";
import { reasonOf } from "../reproduce/report/write_file.ts";
import type { Finding } from "./finding.ts";

/** The fonts that pictures of plots are drawn with: they come with lib, not with the system. */
export async function lookAtFonts(): Promise<Finding> {
  const name = "Fonts";
  try {
    const faces = await loadFonts();
    return { name, state: "ok", value: `DejaVu Sans, ${faces.length} faces, as lib brings them` };
  } catch (error) {
    return { name, state: "missing", value: reasonOf(error), try: "deno install" };
  }
}

/** A second wall around kernels, where it is there. */
export async function lookAtBubblewrap(): Promise<Finding> {
  const name = "bubblewrap";
  const version = await outputOf("bwrap", "--version");
  if (version === null) {
    const { os, distribution, root } = describeMachine();
    const debian = distribution.some((one) => one === "debian" || one === "ubuntu");
    return {
      name,
      state: "absent",
      value: "not found; kernels are held by revoked permissions alone",
      ...(os === "linux" && debian
        ? { try: `${root ? "" : "sudo "}apt-get install -y bubblewrap` }
        : {}),
    };
  }
  const works = await outputOf("bwrap", "--ro-bind", "/", "/", "--unshare-net", "true");
  const value = version.trim().replace(/^bubblewrap /, "");
  if (works !== null) return { name, state: "ok", value };
  return { name, state: "absent", value: `${value} is there, but this system does not let it run` };
}
