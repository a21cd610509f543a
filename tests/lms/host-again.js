/**
 * A page that plays a package against scorm-again, which the server gives under `/node_modules/`.
 * A test reads it through `window.lms`: `api`, `calls`, `faults`, `errors()`, `snapshot()`, `record()`,
 * `restore(record)` and `leave()`.
 */

import { createAgain } from "./again.js";
import { addressOptions, leavePackage, showPackage } from "./page.js";

const SCORM_AGAIN = "/node_modules/scorm-again/dist/esm/scorm12.js";

/** @type {import("./again.js").AgainOptions} */
const STANDARD = { learner: { id: "learner-1", name: "Archer, Ann" } };

const { Scorm12API } = await import(new URL(SCORM_AGAIN, location.href).href);
const lms = createAgain(Scorm12API, { ...STANDARD, ...addressOptions() });
Object.assign(window, { API: lms.API });
const frame = showPackage();
Object.assign(window, { lms: { ...lms, leave: () => leavePackage(frame) } });
