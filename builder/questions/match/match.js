/** Each thing has its match among the choices of a list. The choices are shown in the attempt's order, the things in the author's. */
import { pairing } from "../../runtime/pairs.js";

export const match = pairing;
