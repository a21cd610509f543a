/** The kinds of LMS a package is played against. */

/** @typedef {import("./model.js").Element} Element */

/**
 * @typedef {object} Profile
 * @property {(element: Element) => boolean} supports elements it has; others answer 401
 * @property {import("./types.js").Rules} rules
 * @property {import("./errors.js").Code} foreign the code for a data model other than `cmi`
 * @property {boolean} knowsGroups `_children` or `_count` of a group without it is 202 or 203, else 201
 * @property {boolean} looseGetters getters give numbers and undefined; an array's missing index gives ""
 * @property {boolean} sendsChangesOnce a value counts as sent when a commit was tried, whatever became of it
 * @property {boolean} finishesForGood a failed LMSFinish ends the session all the same
 * @property {boolean} secondInitializeThrows once objectives or interactions were committed
 * @property {boolean} reviewsFinished completed, passed or failed work opens in review mode without credit
 * @property {boolean} entersByStatus entry is ab-initio as long as no status was stored
 * @property {boolean} browsesWithoutCredit normal mode without credit becomes browse (RTE 3.5, the diagram)
 * @property {boolean} silentAfterFinish even the error functions are out of bounds after LMSFinish
 * @property {boolean} completesAlways an unset status is completed at finish in every mode
 * @property {string} zeroTime `cmi.core.total_time` before any session
 * @property {number} hourDigits digits of hours in `cmi.core.total_time`
 */

/** @type {Profile} The standard to the letter. */
const STRICT = {
  supports: () => true,
  rules: { ascii: true, short: 255, long: 4096, printableIdentifiers: false, checksResponses: true, ranges: {} },
  foreign: "401",
  knowsGroups: true,
  looseGetters: false,
  sendsChangesOnce: false,
  finishesForGood: false,
  secondInitializeThrows: false,
  reviewsFinished: false,
  entersByStatus: false,
  browsesWithoutCredit: true,
  silentAfterFinish: true,
  completesAlways: false,
  zeroTime: "0000:00:00.00",
  hourDigits: 4,
};

/** @type {Profile} Moodle 4.5 with its own settings (the standard's limits are off by default there). */
const MOODLE = {
  supports: () => true,
  rules: {
    ascii: false,
    short: 64000,
    long: 64000,
    printableIdentifiers: true,
    checksResponses: false,
    ranges: { "cmi.interactions.n.weighting": [-100, 100] },
  },
  foreign: "201",
  knowsGroups: false,
  looseGetters: true,
  sendsChangesOnce: true,
  finishesForGood: true,
  secondInitializeThrows: true,
  reviewsFinished: true,
  entersByStatus: true,
  browsesWithoutCredit: false,
  silentAfterFinish: false,
  completesAlways: true,
  zeroTime: "00:00:00",
  hourDigits: 2,
};

/** @typedef {"strict" | "moodle" | "mandatory"} ProfileName */

/** @type {Readonly<Record<ProfileName, Profile>>} */
export const PROFILES = {
  strict: STRICT,
  moodle: MOODLE,
  mandatory: { ...STRICT, supports: (element) => element.mandatory },
};
