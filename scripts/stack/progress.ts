const onTerminal = process.stdout.isTTY === true;

/** Replaces the words of a step while it works, when what it turned out to do is worth saying. */
export type Say = (label: string) => void;

/**
 * Runs one step and shows it: a line rewritten every second on a terminal, a line every ten seconds elsewhere, and at the
 * end the time it took. An error of the step goes through, after its line has been closed.
 */
export async function step<T>(label: string, work: (say: Say) => Promise<T>): Promise<T> {
  const started = Date.now();
  const seconds = () => (Date.now() - started) / 1000;
  let words = label;
  const show = () => {
    if (onTerminal) process.stdout.write(`\r\x1b[2K  … ${words} ${Math.round(seconds())} s`);
    else if (seconds() > 1) console.log(`  … ${words}, ${Math.round(seconds())} s`);
  };
  const timer = setInterval(show, onTerminal ? 1_000 : 10_000);
  const finish = (mark: string) => {
    clearInterval(timer);
    const clear = onTerminal ? '\r\x1b[2K' : '';
    console.log(`${clear}  ${mark} ${words} (${seconds().toFixed(1)} s)`);
  };
  show();
  try {
    const result = await work((next) => {
      words = next;
      if (onTerminal) show();
    });
    finish('✓');
    return result;
  } catch (error) {
    finish('✗');
    throw error;
  }
}
