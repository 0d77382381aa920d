/** In place of a device's name, until it is known. */
export const OTHER_DEVICE = "el otro dispositivo";

/** A device at the start of a sentence; a name stays as its owner writes it. */
export const atStart = (device: string): string => (device === OTHER_DEVICE ? "El otro dispositivo" : device);

/** A device with the preposition “a”, which the article joins. */
export const to = (device: string): string =>
  device === OTHER_DEVICE ? "al otro dispositivo" : `a ${device}`;

/** A device with the preposition “de”, which the article joins. */
export const from = (device: string): string =>
  device === OTHER_DEVICE ? "del otro dispositivo" : `de ${device}`;
