/** So many heartbeats without a word, and either side takes the other for gone (SIG10). */
export const MISSED_HEARTBEATS = 3;
