/** Most files in one offer: bounds what a hostile sender can make a receiver keep and draw. */
export const MAX_FILES = 10_000;

/** Most offers of one side in one session. */
export const MAX_OFFERS = 1_000;

/** Longest text that is shared as such, in bytes of UTF-8. */
export const MAX_TEXT_BYTES = 1_048_576;
