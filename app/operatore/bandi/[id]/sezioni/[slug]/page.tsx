import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { officeDraft, officeProgramme } from '@/app/_editor/file';
import { listPath, programmePath, sectionAt, sectionPath, summaryPath } from '@/app/_editor/paths';
import { Members } from '@/app/_editor/Members';
import { NextOpenings } from '@/app/_editor/NextOpenings';
import { PartFields } from '@/app/_editor/PartFields';
import { fieldsIn } from '@/app/_editor/posted';
import { editorWords } from '@/app/_editor/words';
import { errorsOf } from '@/app/_server/form-action';
import type { Query } from '@/app/_server/query';
import { Actions } from '@/app/_ui/Actions';
import { Amount } from '@/app/_ui/Amount';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Callout } from '@/app/_ui/Callout';
import { Form } from '@/app/_ui/Form';
import { emptyFormState, type FormState } from '@/app/_ui/form-state';
import { HiddenField } from '@/app/_ui/HiddenField';
import { PageHead } from '@/app/_ui/PageHead';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import type { Fields } from '@/domain/programme/editing/fields';
import { sectionOf, sections, type EditorSection } from '@/domain/programme/editing/sections';
import type { FieldFault } from '@/domain/refusal';
import { editProgramme } from './actions';

type Props = { params: Promise<{ id: string; slug: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, slug } = await params;
  const section = sectionAt(slug);
  if (!section) return {};
  const t = await getTranslations('editor');
  const { draft } = await officeProgramme(id, sectionPath(id, section));
  const name = draft?.fields.name || t('unnamed');
  return { title: [t(`sections.${section}`), name].join(' · ') };
}

/** One section of a programme's draft. */
export default async function EditorSectionPage({ params, searchParams }: Props) {
  const [{ id, slug }, query, t] = await Promise.all([params, searchParams, getTranslations('editor')]);
  const section = sectionAt(slug) ?? notFound();
  const { draft, judged, residualCents, versions, now } = await officeDraft(id, sectionPath(id, section));
  const lead = `leads.${section}` as Parameters<typeof t.has>[0];
  return (
    <>
      <Breadcrumb
        items={[
          { label: t('list'), href: listPath },
          { label: draft.fields.name || t('unnamed'), href: programmePath(id) },
        ]}
        current={t(`sections.${section}`)}
      />
      <PageHead title={t(`sections.${section}`)}>{t.has(lead) && <p>{t(lead as never)}</p>}</PageHead>
      {draft.state === 'alla firma' && (
        <Callout tone="warning" title={t('waiting')}>
          <p>{t('waitingEdit')}</p>
        </Callout>
      )}
      {section === 'fund' && versions.length > 0 && (
        <p>
          {t('residual')}: <Amount cents={residualCents} />
        </p>
      )}
      <SectionForm
        programmeId={id}
        section={section}
        fields={fieldsIn(section, draft.fields)}
        faults={query.controlla === undefined && query.da === undefined ? [] : judged.faults}
        saved={query.salvata !== undefined}
      />
      {section === 'windows' && <NextOpenings fields={draft.fields} now={now} />}
    </>
  );
}

type FormProps = {
  programmeId: string;
  section: EditorSection;
  fields: Fields;
  faults: readonly FieldFault[];
  saved: boolean;
};

/** The form of a section. It carries what it was drawn from, so that what a colleague saves meanwhile is told apart. */
async function SectionForm({ programmeId, section, fields, faults, saved }: FormProps) {
  const [t, words] = await Promise.all([getTranslations('editor'), editorWords()]);
  const errors = await errorsOf({
    code: 'invalid',
    faults: faults.filter(({ field }) => sectionOf(field) === section),
  });
  const state: FormState = {
    ...emptyFormState,
    errors: errors.map((error) => ({ ...error, label: words.nameOf(error.field, fields) })),
    ...(saved && { notice: t('saved') }),
  };
  return (
    <Form action={editProgramme} initialState={state} className="section-form editor-form">
      {/* The first button of a form is the one that Enter presses. */}
      <button type="submit" name="act" value="continua" hidden tabIndex={-1} />
      <input type="hidden" name="programme" value={programmeId} />
      <input type="hidden" name="section" value={section} />
      <HiddenField name="base" value={JSON.stringify(fields)} />
      <Members
        Draw={PartFields}
        section={section}
        parts={sections[section]}
        at=""
        fields={fields}
        words={words}
      />
      <Actions>
        <SubmitButton name="act" value="continua">
          {t('continue')}
        </SubmitButton>
        <SubmitButton name="act" value="salva" look="secondary">
          {t('save')}
        </SubmitButton>
        <ButtonLink href={summaryPath(programmeId)} look="link">
          {t('toSummary')}
        </ButtonLink>
      </Actions>
    </Form>
  );
}
