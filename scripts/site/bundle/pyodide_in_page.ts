/** CPython in a page: the site's own copy of it, beside the notes. */
import { loadPyodide as load } from "pyodide";

export * from "pyodide";

export function loadPyodide(options: Parameters<typeof load>[0] = {}): ReturnType<typeof load> {
  return load({ ...options, indexURL: new URL("../../pyodide/", import.meta.url).href });
}
