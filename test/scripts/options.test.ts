import { describe, expect, it } from 'vitest';
import { readOptions } from '../../scripts/options';

describe('the options of npm start', () => {
  it('are port 3000, the folder .data and the demo, when nothing is said', () => {
    expect(readOptions([])).toEqual({
      port: 3000,
      dataDir: `${process.cwd()}/.data`,
      demo: true,
      development: false,
      newKey: false,
    });
  });

  it('are taken as they are given', () => {
    const options = readOptions(['--port', '8080', '--data=/srv/buoni', '--no-demo']);
    expect(options).toMatchObject({ port: 8080, dataDir: '/srv/buoni', demo: false });
  });

  it.each([
    [['--bogus']],
    [['--port', '0']],
    [['--port', '70000']],
    [['--port', 'x']],
    [['--port']],
    [['--data=']],
    [['x']],
  ])('refuses %j in one sentence, with exit code 2', (args) => {
    const refusal = expect.objectContaining({
      exitCode: 2,
      message: expect.not.stringContaining('\n') as string,
    });
    expect(() => readOptions(args)).toThrow(refusal);
  });
});
