/**
 * The readability index of Italian, 0 (hard) to 100 (easy): at 60 and above people with a middle-school diploma read
 * a text without help. Lucisano and Piemontese, «GULPEASE: una formula per la predizione della difficoltà dei testi in
 * lingua italiana», Scuola e città 3/1988.
 *
 * @param texts each ends a sentence, with or without a full stop
 */
export function gulpease(texts: readonly string[]): number {
  const sentences = texts.flatMap(sentencesOf);
  const words = sentences.flatMap(wordsOf);
  const letters = words.join('').length;
  return 89 + (300 * sentences.length - 10 * letters) / words.length;
}

/** The sentences of a text; the points inside numbers and dates end none. */
export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?])\s+|\n+/).filter((sentence) => wordsOf(sentence).length > 0);
}

export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}
