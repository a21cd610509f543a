/** Places as single characters: in the state's code, and in what a target reports. */

/** The first 36 are those that SCORM 1.2 knows for an option (RTE 3.4.5, CMIFeedback). */
export const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_-";

/**
 * "ac" for the places 0 and 2.
 * @param {number[]} places  below 64
 */
export function packPlaces(places) {
  return places.map((place) => LETTERS.charAt(place)).join("");
}

/**
 * @param {string} packed
 * @returns {number[] | null}  null when there is nothing, or a character that is no place
 */
export function unpackPlaces(packed) {
  const places = [...packed].map((letter) => LETTERS.indexOf(letter));
  return places.length && !places.includes(-1) ? places : null;
}
