/**
 * A page that plays a package against the double. A test reads and steers it through `window.lms`:
 * the double itself (`log`, `faults`, `record()`), `errors()`, `count(method, element)` and `leave()`.
 */

import { count, createLms, errors } from "../../builder/preview/lms/lms.js";
import { addressOptions, leavePackage, showPackage } from "./page.js";

/** @type {import("../../builder/preview/lms/lms.js").LmsOptions} */
const STANDARD = { profile: "strict", learner: { id: "learner-1", name: "Archer, Ann" } };

const lms = createLms({ ...STANDARD, ...addressOptions() });
Object.assign(window, { API: lms.API });
const frame = showPackage();

Object.assign(window, {
  lms: {
    ...lms,
    errors: () => errors(lms.log),
    /** @type {(method: string, element?: string | RegExp) => number} */
    count: (method, element) => count(lms.log, method, element),
    leave: () => leavePackage(frame),
  },
});
