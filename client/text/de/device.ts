/** In place of a device's name, until it is known. */
export const OTHER_DEVICE = "das andere Gerät";

/** A device at the start of a sentence; a name stays as its owner writes it. */
export const atStart = (device: string): string => (device === OTHER_DEVICE ? "Das andere Gerät" : device);

/** A device after “von”, “zu”, “mit” and “auf”. */
export const dative = (device: string): string => (device === OTHER_DEVICE ? "dem anderen Gerät" : device);
