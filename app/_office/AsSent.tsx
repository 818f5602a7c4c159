import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Amount } from '@/app/_ui/Amount';
import { DateTime } from '@/app/_ui/DateTime';
import { Icon } from '@/app/_ui/Icon';
import { SummaryList } from '@/app/_ui/SummaryList';
import type { ApplicationForm } from '@/domain/application/answers';
import { fields, sections, type FieldName, type FieldSpec, type Section } from '@/domain/application/fields';
import { writePhone } from '@/domain/phone';
import type { RegisterHousehold } from '@/domain/register/registers';
import { Household } from './Household';

/** Shown in the tables of the household. */
const elsewhere = /^household\.(declared|beneficiaryDisabled)/;

const specsOf = (section: Section): [FieldName, FieldSpec][] =>
  Object.entries(fields[section]) as [FieldName, FieldSpec][];

type Props = {
  form: ApplicationForm;
  /** Civil day of the application, on which ages are counted. */
  day: string;
  /** The household as it is registered, where it is known. */
  registered: RegisterHousehold | null;
};

/** The application as sent, section by section. What was optional and left empty is not shown. */
export async function AsSent({ form, day, registered }: Props) {
  const [t, tSections, answers] = await Promise.all([
    getTranslations('office.case'),
    getTranslations('sections'),
    Promise.all(sections.map(async (section) => ({ section, shown: await answersOf(form, section) }))),
  ]);
  return (
    <>
      <p className="field-hint">{t('emptyLeftOut')}</p>
      {answers.map(({ section, shown }) => {
        const drawn = {
          household: <Household form={form} day={day} registered={registered} />,
          declarations: <Declarations form={form} />,
        };
        const own = section in drawn ? drawn[section as keyof typeof drawn] : null;
        if (shown.length === 0 && own === null) return null;
        return (
          <section key={section}>
            <h3>{tSections(section)}</h3>
            {own}
            {shown.length > 0 && <SummaryList items={shown} />}
          </section>
        );
      })}
    </>
  );
}

/** What was answered in a section, field by field, without boxes and what the tables of the household show. */
export async function answersOf(
  { values }: ApplicationForm,
  section: Section,
): Promise<{ label: string; value: ReactNode }[]> {
  const tFields = await getTranslations('fields');
  return specsOf(section)
    .filter(([name, { kind }]) => kind !== 'checkbox' && !elsewhere.test(name) && values[name] !== null)
    .map(([name, spec]) => ({
      label: tFields(`${name}.label`),
      value:
        spec.kind === 'choice'
          ? tFields(`${name}.options.${values[name]}` as Parameters<typeof tFields>[0])
          : answer(spec, values[name]),
    }));
}

function answer({ kind }: FieldSpec, value: string | number | boolean | null): ReactNode {
  if (kind === 'money' && typeof value === 'number') return <Amount cents={value} />;
  if (kind === 'date' && typeof value === 'string') return <DateTime at={value} precision="day" />;
  if ((kind === 'phone' || kind === 'mobile') && typeof value === 'string') return writePhone(value);
  if (kind === 'longText') return <span className="as-written">{value}</span>;
  return value;
}

/** Every declaration with whether it was made: what was not declared weighs as much. */
async function Declarations({ form }: { form: ApplicationForm }) {
  const [t, tFields] = await Promise.all([getTranslations('office.case'), getTranslations('fields')]);
  const boxes = specsOf('declarations').filter(([, { kind }]) => kind === 'checkbox');
  return (
    <ul className="declared">
      {boxes.map(([name]) => {
        const ticked = form.values[name] === true;
        return (
          <li key={name} className={ticked ? 'declared-yes' : 'declared-no'}>
            <Icon name={ticked ? 'check-circle' : 'close'} size="sm" />
            <span>
              <strong>{ticked ? t('declares') : t('doesNotDeclare')}</strong> {tFields(`${name}.label`)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
