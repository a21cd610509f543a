/**
 * The state of an attempt as text for `cmi.suspend_data`: printable ASCII without space, quotes, backslash
 * or any of & < > %, so that no LMS has to escape it.
 *
 *     code     = head [criteria] [details] [parts] [tests] questions* texts*    what matters most comes first
 *     section  = letter body check "~"                            check: 3 digits over letter and body
 *     head     = "1"  counter(4) seed(6) [place key]              "1" is the version of this grammar
 *     criteria = "c"  (id ("*" achieved | "!" failed))*
 *     details  = "d"  time(4) passed(3) room(3)
 *     parts    = "p"  key*
 *     tests    = "t"  (outcome ":" run(2) at(2) key* "/")*        at: 2 * place, + 1 when handed in
 *     clocks   = "l"  (outcome ":" used(3) extra(2))*             of tests with a time limit; outcome ends at its ":"
 *     sure     = "s"  (key level(1))*                             how sure learners were of their answers
 *     questions = "q" record*                                     at most 16 records a section, in index order
 *     record   = key flag [more] [mark packed]
 *     text     = "w"  key rev(3) by(3) count(1) mark{count} letter*    one section a text, the shortest first
 *     letter   = A-Z a-z 0-9 - .  itself  |  _ space  ! new line  * apostrophe  ) comma  |  "(" UTF-16 code unit(3)
 *     flag     = 0 not answered, never asked | 1 not answered, asked
 *              | 2 + 4 * (length - 1) + 2 * right + asked         length of packed, 1 to 14
 *              | 58 + 2 * right + asked, then more                more: length - 15, so 15 to 78
 *
 * What stands before the texts is the core, whose longest length is known when a package is built. The signs in a
 * text are those that stay as they are in an address, where some LMSs send it.
 * Numbers are digits of base 64 (0-9 A-Z a-z _ -), in a fixed count given in brackets. Keys are 3 of the
 * same characters, a mark is 1 and that of a text 3. Ids of criteria and numbers of outcomes hold none of ! * / : ~.
 * Every section is checked by itself: a code that was cut or damaged gives back its whole sections; where the
 * head is not whole, counter and seed are 0. Another version gives nothing. Equal states have equal codes.
 */

import { hashText } from "./draw.js";

/**
 * @typedef {import("./types.js").Edit} Edit
 * @typedef {import("./types.js").QuestionRecord} QuestionRecord
 * @typedef {import("./types.js").State} State
 * @typedef {import("./types.js").Sureness} Sureness
 * @typedef {import("./types.js").TestRun} TestRun
 */

const CODE_VERSION = "1";
const CODE_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-";
const CODE_BLOCK = 16;
/** Signs of a text that are one character in a code, and those characters. */
const TEXT_PLAIN = " \n',";
const TEXT_CODED = "_!*)";

/**
 * @param {State} state
 * @returns {string}
 */
export function encodeState(state) {
  const sections = [CODE_VERSION + toDigits(state.counter, 4) + toDigits(state.seed, 6) + state.place];
  if (state.criteria.size) sections.push(`c${sortedEntries(state.criteria).map(([id, result]) => id + (result === "achieved" ? "*" : "!")).join("")}`);
  if (state.time || state.passed || state.room) sections.push(`d${toDigits(state.time, 4)}${toDigits(state.passed, 3)}${toDigits(state.room, 3)}`);
  if (state.parts.size) sections.push(`p${[...state.parts].sort().join("")}`);
  if (state.tests.size) sections.push(`t${sortedEntries(state.tests).map(encodeRun).join("")}`);
  const timed = sortedEntries(state.tests).filter(([, { used, extra }]) => used || extra);
  if (timed.length) sections.push(`l${timed.map(([number, { used, extra }]) => `${number}:${toDigits(Math.round(used), 3)}${toDigits(extra, 2)}`).join("")}`);
  if (state.sure.size) sections.push(`s${sortedEntries(state.sure).map(([key, level]) => key + level).join("")}`);
  for (let start = 0; start < state.questions.length; start += CODE_BLOCK) {
    sections.push(`q${state.questions.slice(start, start + CODE_BLOCK).map(encodeRecord).join("")}`);
  }
  const texts = [...state.edits].map(([key, edit]) => encodeText(key, edit, state.texts.get(key) ?? ""));
  sections.push(...texts.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)));
  return sections.map((section) => `${section}${checkDigits(section)}~`).join("");
}

/**
 * A code with as many of its texts as there is room for. The core stays whole: it fits what every LMS has promised.
 * @param {string} code
 * @param {number} room  in characters
 * @returns {string}
 */
export function fitCode(code, room) {
  if (code.length <= room) return code;
  const core = code.indexOf("~w") + 1;
  return core ? code.slice(0, Math.max(core, code.lastIndexOf("~", room - 1) + 1)) : code;
}

/**
 * @param {string} code
 * @returns {State | null} null when no section is whole, or the version is another
 */
export function decodeState(code) {
  const text = code.trim();
  const [head = "", ...rest] = text.split("~").map(checkedSection);
  if (text[0] !== CODE_VERSION || !(head || rest.some(Boolean))) return null;
  /** @param {string} letter */
  const bodies = (letter) => rest.filter((section) => section[0] === letter).map((section) => section.slice(1));
  const [details = ""] = bodies("d");
  const texts = bodies("w").map(decodeText);
  const clocks = new Map(bodies("l").flatMap((body) => [...body.matchAll(/([^:]+):(...)(..)/g)]).map(([, number = "", ...clock]) => [number, clock]));
  return {
    counter: fromDigits(head.slice(1, 5)),
    seed: fromDigits(head.slice(5, 11)),
    place: head.slice(11),
    criteria: new Map(bodies("c").flatMap((body) => [...body.matchAll(/([^*!]+)([*!])/g)]).map(decodeResult)),
    parts: new Set(bodies("p").flatMap(toKeys)),
    tests: new Map(bodies("t").flatMap((body) => [...body.matchAll(/([^:/]+):(..)(..)([^/]*)\//g)]).map((match) => decodeRun(match, clocks))),
    sure: new Map(bodies("s").flatMap((body) => body.match(/.{4}/g) ?? []).map((entry) => [entry.slice(0, 3), /** @type {Sureness} */ (Number(entry[3]))])),
    questions: bodies("q").flatMap(decodeRecords),
    texts: new Map(texts.flatMap(([key, text]) => (text ? [[key, text]] : []))),
    edits: new Map(texts.map(([key, , edit]) => [key, edit])),
    time: fromDigits(details.slice(0, 4)),
    passed: fromDigits(details.slice(4, 7)),
    room: fromDigits(details.slice(7)),
  };
}

/**
 * @param {string} key
 * @param {Edit} edit
 * @param {string} text
 * @returns {string}
 */
function encodeText(key, { rev, by, past }, text) {
  const letters = text.replace(/[^A-Za-z0-9.-]/g, (sign) => TEXT_CODED[TEXT_PLAIN.indexOf(sign)] ?? "(" + toDigits(sign.charCodeAt(0), 3));
  return `w${key}${toDigits(rev, 3)}${by}${toDigits(past.length / 3, 1)}${past}${letters}`;
}

/**
 * @param {string} body
 * @returns {[key: string, text: string, edit: Edit]}
 */
function decodeText(body) {
  const start = 10 + 3 * fromDigits(body.slice(9, 10));
  const text = body.slice(start).replace(/\((...)|[_!*)]/g, (sign, unit) => (unit ? String.fromCharCode(fromDigits(unit)) : TEXT_PLAIN.charAt(TEXT_CODED.indexOf(sign))));
  return [body.slice(0, 3), text, { rev: fromDigits(body.slice(3, 6)), by: body.slice(6, 9), past: body.slice(10, start) }];
}

/**
 * @param {[string, TestRun]} entry
 * @returns {string}
 */
function encodeRun([number, { run, at, handedIn, keys }]) {
  return `${number}:${toDigits(run, 2)}${toDigits(at * 2 + Number(handedIn), 2)}${keys.join("")}/`;
}

/**
 * @param {string[]} match
 * @param {Map<string, string[]>} clocks
 * @returns {[string, TestRun]}
 */
function decodeRun([, number = "", run = "", at = "", keys = ""], clocks) {
  const place = fromDigits(at);
  const [used = "", extra = ""] = clocks.get(number) ?? [];
  return [number, { run: fromDigits(run), keys: toKeys(keys), at: place >> 1, handedIn: place % 2 === 1, used: fromDigits(used), extra: fromDigits(extra) }];
}

/**
 * @param {string[]} match
 * @returns {[string, "achieved" | "failed"]}
 */
function decodeResult([, id = "", sign]) {
  return [id, sign === "*" ? "achieved" : "failed"];
}

/**
 * @param {QuestionRecord} record
 * @returns {string}
 */
function encodeRecord({ key, mark, packed, right, asked }) {
  if (!packed) return key + toDigits(Number(asked), 1);
  const flag = toDigits(2 + 4 * (Math.min(packed.length, 15) - 1) + 2 * Number(right) + Number(asked), 1);
  return key + flag + (packed.length < 15 ? "" : toDigits(packed.length - 15, 1)) + mark + packed;
}

/**
 * @param {string} body
 * @returns {QuestionRecord[]}
 */
function decodeRecords(body) {
  /** @type {QuestionRecord[]} */
  const records = [];
  for (let at = 0; at < body.length; ) {
    const key = body.slice(at, at + 3);
    const flag = fromDigits(body.slice(at + 3, at + 4));
    const asked = flag % 2 === 1;
    const short = ((flag + 2) >> 2);
    const start = at + (short < 15 ? 4 : 5);
    const length = short < 15 ? short : 15 + fromDigits(body.slice(at + 4, start));
    const answered = flag > 1;
    records.push({
      key,
      mark: answered ? body.slice(start, start + 1) : "",
      packed: answered ? body.slice(start + 1, start + 1 + length) : "",
      right: answered ? (flag & 2) === 0 : null,
      asked,
    });
    at = start + (answered ? 1 + length : 0);
  }
  return records;
}

/**
 * A section without its check, or "" when it is not whole.
 * @param {string} text
 * @returns {string}
 */
function checkedSection(text) {
  const section = text.slice(0, -3);
  return section && text.slice(-3) === checkDigits(section) ? section : "";
}

/**
 * A section's check; the mark by which a text is known again.
 * @param {string} section
 * @returns {string} 3 digits
 */
export function checkDigits(section) {
  return toDigits(hashText(section) % 64 ** 3, 3);
}

/**
 * @param {string} text
 * @returns {string[]}
 */
function toKeys(text) {
  return text.match(/.{3}/g) ?? [];
}

/**
 * @param {number} number  0 or more; one too large becomes the largest that fits
 * @param {number} count
 * @returns {string} exactly `count` digits of base 64
 */
export function toDigits(number, count) {
  let rest = Math.min(number, 64 ** count - 1);
  let digits = "";
  for (let place = 0; place < count; place += 1) {
    digits = CODE_DIGITS.charAt(rest % 64) + digits;
    rest = Math.floor(rest / 64);
  }
  return digits;
}

/**
 * @param {string} digits
 * @returns {number}
 */
function fromDigits(digits) {
  return [...digits].reduce((number, digit) => number * 64 + CODE_DIGITS.indexOf(digit), 0);
}

/**
 * @template T
 * @param {Map<string, T>} map
 * @returns {[string, T][]} in the order of the keys
 */
function sortedEntries(map) {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
