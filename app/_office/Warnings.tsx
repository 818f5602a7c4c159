import { getTranslations } from 'next-intl/server';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Callout } from '@/app/_ui/Callout';
import { Icon } from '@/app/_ui/Icon';
import type { OtherApplication } from '@/db/queries/shared';
import type { Question } from '@/domain/application/questions';
import { writeRegistration } from '@/domain/application/registration';
import type { Difference } from '@/domain/register/differences';
import { differenceWords } from './difference-words';

/** Fewer are a family with one telephone. */
const many = 3;

type Props = {
  /** Odd answers: contradictory declarations, figures that do not add up. */
  questions: readonly Question[];
  differences: readonly Difference[];
  others: readonly OtherApplication[];
  contacts: { mobile: number; email: number };
};

/** All that somebody should look into before deciding, in one list; nothing where there is nothing. */
export async function Warnings({ questions, differences, others, contacts }: Props) {
  const [t, tQuestions, tStatus, words] = await Promise.all([
    getTranslations('evidence.office'),
    getTranslations('questions'),
    getTranslations('status'),
    differenceWords(),
  ]);
  const entries: [key: string, entry: ReactNode][] = [
    ...others.map(({ id, programme, status, registration, people }): [string, ReactNode] => [
      id,
      <>
        {t('sameMember', { count: people, programme, status: tStatus(status) })}{' '}
        <Link href={`/operatore/domande/${id}`} prefetch={false}>
          {t('protocol', { number: writeRegistration(registration) })}
        </Link>
      </>,
    ]),
    ...differences.map((difference, index): [string, ReactNode] => [
      `difference ${index}`,
      words(difference),
    ]),
    ...questions.map(({ field, code, params }): [string, ReactNode] => [
      `${field} ${code}`,
      tQuestions(code as never, params as never),
    ]),
    ...(['mobile', 'email'] as const)
      .filter((contact) => contacts[contact] >= many)
      .map((contact): [string, ReactNode] => [contact, t(`shared.${contact}`, { count: contacts[contact] })]),
  ];
  if (entries.length === 0) return null;
  return (
    <Callout tone="warning" title={tQuestions('officeTitle')}>
      <ul className="warnings">
        {entries.map(([key, entry]) => (
          <li key={key}>
            <Icon name="warning-circle" size="xs" />
            <span>{entry}</span>
          </li>
        ))}
      </ul>
    </Callout>
  );
}
