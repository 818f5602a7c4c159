/** A line of a text, counted from one. `cut` where it was longer than any line may be: the rest of it is dropped. */
export interface Line {
  number: number;
  text: string;
  cut: boolean;
}

/** Far beyond the longest row an office writes. */
export const longestLine = 10_000;

/** Splits a text into lines while it streams in, never holding more than one: ends may be those of any system. */
export async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<Line> {
  let number = 1;
  let text = '';
  let cut = false;
  let afterReturn = false;
  const add = (part: string): void => {
    const room = longestLine - text.length;
    if (part.length > room) cut = true;
    if (room > 0) text += part.slice(0, room);
  };
  for await (const chunk of texts) {
    let from: number = afterReturn && chunk.startsWith('\n') ? 1 : 0;
    if (chunk !== '') afterReturn = false;
    const ends = /\r\n?|\n/g;
    ends.lastIndex = from;
    for (let end = ends.exec(chunk); end; end = ends.exec(chunk)) {
      add(chunk.slice(from, end.index));
      yield { number, text, cut };
      number += 1;
      [text, cut, from] = ['', false, ends.lastIndex];
      afterReturn = end[0] === '\r' && from === chunk.length;
    }
    add(chunk.slice(from));
  }
  if (text !== '') yield { number, text, cut };
}
