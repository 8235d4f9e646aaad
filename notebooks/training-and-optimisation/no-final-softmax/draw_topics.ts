import type { Figure } from "@rederive/lib/show";

/** Bars of F1 by kind of documents, and how sure a softmax is of one topic, by number of topics. */
export function drawTopics(
  scores: readonly { documents: string; sigmoid: number; softmax: number }[],
  sure: readonly { training: string; color: string; byTopics: readonly number[] }[],
): Figure {
  const bars = (["sigmoid", "softmax"] as const).map((name, i) => ({
    ...{ type: "bar", name, x: scores.map(({ documents }) => documents) },
    ...{ y: scores.map((each) => each[name]), marker: { color: ["#009E73", "#CC79A7"][i] } },
    ...{ text: scores.map((each) => each[name].toFixed(2)), textposition: "outside" },
    ...{ cliponaxis: false, legend: "legend" },
  }));
  const groups = sure.map(({ training, color, byTopics }) => ({
    ...{ type: "bar", name: training, x: byTopics.map((_, n) => String(n)), y: byTopics },
    ...{ xaxis: "x2", yaxis: "y2", marker: { color }, legend: "legend2" },
    ...{ text: byTopics.map((share) => share.toFixed(2)), textposition: "outside" },
    cliponaxis: false,
  }));
  return {
    data: [...bars, ...groups],
    layout: {
      width: 900,
      height: 400,
      margin: { t: 70, l: 60, r: 20, b: 60 },
      barmode: "group",
      legend: { orientation: "h", x: 0, y: 1.18 },
      legend2: { orientation: "h", x: 0.56, y: 1.18 },
      xaxis: { domain: [0, 0.42], type: "category", title: { text: "topics in a document" } },
      yaxis: { range: [0, 1.1], title: { text: "F1 of naming the topics" } },
      xaxis2: {
        ...{ domain: [0.56, 1], anchor: "y2", type: "category" },
        title: { text: "topics in a document" },
      },
      yaxis2: {
        ...{ anchor: "x2", range: [0, 1.1] },
        title: { text: "share with p > ½ for one topic" },
      },
    },
  };
}
