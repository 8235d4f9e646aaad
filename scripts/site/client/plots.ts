/** Lets the reader move a plot: the picture stays until the drawing program is there. */
import { element } from "./dom.ts";

for (const figure of document.querySelectorAll<HTMLElement>("figure[data-plot]")) {
  const button = element("button", { type: "button", class: "quiet" }, "Make it interactive");
  figure.append(button);
  button.addEventListener("click", () => {
    const image = figure.querySelector("img")!;
    const page = new URL(figure.dataset["frame"]!, location.href);
    page.hash = new URL(figure.dataset["plot"]!, location.href).href;
    const frame = element("iframe", {
      src: page.href,
      title: image.alt || "Interactive plot",
      width: String(image.width),
      height: String(image.height),
      class: "plot",
    });
    image.replaceWith(frame);
    button.remove();
  });
}
