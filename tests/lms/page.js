/**
 * The page around a package, shared by both hosts. Its address says everything:
 *
 * - `?src=` the package's start page, a path on this origin
 * - `?options=` a JSON object; as `#options=` it never reaches a server, which suits long records
 * - `?width=` and `?height=` of the frame in CSS px (650 x 666, Moodle's frame, unless given)
 * - `?full` the frame fills the window
 */

const query = new URLSearchParams(location.search);

/**
 * The options given in the address, or none.
 * @returns {Record<string, unknown>}
 */
export function addressOptions() {
  const hash = new URLSearchParams(location.hash.slice(1));
  return JSON.parse(hash.get("options") ?? query.get("options") ?? "{}");
}

/**
 * Opens the package in a frame. Call it when `window.API` is in place.
 * @returns {HTMLIFrameElement}
 */
export function showPackage() {
  const address = new URL(query.get("src") ?? "", location.href);
  if (address.origin !== location.origin) throw new Error("?src= must be a path on this origin");
  const frame = document.createElement("iframe");
  frame.title = "Package";
  frame.width = query.get("width") ?? "650";
  frame.height = query.get("height") ?? "666";
  frame.classList.toggle("full", query.has("full"));
  frame.src = address.href;
  document.body.append(frame);
  return frame;
}

/**
 * Leaves the package as a learner does who follows a link of the LMS: its page is unloaded, this one stays.
 * @param {HTMLIFrameElement} frame
 * @returns {Promise<void>} when the package's page is gone
 */
export function leavePackage(frame) {
  return new Promise((resolve) => {
    frame.addEventListener("load", () => resolve(), { once: true });
    frame.src = "about:blank";
  });
}
