/** Hears the errors that leave a cell "ok". Runs inside the kernel, sent as text. */
import type { Finding } from "./report.ts";

/**
 * Without the two listeners a rejected promise is lost, and a throw in a timer while a cell awaits
 * hangs the kernel for good. `origin` tells the cell that running code belongs to.
 */
export function watchErrors(
  origin: () => number,
  find: (kind: Finding["kind"], cell: number, reason: unknown) => void,
): void {
  const thrownBy = new WeakMap<object, number>();
  // an "error" event does not tell whose callback threw, so each callback remembers it; the name
  // keeps its frame out of what the runner takes for a line of the cell
  function remember(callback: CallableFunction) {
    return function rederive_callback(this: unknown, ...args: unknown[]): unknown {
      try {
        return Reflect.apply(callback, this, args);
      } catch (error) {
        if (error instanceof Error) thrownBy.set(error, origin());
        throw error;
      }
    };
  }
  for (const name of ["setTimeout", "setInterval"] as const) {
    const start = globalThis[name];
    const startRemembered = (callback: unknown, ...rest: unknown[]) => {
      const remembered = typeof callback === "function" ? remember(callback) : callback;
      return Reflect.apply(start, globalThis, [remembered, ...rest]);
    };
    // node:util finds its promisified form in a property
    Object.defineProperties(startRemembered, Object.getOwnPropertyDescriptors(start));
    Reflect.set(globalThis, name, startRemembered);
  }

  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    find("unhandled rejection", origin(), event.reason);
  });
  addEventListener("error", (event) => {
    event.preventDefault();
    const { error } = event;
    find("uncaught error", thrownBy.get(error) ?? origin(), error ?? event.message);
  });
}
