/** In place of a device's name, until it is known. */
export const OTHER_DEVICE = "l’autre appareil";

/** A device at the start of a sentence; a name stays as its owner writes it. */
export const atStart = (device: string): string => (device === OTHER_DEVICE ? "L’autre appareil" : device);
