/** The record of a judged claim. */
export const CLAIM = "application/vnd.rederive.claim+json";
/** An interactive figure: `{ data, layout }`. */
export const PLOTLY = "application/vnd.plotly.v1+json";
/** The marker that ends a cell's outputs; see `kernel/barrier.ts`. */
export const BARRIER = "application/x-rederive-barrier";
