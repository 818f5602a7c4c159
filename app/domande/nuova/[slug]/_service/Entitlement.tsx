import { getTranslations } from 'next-intl/server';
import { AmountsTable } from '@/app/_office/AmountsTable';
import type { ProgrammeSheet } from '@/db/queries/programmes';
import { criteriaOf } from '@/domain/programme/precheck-criteria';
import { ente } from '@/ente';

/** Who may ask, by the criteria of the avviso with their source, and how much a household gets. */
export async function Entitlement({ programme: { slug, rules } }: { programme: ProgrammeSheet }) {
  const [t, tCheck] = await Promise.all([getTranslations('service'), getTranslations('precheck')]);
  const criteria = criteriaOf(slug);
  const sources = [...new Set(criteria.map(({ source }) => source))];
  return (
    <>
      <section aria-labelledby="a-chi">
        <h2 id="a-chi">{t('whoTitle')}</h2>
        {criteria.length === 0 ? (
          <Requirements rules={rules} />
        ) : (
          <>
            <p>{t('whoLead')}</p>
            <ul>
              {criteria.map(({ code }) => (
                <li key={code}>{tCheck(`criteria.${code}.rule` as never, { ente: ente.name } as never)}</li>
              ))}
            </ul>
            <p className="service-source">{t('source', { source: sources.join('; ') })}</p>
          </>
        )}
      </section>
      <section aria-labelledby="quanto">
        <h2 id="quanto">{t('amountsTitle')}</h2>
        <p>{t('amountsText')}</p>
        <div className="service-amounts">
          <AmountsTable model={rules.amounts} caption={t('amountsCaption')} />
        </div>
        <p className="service-source">{t('source', { source: rules.fundSource })}</p>
      </section>
    </>
  );
}

/** The requirements in the words of the programme itself, for calls whose questions nobody has written. */
async function Requirements({ rules: { criteria = [] } }: Pick<ProgrammeSheet, 'rules'>) {
  const t = await getTranslations('service');
  if (criteria.length === 0) return <p>{t('whoText', { ente: ente.name })}</p>;
  const sources = [...new Set(criteria.map(({ source }) => source))];
  return (
    <>
      <p>{t('requirements')}</p>
      <ul>
        {criteria.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
      <p className="service-source">{t('source', { source: sources.join('; ') })}</p>
    </>
  );
}
