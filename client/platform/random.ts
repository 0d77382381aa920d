/** For what only has to differ from page to page, such as the pauses between tries. Never for secrets. */
export const pageRandom: () => number = Math.random;
