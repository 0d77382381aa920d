/**
 * Keeps the screen on until what it returns is called.
 *
 * @param told whether it is kept on; may be called again as that changes
 */
export type KeepAwake = (told: (isKept: boolean) => void) => () => void;
