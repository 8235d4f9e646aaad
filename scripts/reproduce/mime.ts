/** The record of a judged claim. */
export const CLAIM = "application/vnd.rederive.claim+json";
/** An interactive figure: `{ data, layout }`. */
export const PLOTLY = "application/vnd.plotly.v1+json";
