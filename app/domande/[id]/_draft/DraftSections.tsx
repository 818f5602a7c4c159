import { useTranslations } from 'next-intl';
import { Fieldset } from '@/app/_ui/Fieldset';
import { isAsked, type Answers } from '@/domain/application/answers';
import {
  declarationKinds,
  fields,
  fieldTable,
  incomeKinds,
  type FieldName,
  type Section,
} from '@/domain/application/fields';
import { ConditionalPart } from './ConditionalPart';
import { FormField } from './FormField';

/** The sections that are nothing but their fields, one below the other. */
type PlainSection = Exclude<Section, 'sustenance' | 'household' | 'annualIncomes' | 'declarations'>;

/** A section drawn from the domain's table. */
export function PlainFields({ section, answers }: { section: PlainSection; answers: Answers }) {
  const t = useTranslations('sections');
  return (
    <Fieldset legend={t(section)}>
      <div className="field-columns">
        {(Object.keys(fields[section]) as FieldName[]).map((name) => (
          <FormField key={name} name={name} answers={answers} />
        ))}
      </div>
    </Fieldset>
  );
}

/** Mezzi di sostegno (manual § 2.4): due only when the monthly income is zero. */
export function Sustenance({ answers }: { answers: Answers }) {
  const t = useTranslations('sections');
  const tDraft = useTranslations('citizen.draft');
  return (
    <Fieldset legend={t('sustenance')}>
      <ConditionalPart
        field="monthlyMeans.income"
        is="zero"
        due={isAsked(fieldTable['sustenance.amount'], answers) || has(answers, 'sustenance.')}
        summary={tDraft('sustenanceWhen')}
      >
        <FormField name="sustenance.description" answers={answers} />
        <FormField name="sustenance.amount" answers={answers} />
      </ConditionalPart>
    </Fieldset>
  );
}

/** Entrate del Nucleo (manual § 2.7): the nine kinds on the left, the yearly amounts on the right. */
export function AnnualIncomes({ answers }: { answers: Answers }) {
  const t = useTranslations('sections');
  const tDraft = useTranslations('citizen.draft');
  return (
    <div id="contributi">
      <Fieldset legend={t('annualIncomes')} hint={tDraft('annualLead')}>
        <div className="amount-rows">
          {incomeKinds.map((kind) => (
            <FormField key={kind} name={`annualIncomes.${kind}`} answers={answers} hintless />
          ))}
        </div>
      </Fieldset>
    </div>
  );
}

/** Dichiarazioni (manual § 2.8): the square on the right of each; what support, and how much, where one is received. */
export function Declarations({ answers }: { answers: Answers }) {
  const t = useTranslations('sections');
  const tDraft = useTranslations('citizen.draft');
  return (
    <Fieldset legend={t('declarations')} hint={tDraft('declarationsLead')}>
      {declarationKinds.map((kind) => (
        <div key={kind} className="declaration">
          <FormField name={`declarations.${kind}`} answers={answers} side="right" />
          {kind === 'receivesSupport' && (
            <ConditionalPart
              field="declarations.receivesSupport"
              is="ticked"
              due={
                isAsked(fieldTable['declarations.supportKind'], answers) ||
                has(answers, 'declarations.support')
              }
              summary={tDraft('supportWhen')}
            >
              <FormField name="declarations.supportKind" answers={answers} />
              <FormField name="declarations.supportMonthly" answers={answers} />
            </ConditionalPart>
          )}
        </div>
      ))}
    </Fieldset>
  );
}

const has = (answers: Answers, prefix: string): boolean =>
  Object.keys(answers).some((name) => name.startsWith(prefix));
