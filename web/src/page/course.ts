// Another course than the page came with: the server has read its file again, and the
// lessons, their list and their words become those of a page that is opened now.
import { byId, maybe } from "../dom/dom.ts";
import { onHost } from "../dom/site.ts";
import type { Settings, State } from "../link/state.ts";
import { showLessonPictures } from "../panel/lesson-pictures.ts";
import { valueOf } from "../wire/query.ts";
import { forgetWords, moreWords } from "../words/catalogue.ts";
import { addMessages } from "../words/words.ts";

/** Reads the course that is told now; true where what is shown has other keys of the page by it. */
export async function learnCourse(state: State): Promise<boolean> {
  const lang = valueOf(location.search.slice(1), "lang");
  const answer = await fetch(onHost("/") + (lang ? `?lang=${lang}` : ""));
  if (!answer.ok) throw new Error(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const data = <T>(id: string) => JSON.parse(page.getElementById(id)?.textContent ?? "") as T;
  const { lessons, home } = data<Settings>("page");
  addMessages(data<Record<string, string>>("messages"));
  forgetWords();
  await moreWords();
  showList(page);
  return state.teach(lessons, home);
}

/** Puts another page's list of lessons in the place of this one's, if this one has a list. */
function showList(page: Document): void {
  const [list, other] = [maybe("lessons"), page.getElementById("lessons")];
  if (!list || !other) return;
  const open = !list.hidden && list.contains(document.activeElement);
  list.replaceChildren(...other.children);
  if (list.hidden) return;
  showLessonPictures();
  if (open) byId("lesson-open").focus(); // what had the focus is gone
}
