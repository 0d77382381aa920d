/** Most peer connections that a session's bytes are spread over at a time, its lanes (SIG25). */
export const MAX_LANES = 8;
