/**
 * The data types of SCORM 1.2 (RTE 3.4.5): does a value fit, and if not, what would.
 *
 * Of an identifier the standard says that it is alphanumeric without white space, and of one (student_id)
 * that it may hold `_` and `-` but no period: all are held to that.
 */

/**
 * @typedef {"CMIBlank" | "CMIBoolean" | "CMIDecimal" | "CMIFeedback" | "CMIIdentifier" | "CMIInteger"
 *   | "CMISInteger" | "CMIString255" | "CMIString4096" | "CMITime" | "CMITimespan" | "CMIVocabulary"} TypeName
 * @typedef {"true-false" | "choice" | "fill-in" | "numeric" | "likert" | "matching" | "performance"
 *   | "sequencing"} InteractionType
 * @typedef {readonly [number, number]} Range both ends belong to it
 */

/**
 * What an LMS makes of the types: its own limits and leniencies.
 * @typedef {object} Rules
 * @property {boolean} ascii strings hold ASCII characters only
 * @property {number} short characters a CMIString255 may have
 * @property {number} long characters a CMIString4096 may have
 * @property {boolean} printableIdentifiers any printable ASCII without a space is an identifier
 * @property {boolean} checksResponses patterns and responses must fit their interaction's type
 * @property {Readonly<Record<string, Range>>} ranges ranges beyond those of the data model, by element
 */

/**
 * What one value is checked against.
 * @typedef {object} Expected
 * @property {TypeName} type
 * @property {TypeName} [also] another type that will do
 * @property {readonly string[]} [words] the words of a CMIVocabulary
 * @property {Range} [range] the range of a number
 */

/** @typedef {{ accepts: (value: string) => boolean, wants: string }} Check */

const ASCII = /^[\x00-\x7f]*$/;
const DECIMAL = /^-?\d+(\.\d+)?$/;

/** @type {Readonly<Record<InteractionType, Check>>} CMIFeedback, RTE 3.4.5 */
const FEEDBACK = {
  "true-false": check(/^([01]|[tf][A-Za-z]*)$/, "0, 1, t or f"),
  choice: check(
    /^([0-9a-z](,[0-9a-z])*|\{[0-9a-z](,[0-9a-z])*\})$/,
    "single characters 0-9 a-z with commas between, such as a or {a,c}",
  ),
  "fill-in": check(/^[\x20-\x7e]{0,255}$/, "at most 255 ASCII characters"),
  numeric: check(DECIMAL, "one number, such as 2, 2.2 or -2.2"),
  likert: check(/^[0-9a-z]?$/, "one character 0-9 a-z, or nothing"),
  matching: check(
    /^([0-9a-z]\.[0-9a-z](,[0-9a-z]\.[0-9a-z])*|\{[0-9a-z]\.[0-9a-z](,[0-9a-z]\.[0-9a-z])*\})$/,
    "pairs of single characters 0-9 a-z with commas between, such as 1.c,2.b",
  ),
  performance: check(/^[\x20-\x7e]{0,255}$/, "at most 255 ASCII characters"),
  sequencing: check(/^[0-9a-z](,[0-9a-z])*$/, "single characters 0-9 a-z with commas between, such as b,a,c"),
};

/** @type {Readonly<Record<TypeName, (expected: Expected, rules: Rules, interaction?: string) => Check>>} */
const TYPES = {
  CMIBlank: () => check(/^$/, "the empty string"),
  CMIBoolean: () => check(/^(true|false)$/, "true or false"),
  CMIDecimal: () => check(DECIMAL, "a number, such as 2, 2.2 or -2.2"),
  CMIFeedback: (_, rules, interaction) => feedback(rules, interaction),
  CMIIdentifier: (_, rules) =>
    rules.printableIdentifiers
      ? check(/^[\x21-\x7e]{0,255}$/, "at most 255 printable ASCII characters without a space")
      : check(/^[A-Za-z0-9_-]{1,255}$/, "1 to 255 letters, digits, _ or -"),
  CMIInteger: () => integer(/^\d+$/, 0, 65536),
  CMISInteger: () => integer(/^-?\d+$/, -32768, 32768),
  CMIString255: (_, rules) => text(rules.short, rules.ascii),
  CMIString4096: (_, rules) => text(rules.long, rules.ascii),
  CMITime: () => check(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/, "a time of day HH:MM:SS or HH:MM:SS.SS"),
  CMITimespan: () => check(/^\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?$/, "a time span HHHH:MM:SS.SS, with 2 to 4 digits of hours"),
  CMIVocabulary: ({ words = [] }) => ({
    accepts: (value) => words.includes(value),
    wants: `one of: ${words.map(quoted).join(", ")}`,
  }),
};

/**
 * Says what is wrong with a value: "" when it fits, else what is allowed.
 * @param {Expected} expected
 * @param {string} value
 * @param {Rules} rules
 * @param {string} [interaction] the interaction's type, for a CMIFeedback
 * @returns {string}
 */
export function mismatch(expected, value, rules, interaction) {
  const main = TYPES[expected.type](expected, rules, interaction);
  const other = expected.also && TYPES[expected.also](expected, rules, interaction);
  if (other?.accepts(value)) return "";
  if (main.accepts(value) && within(value, expected.range)) return "";
  const span = expected.range ? ` from ${expected.range[0]} to ${expected.range[1]}` : "";
  return `Allowed: ${main.wants}${span}${other ? `, or ${other.wants}` : ""}.`;
}

/**
 * @param {Rules} rules
 * @param {string} [interaction]
 * @returns {Check}
 */
function feedback(rules, interaction) {
  if (!rules.checksResponses) return text(rules.short, rules.ascii);
  if (!interaction || !Object.hasOwn(FEEDBACK, interaction)) {
    return {
      accepts: () => false,
      wants: "anything only after the interaction's type is set, because the type decides the format",
    };
  }
  return FEEDBACK[/** @type {InteractionType} */ (interaction)];
}

/**
 * @param {RegExp} pattern
 * @param {string} wants
 * @returns {Check}
 */
function check(pattern, wants) {
  return { accepts: (value) => pattern.test(value), wants };
}

/**
 * @param {RegExp} pattern
 * @param {number} least
 * @param {number} most
 * @returns {Check}
 */
function integer(pattern, least, most) {
  return {
    accepts: (value) => pattern.test(value) && within(value, [least, most]),
    wants: `a whole number of ${least}..${most}`,
  };
}

/**
 * @param {number} most
 * @param {boolean} ascii
 * @returns {Check}
 */
function text(most, ascii) {
  return {
    accepts: (value) => value.length <= most && (!ascii || ASCII.test(value)),
    wants: `at most ${most} ${ascii ? "ASCII " : ""}characters`,
  };
}

/**
 * @param {string} value
 * @param {Range} [range]
 */
function within(value, range) {
  return !range || (Number(value) >= range[0] && Number(value) <= range[1]);
}

/** @param {string} word */
function quoted(word) {
  return word === "" ? '""' : word;
}
