// The list of lessons, each with a small picture of its runs on its surface.
import { make } from "../dom/dom.ts";
import { onHost } from "../dom/site.ts";
import { shownTheme } from "../dom/theme.ts";

/** Px of a picture, which is shown at 60 × 40. */
const [WIDE, HIGH] = [144, 96];

/** Puts the lessons' pictures into the list, in the colours of the theme that is shown. */
export function showLessonPictures(): void {
  for (const item of document.querySelectorAll<HTMLElement>(".lesson-item")) {
    const address = onHost(`/figure.png?preset=${encodeURIComponent(item.dataset.lesson ?? "")}&bare=1&width=${WIDE}&height=${HIGH}&theme=${shownTheme()}`);
    const picture = item.querySelector("img") ?? place(item);
    if (picture.getAttribute("src") !== address) picture.src = address;
  }
}

/** The picture's element: it says nothing that the lesson's name does not, and is fetched once it is seen. */
function place(item: HTMLElement): HTMLImageElement {
  const picture = make("img");
  [picture.alt, picture.loading, picture.decoding] = ["", "lazy", "async"];
  picture.addEventListener("error", () => picture.remove()); // the name alone is a list too
  item.append(picture);
  return picture;
}
