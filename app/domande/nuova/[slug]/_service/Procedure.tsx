import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/app/_citizen/moments';
import { windowWords } from '@/app/_windows/words';
import type { ProgrammeSheet } from '@/db/queries/programmes';
import { endOfDay, termParts, type Term } from '@/domain/calendar';
import { documentsOf } from '@/domain/programme/documents';
import type { VoucherExpiry } from '@/domain/programme/rules';

type Props = { programme: ProgrammeSheet };

/** When, with what, how, and what happens after sending, each step with its time by the rules in force. */
export async function Procedure({ programme }: Props) {
  const t = await getTranslations('service');
  return (
    <>
      <section aria-labelledby="quando">
        <h2 id="quando">{t('whenTitle')}</h2>
        <Windows programme={programme} />
      </section>
      <section aria-labelledby="che-cosa-serve">
        <h2 id="che-cosa-serve">{t('needTitle')}</h2>
        <Needs programme={programme} />
      </section>
      <section aria-labelledby="come-si-fa">
        <h2 id="come-si-fa">{t('howTitle')}</h2>
        <p>{t('how')}</p>
      </section>
      <section aria-labelledby="dopo">
        <h2 id="dopo">{t('afterTitle')}</h2>
        <Afterwards programme={programme} />
      </section>
    </>
  );
}

async function Windows({ programme: { rules } }: Props) {
  const said = await windowWords();
  return (
    <ul>
      {rules.windows
        .filter(({ channel }) => channel === 'cittadino')
        .map((window) => (
          <li key={said(window)}>{said(window)}</li>
        ))}
    </ul>
  );
}

async function Needs({ programme: { rules } }: Props) {
  const [t, tKinds] = await Promise.all([getTranslations('service'), getTranslations('attachments.kinds')]);
  const documents = documentsOf(rules);
  const listed = (required: boolean) =>
    documents.filter((document) => document.required === required).map(({ kind }) => tKinds(kind));
  return (
    <>
      <ul>
        {(['need1', 'need2', 'need3', 'need4', 'need5'] as const).map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      {(
        [
          ['documentsRequired', listed(true)],
          ['documentsOptional', listed(false)],
        ] as const
      ).map(
        ([title, names]) =>
          names.length > 0 && (
            <div key={title}>
              <h3>{t(title)}</h3>
              <ul className="service-documents">
                {names.map((name) => (
                  <li key={name}>{name}</li>
                ))}
              </ul>
            </div>
          ),
      )}
    </>
  );
}

async function Afterwards({ programme: { rules } }: Props) {
  const t = await getTranslations('service');
  const lengthOf = await termWriter();
  const steps = [
    { title: t('registered'), text: t('registeredText') },
    { title: t('decided'), text: t('decidedText', { term: lengthOf(rules.terms.decision) }) },
    { title: t('issued'), text: t('issuedText') },
    { title: t('spent'), text: spendingTime(rules.terms.voucherExpiry) },
  ];
  return (
    <ol className="service-steps">
      {steps.map(({ title, text }) => (
        <li key={title}>
          <h3>{title}</h3>
          <p>{text}</p>
        </li>
      ))}
    </ol>
  );

  function spendingTime(expiry: VoucherExpiry): string {
    return expiry.kind === 'after'
      ? t('spentWithin', { term: lengthOf(expiry.term) })
      : t('spentBy', { day: dayOf(endOfDay(expiry.date)) });
  }
}

/** Writes a term in words: `P30D` → 30 giorni. */
async function termWriter(): Promise<(term: Term) => string> {
  const t = await getTranslations('service.term');
  return (term) =>
    termParts(term)
      .map(({ unit, count }) => t(unit, { count }))
      .join(' + ');
}
