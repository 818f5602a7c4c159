import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Actions } from '@/app/_ui/Actions';
import { Breadcrumb } from '@/app/_ui/Breadcrumb';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { Form } from '@/app/_ui/Form';
import { PageHead } from '@/app/_ui/PageHead';
import { PrintButton } from '@/app/_ui/PrintButton';
import { RadioGroup } from '@/app/_ui/RadioGroup';
import { SubmitButton } from '@/app/_ui/SubmitButton';
import { criteriaOf } from '@/domain/programme/precheck-criteria';
import { householdSizes, type AmountModel } from '@/domain/programme/amounts';
import { membersQuestion } from '@/domain/programme/precheck';
import { programmeOf } from '../programme';
import { check } from './actions';
import { criterionQuestion } from './verdict';
import { VerdictBox } from './VerdictBox';

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('precheck'))('title') };
}

/** "Posso chiedere il buono?": a few questions, a prudent answer, nothing kept and nobody asked who they are. */
export default async function PrecheckPage({ params }: Props) {
  const [{ slug, name, rules }, t] = await Promise.all([
    params.then(({ slug }) => programmeOf(slug)),
    getTranslations('precheck'),
  ]);
  if (criteriaOf(slug).length === 0) notFound();
  const address = `/domande/nuova/${slug}`;
  return (
    <>
      <Breadcrumb items={[{ label: name, href: address }]} current={t('title')} />
      <PageHead title={t('title')}>
        <p>{t('lead')}</p>
        <p>{t('privacy')}</p>
      </PageHead>
      <Form action={check} className="precheck">
        <input type="hidden" name="slug" value={slug} />
        <VerdictBox>
          <Actions>
            <ButtonLink href={address}>{t('onward')}</ButtonLink>
            <PrintButton label={t('print')} note={t('printNote')} />
            <ButtonLink href="/assistenza" look="link">
              {t('help')}
            </ButtonLink>
          </Actions>
        </VerdictBox>
        <div className="precheck-questions">
          <h2>{t('questions')}</h2>
          <Criteria slug={slug} />
          <Members amounts={rules.amounts} />
          <Actions>
            <SubmitButton>{t('submit')}</SubmitButton>
          </Actions>
        </div>
      </Form>
    </>
  );
}

async function Criteria({ slug }: { slug: string }) {
  const questions = await Promise.all(criteriaOf(slug).map(criterionQuestion));
  return questions.map((question) => <RadioGroup key={question.name} {...question} />);
}

async function Members({ amounts }: { amounts: AmountModel }) {
  const t = await getTranslations('precheck.criteria.members');
  const sizes = householdSizes(amounts);
  return (
    <RadioGroup
      name={membersQuestion}
      label={t('question')}
      hint={t('hint')}
      options={sizes.map((count) => ({
        value: String(count),
        label: count === sizes.length ? t('orMore', { count }) : t('size', { count }),
      }))}
    />
  );
}
