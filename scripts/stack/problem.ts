/** Something that can be foreseen and that the reader can put right: shown as one sentence, never as a stack. */
export class Problem extends Error {
  constructor(
    sentence: string,
    readonly exitCode = 1,
  ) {
    super(sentence);
    this.name = 'Problem';
  }
}

/** Runs a script to its end. A `Problem` becomes its sentence and exit code; anything else is a defect and keeps its stack. */
export async function run(script: () => Promise<unknown>): Promise<void> {
  try {
    await script();
  } catch (error) {
    if (error instanceof Problem) console.error(`\n${error.message}`);
    else console.error(error);
    process.exit(error instanceof Problem ? error.exitCode : 1);
  }
}
