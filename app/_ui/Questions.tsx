import { useTranslations } from 'next-intl';
import type { Question } from '@/domain/application/questions';
import { Callout } from './Callout';
import { fieldId } from './field-id';

type Props = {
  questions: readonly Question[];
  /** For whom: the person who answers is led to the field, the office reads what is odd. */
  to: 'citizen' | 'office';
};

/** Odd answers, asked about and never refused. Draws nothing where there is nothing to ask. */
export function Questions({ questions, to }: Props) {
  const t = useTranslations('questions');
  if (questions.length === 0) return null;
  return (
    <Callout tone="info" title={t(to === 'citizen' ? 'title' : 'officeTitle')}>
      {to === 'citizen' && <p>{t('lead')}</p>}
      <ul>
        {questions.map(({ field, code, params }) => (
          <li key={`${field} ${code}`}>
            {to === 'citizen' ? (
              <a href={`#${fieldId('', field)}`}>{t(code as never, params as never)}</a>
            ) : (
              t(code as never, params as never)
            )}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
