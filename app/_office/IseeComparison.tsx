import { getTranslations } from 'next-intl/server';
import { Amount } from '@/app/_ui/Amount';
import { DateTime } from '@/app/_ui/DateTime';
import { Icon } from '@/app/_ui/Icon';
import { SummaryList } from '@/app/_ui/SummaryList';
import type { Cents } from '@/domain/money';
import type { RegisterIsee } from '@/domain/register/registers';

/** The ISEE as declared beside the one INPS holds, with its declaration and what INPS notes on it. */
export async function IseeComparison({ declared, isee }: { declared: Cents | null; isee: RegisterIsee }) {
  const t = await getTranslations('evidence.office.isee');
  return (
    <section>
      <h3>{t('title')}</h3>
      <SummaryList
        items={[
          { label: t('declared'), value: declared === null ? t('none') : <Amount cents={declared} /> },
          {
            label: t('registered'),
            value: (
              <>
                <Amount cents={isee.iseeCents} />
                {declared !== null && declared !== isee.iseeCents && <Differs words={t('other')} />}
              </>
            ),
          },
          { label: t('dsu'), value: isee.dsu ?? t('unsaid') },
          {
            label: t('dsuOn'),
            value: isee.dsuOn ? <DateTime at={isee.dsuOn} precision="day" /> : t('unsaid'),
          },
          { label: t('differs'), value: isee.differs ? <Differs words={t('yes')} /> : t('no') },
        ]}
      />
    </section>
  );
}

function Differs({ words }: { words: string }) {
  return (
    <strong className="differs">
      <Icon name="warning-circle" size="sm" />
      {words}
    </strong>
  );
}
