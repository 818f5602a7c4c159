import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { identityProblems } from '@/app/_identity/problems';
import { Actions } from '@/app/_ui/Actions';
import { ButtonLink } from '@/app/_ui/ButtonLink';
import { PageHead } from '@/app/_ui/PageHead';

type Props = { params: Promise<{ motivo: string }> };

const problemAt = async ({ params }: Props) => {
  const { motivo } = await params;
  return identityProblems.find((each) => each === motivo) ?? notFound();
};

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [t, problem] = await Promise.all([getTranslations('identity.problems'), problemAt(props)]);
  return { title: t(`${problem}.title`) };
}

/** Why somebody did not get in with an identity, and what they can do now. */
export default async function IdentityProblemPage(props: Props) {
  const problem = await problemAt(props);
  const [t, kit] = await Promise.all([getTranslations('identity.problems'), getTranslations('kit')]);
  return (
    <div className="error-page">
      <PageHead title={t(`${problem}.title`)}>
        <p>{t(`${problem}.text`)}</p>
      </PageHead>
      <Actions>
        <ButtonLink href="/accedi">{t('again')}</ButtonLink>
        <ButtonLink href="/assistenza" look="secondary">
          {kit('askSupport')}
        </ButtonLink>
      </Actions>
    </div>
  );
}
