import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Callout } from '@/app/_ui/Callout';
import { isAsked, ticked, type Answers } from '@/domain/application/answers';
import {
  declarationKinds,
  fields,
  fieldTable,
  incomeKinds,
  type DeclarationKind,
  type FieldName,
  type Section,
} from '@/domain/application/fields';
import type { IdentityMethod } from '@/domain/identity/identity';
import type { ProgrammeRules } from '@/domain/programme/rules';
import type { Compiler } from './compiler';
import { ConditionalPart } from './ConditionalPart';
import { FormField } from './FormField';
import { Household } from './Household';

type Props = {
  section: Section;
  answers: Answers;
  /** Civil date `YYYY-MM-DD`. */
  today: string;
  householdChanged: boolean;
  /** The law of the programme: some of it shows in the form. */
  rules: Pick<ProgrammeRules, 'requiredDeclarations'>;
  /** What an identity certified of the applicant in person; null where none did. */
  certified?: Certified | null;
  by: Compiler;
};

/** The identity, and the answers that are its word. */
export type Certified = { by: IdentityMethod; answers: Answers };

/** The fields of one section, drawn from the domain's table. */
export function SectionFields(props: Props): ReactNode {
  const { section, answers, today, householdChanged, rules, by, certified = null } = props;
  switch (section) {
    case 'applicant':
      return <Applicant answers={answers} />;
    case 'sustenance':
      return <Sustenance answers={answers} />;
    case 'household':
      return <Household answers={answers} today={today} changed={householdChanged} />;
    case 'annualIncomes':
      return <AnnualIncomes answers={answers} />;
    case 'declarations':
      return <Declarations answers={answers} required={rules.requiredDeclarations ?? []} />;
    case 'beneficiary':
    case 'contacts':
    case 'residence':
    case 'need':
    case 'monthlyMeans':
    case 'housing':
    case 'isee':
      return (
        <div className="field-columns">
          {(Object.keys(fields[section]) as FieldName[]).map((name) => (
            <FormField
              key={name}
              name={name}
              answers={answers}
              by={by}
              certifiedBy={certified && Object.hasOwn(certified.answers, name) ? certified.by : null}
            />
          ))}
        </div>
      );
  }
}

/** Who files, and for somebody else by what right. */
function Applicant({ answers }: { answers: Answers }) {
  const t = useTranslations('citizen.section');
  const part = (names: FieldName[], is: string[], summary: string) => (
    <ConditionalPart field="applicant.role" is={is} due={isDue(names, answers)} summary={summary}>
      {names.map((name) => (
        <FormField key={name} name={name} answers={answers} />
      ))}
    </ConditionalPart>
  );
  return (
    <>
      <FormField name="applicant.role" answers={answers} />
      {part(['applicant.relation'], ['relative'], t('relativeWhen'))}
      {part(['applicant.organisation'], ['organisation'], t('organisationWhen'))}
      {part(['applicant.mandate'], ['relative', 'organisation'], t('mandateWhen'))}
    </>
  );
}

/** Mezzi di sostegno (manual § 2.4): asked only when the monthly income is zero, and said so until then. */
function Sustenance({ answers }: { answers: Answers }) {
  const t = useTranslations('citizen.section');
  const asked = isAsked(fieldTable['sustenance.amount'], answers);
  return (
    <>
      {!asked && <Callout title={t('sustenanceWhen')} />}
      {(asked || has(answers, 'sustenance.')) && (
        <>
          <FormField name="sustenance.description" answers={answers} />
          <FormField name="sustenance.amount" answers={answers} />
        </>
      )}
    </>
  );
}

/** Entrate del Nucleo (manual § 2.7): the nine kinds on the left, the yearly amounts on the right. */
function AnnualIncomes({ answers }: { answers: Answers }) {
  return (
    <div className="amount-rows">
      {incomeKinds.map((kind) => (
        <FormField key={kind} name={`annualIncomes.${kind}`} answers={answers} hintless />
      ))}
    </div>
  );
}

/** Dichiarazioni (manual § 2.8): the square on the right of each; what support, and how much, where one is received. */
function Declarations({ answers, required }: { answers: Answers; required: readonly DeclarationKind[] }) {
  const t = useTranslations('citizen.section');
  const support: FieldName[] = ['declarations.supportKind', 'declarations.supportMonthly'];
  return declarationKinds.map((kind) => (
    <div key={kind} className="declaration">
      <FormField
        name={`declarations.${kind}`}
        answers={answers}
        side="right"
        required={required.includes(kind)}
      />
      {kind === 'receivesSupport' && (
        <ConditionalPart
          field="declarations.receivesSupport"
          is={[ticked]}
          due={isDue(support, answers)}
          summary={t('supportWhen')}
        >
          {support.map((name) => (
            <FormField key={name} name={name} answers={answers} />
          ))}
        </ConditionalPart>
      )}
    </div>
  ));
}

/** Whether fields have to be shown open: they are asked, or something was typed in them before. */
const isDue = (names: readonly FieldName[], answers: Answers): boolean =>
  names.some((name) => isAsked(fieldTable[name], answers) || has(answers, name));

const has = (answers: Answers, prefix: string): boolean =>
  Object.keys(answers).some((name) => name.startsWith(prefix));
