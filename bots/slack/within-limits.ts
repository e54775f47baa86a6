export function atMost(what: string, actual: number, limit: number): string[] {
  return actual <= limit ? [] : [`${what}: ${actual} of at most ${limit}`];
}

/** A text that must be there and must not be too long. */
export function textBetween(what: string, text: string, limit: number): string[] {
  return text === '' ? [`${what}: empty`] : atMost(what, text.length, limit);
}
