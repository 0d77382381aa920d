/** A name, an address or a number with signs, which keeps its own direction within an Arabic sentence. */
export const isolated = (value: string): string => `\u2068${value}\u2069`;

/** What is to be typed, with its marks. */
export const command = (typed: string): string => isolated(`\`${typed}\``);
