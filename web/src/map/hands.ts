// The gestures on the map, as they are fetched. A curve has them from the start: a file
// that is both fetched later and a part of another is no entry of its own to the bundle.
export { ZoomGestures } from "./zoom-gestures.ts";
