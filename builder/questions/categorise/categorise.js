/** Things are sorted into groups. The things are shown in the attempt's order, the groups in the author's. */
import { pairing } from "../../runtime/pairs.js";

export const categorise = pairing;
