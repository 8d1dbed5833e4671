// What is loaded when the user first opens it, or when no websocket connects.
// It is one script, so that what it shares with the page's entry is not cut into
// many small ones, which the first view would have to fetch.
export { Arithmetic } from "../side/arithmetic.ts";
export { learnCourse } from "./course.ts";
export { Invitation } from "./invite.ts";
export { showLessonPictures } from "../panel/lesson-pictures.ts";
export { openKeys } from "../panel/keys-help.ts";
export { Options } from "../panel/share-options.ts";
export { PlainCarrier, reasonOf } from "../wire/plain.ts";
export { SetupContents } from "../panel/setup-contents.ts";
