/** Sums of time spans (CMITimespan, RTE 3.4.5). */

const SPAN = /^(\d{2,4}):(\d{2}):(\d{2})(?:\.(\d{1,2}))?$/;
const MOST_HOURS = 9999;

/**
 * Adds two time spans.
 * @param {string} first
 * @param {string} second
 * @param {number} hourDigits digits of hours in the sum, at least
 * @returns {string} such as `0000:01:05.00`
 */
export function addTimes(first, second, hourDigits) {
  const sum = hundredths(first) + hundredths(second);
  const hours = Math.min(Math.floor(sum / 360000), MOST_HOURS);
  const rest = [Math.floor(sum / 6000) % 60, Math.floor(sum / 100) % 60].map((part) => pad(part, 2));
  return `${pad(hours, hourDigits)}:${rest.join(":")}.${pad(sum % 100, 2)}`;
}

/**
 * @param {string} span
 * @returns {number} hundredths of a second
 */
function hundredths(span) {
  const [, hours = "0", minutes = "0", seconds = "0", fraction = "0"] = SPAN.exec(span) ?? [];
  const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return whole * 100 + Number(fraction.padEnd(2, "0"));
}

/**
 * @param {number} value
 * @param {number} digits
 */
function pad(value, digits) {
  return String(value).padStart(digits, "0");
}
