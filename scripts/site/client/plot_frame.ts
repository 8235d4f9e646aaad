/** The page of a plot that can be moved: draws the figure whose address is after the `#`. */
declare const Plotly: {
  newPlot(place: HTMLElement, data: unknown, layout: unknown, config: unknown): Promise<unknown>;
};

const { data, layout } = await (await fetch(new URL(location.hash.slice(1), location.href))).json();
const place = document.getElementById("plot")!;
await Plotly.newPlot(place, data, {
  ...layout,
  autosize: true,
  width: undefined,
  height: undefined,
}, {
  responsive: true,
  displaylogo: false,
});
