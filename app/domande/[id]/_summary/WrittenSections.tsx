import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Icon } from '@/app/_ui/Icon';
import { SummaryList } from '@/app/_ui/SummaryList';
import { isAsked, type ApplicationForm, type Answers } from '@/domain/application/answers';
import {
  fields,
  fieldTable,
  memberFieldKey,
  memberFields,
  memberIds,
  sections,
  type FieldName,
  type FieldSpec,
  type MemberField,
  type Section,
} from '@/domain/application/fields';
import { WrittenValue } from './WrittenValue';

type Props = {
  /** As typed, and as read from it: what could not be read is shown as typed. */
  answers: Answers;
  form: ApplicationForm;
  /** Sentences on what is wrong, by field. */
  problems?: ReadonlyMap<string, string>;
  /** The page on which a section can be changed. */
  editHref?: (section: Section) => string;
};

/** All that was answered, as text, section by section: what is about to be sent, or what was sent. */
export async function WrittenSections({ answers, form, problems = new Map(), editHref }: Props) {
  const [t, tFields] = await Promise.all([getTranslations('sections'), getTranslations('fields')]);
  const row = (name: string, label: string, { kind }: FieldSpec, value: unknown) => ({
    label,
    value: (
      <Written problem={problems.get(name)} typed={answers[name]}>
        <WrittenValue name={name} kind={kind} value={value as string | number | boolean | null} />
      </Written>
    ),
  });
  return sections.map((section) => {
    const names = (Object.keys(fields[section]) as FieldName[]).filter((name) =>
      isAsked(fieldTable[name], answers),
    );
    if (names.length === 0) return null;
    return (
      <section key={section} id={section === 'annualIncomes' ? 'contributi' : section}>
        <div className="written-head">
          <h2>{t(section)}</h2>
          {editHref && <Edit href={editHref(section)} section={t(section)} />}
        </div>
        <SummaryList
          items={names.map((name) =>
            row(name, tFields(`${name}.label`), fieldTable[name], valueOf(form, name)),
          )}
        />
        {section === 'household' && (
          <Members
            people={memberIds(answers).map((id, index) =>
              (Object.keys(memberFields) as MemberField[]).map((field) =>
                row(
                  memberFieldKey(id, field),
                  tFields(`members.${field}.label`),
                  memberFields[field],
                  form.members[index]?.[field] ?? null,
                ),
              ),
            )}
          />
        )}
      </section>
    );
  });
}

/** Who files without saying so files for themselves. */
const valueOf = ({ values }: ApplicationForm, name: FieldName): string | number | boolean | null =>
  name === 'applicant.role' ? (values[name] ?? 'beneficiary') : values[name];

/** An answer; one that keeps the application from being sent as it was typed, with the reason. */
function Written(props: { problem: string | undefined; typed: string | undefined; children: ReactNode }) {
  const { problem, typed, children } = props;
  if (problem === undefined) return children;
  return (
    <>
      {typed !== undefined && <span className="written-text">{typed}</span>}
      <span className="field-error">
        <Icon name="warning-circle" size="sm" />
        {problem}
      </span>
    </>
  );
}

async function Edit({ href, section }: { href: string; section: string }) {
  const t = await getTranslations('summary');
  return (
    <Link href={href}>
      {t('edit')}
      <span className="visually-hidden"> {section}</span>
    </Link>
  );
}

async function Members({ people }: { people: { label: string; value: ReactNode }[][] }) {
  const t = await getTranslations('citizen.copy');
  return (
    <>
      <h3>{t('members')}</h3>
      {people.length === 0 && <p>{t('alone')}</p>}
      {people.map((items, index) => (
        <SummaryList key={index} items={items} />
      ))}
    </>
  );
}
