/** In place of a device's name, until it is known. */
export const OTHER_DEVICE = "the other device";

/** A device at the start of a sentence; a name stays as its owner writes it. */
export const atStart = (device: string): string => (device === OTHER_DEVICE ? "The other device" : device);
