import { useTranslations } from 'next-intl';
import { readAnswers, type Answers } from '@/domain/application/answers';
import { fieldTable, memberClasses } from '@/domain/application/fields';
import { resultingCounts } from '@/domain/application/household';
import { CountRow } from './CountRow';

/** The manual's table Componenti, Risultanti, Dichiarati: what differs is asked about, never refused. */
export function HouseholdCounts({ answers, today }: { answers: Answers; today: string }) {
  const t = useTranslations('citizen.household');
  const tFields = useTranslations('fields');
  const resulting = resultingCounts(readAnswers(answers, today).form, today);
  return (
    <>
      <h2 id="componenti">{t('counts')}</h2>
      <p className="field-hint">{t('countsLead')}</p>
      <table className="count-table" aria-labelledby="componenti">
        <thead>
          <tr>
            <th scope="col">{t('components')}</th>
            <th scope="col" className="number">
              {t('resulting')}
            </th>
            <th scope="col">{t('declared')}</th>
          </tr>
        </thead>
        <tbody>
          {memberClasses.map((memberClass) => {
            const name = `household.declared.${memberClass}` as const;
            const count = resulting[memberClass];
            const declared = answers[name] ?? '';
            const differs = count !== null && declared !== '' && Number(declared) !== count;
            return (
              <CountRow
                key={memberClass}
                name={name}
                label={tFields(`${name}.label`)}
                required={fieldTable[name].required}
                resulting={count === null ? t('unknown') : String(count)}
                defaultValue={declared}
                {...(differs && { question: t('differs', { count }) })}
              />
            );
          })}
        </tbody>
      </table>
    </>
  );
}
