/** What can go wrong, as data: each says what it does and what the learner should then see. */

/**
 * @typedef {object} Fault
 * @property {string} name
 * @property {string} does
 * @property {string} expect
 * @property {string} said  above the frame, while it is on
 * @property {Partial<import("../lms/store.js").Faults>} [lms]  what it switches in the LMS
 */

/** @type {Record<string, Fault>} */
export const FAULTS = {
  drop: {
    name: "Drop commits",
    does: "LMSCommit and LMSFinish answer “true”, and nothing is stored.",
    expect: "no warning, because none can be known; the next launch merges the browser’s copy and loses nothing.",
    said: "commits are dropped",
    lms: { dropCommits: true },
  },
  refuse: {
    name: "Refuse calls",
    does: "LMSSetValue, LMSCommit and LMSFinish answer “false”, code 101.",
    expect: "a word that answers are kept on this device and not yet in the course, and a retry.",
    said: "calls are refused",
    lms: { refuse: true },
  },
  session: {
    name: "Time out the session",
    does: "Every call fails with 101, as after a logout in another tab.",
    expect: "the same, and all answers there at the next launch.",
    said: "the session has timed out",
    lms: { loggedOut: true },
  },
  truncate: {
    name: "Truncate suspend_data to 4,096",
    does: "The LMS takes any length, says “true”, and stores the first 4,096 characters.",
    expect: "every answer there at the next launch; long texts of the learner from the browser’s copy.",
    said: "suspend_data is cut at 4,096",
    lms: { truncate: 4096, anyLength: true },
  },
  short: {
    name: "Truncate suspend_data to 255",
    does: "The LMS stores the first 255 characters only.",
    expect: "the answers before the cut, and the rest from the browser’s copy.",
    said: "suspend_data is cut at 255",
    lms: { truncate: 255 },
  },
  slow: {
    name: "Slow network",
    does: "Each commit takes two seconds and blocks, as Moodle’s does.",
    expect: "the answer’s feedback, not a page that seems dead.",
    said: "commits take 2 s",
  },
  review: {
    name: "Review mode",
    does: "Launches again with lesson_mode “review” and no credit.",
    expect: "all answers, and not one LMSSetValue.",
    said: "review mode",
  },
};

/** What the learner does: name and what it means. @type {Record<string, [string, string]>} */
export const ACTS = {
  resume: ["Leave and resume", "Finish, then launch again"],
  crash: ["Crash and resume", "No finish: only what was committed"],
  new: ["New learner", "An empty data model"],
  clear: ["Clear the browser’s copy", "Only what the LMS has, launched again"],
};
