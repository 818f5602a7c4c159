import { getTranslations } from 'next-intl/server';
import { listFile } from './list-file';
import { redrawCommands } from '@/domain/control/sample';
import type { DrawSeed } from '@/domain/draw';

/** How anybody draws a sample again, by the tools of any machine. */
export async function Redraw({ seed, size }: { seed: DrawSeed; size: number }) {
  const t = await getTranslations('samples.redraw');
  const lines = redrawCommands(seed, { file: listFile, size });
  return (
    <section className="control-section">
      <h2>{t('title')}</h2>
      <p>{t('text', { file: listFile })}</p>
      <ol className="redraw">
        {(['secret', 'list', 'draw'] as const).map((line) => (
          <li key={line}>
            <p>{t(line)}</p>
            <pre className="code shell">{lines[line]}</pre>
          </li>
        ))}
      </ol>
      <p>{t('why')}</p>
    </section>
  );
}
