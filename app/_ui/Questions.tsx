import { useTranslations } from 'next-intl';
import type { Question } from '@/domain/application/questions';
import { Callout } from './Callout';

type Props = {
  questions: readonly Question[];
  /** The address of a field, for the person who answers; without it the office reads what is odd. */
  hrefOf?: (field: string) => string;
};

/** Odd answers, asked about and never refused. Draws nothing where there is nothing to ask. */
export function Questions({ questions, hrefOf }: Props) {
  const t = useTranslations('questions');
  if (questions.length === 0) return null;
  return (
    <Callout tone="info" title={t(hrefOf ? 'title' : 'officeTitle')}>
      {hrefOf && <p>{t('lead')}</p>}
      <ul>
        {questions.map(({ field, code, params }) => (
          <li key={`${field} ${code}`}>
            {hrefOf ? (
              <a href={hrefOf(field)}>{t(code as never, params as never)}</a>
            ) : (
              t(code as never, params as never)
            )}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
