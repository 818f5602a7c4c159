/**
 * Asks once, and gives the same answer again for a while: for what everybody may see and many ask for. A fault is not
 * remembered.
 */
export function remembered<T>(ask: () => Promise<T>, forMs: number): () => Promise<T> {
  let known: { answer: Promise<T>; until: number } | null = null;
  return () => {
    if (known === null || Date.now() > known.until) {
      const asked = { answer: ask(), until: Date.now() + forMs };
      known = asked;
      asked.answer.catch(() => {
        if (known === asked) known = null;
      });
    }
    return known.answer;
  };
}
