'use client';

import { Actions } from './_ui/Actions';
import { ButtonLink } from './_ui/ButtonLink';
import { useKitTexts } from './_ui/kit-texts';
import { PageHead } from './_ui/PageHead';

type Props = { error: unknown; retry: () => void };

/** A page that failed, inside the frame that did not: what happened, what to do, and the code that finds it in the log. */
export default function ErrorPage({ error, retry }: Props) {
  const texts = useKitTexts();
  const code = digestOf(error);
  return (
    <div className="error-page" role="alert">
      <PageHead title={texts.failureTitle}>
        <p>{texts.failureText}</p>
        {code !== null && (
          <p>
            {texts.failureCode} <strong className="error-code">{code}</strong>
          </p>
        )}
      </PageHead>
      <Actions>
        <button type="button" className="btn btn-primary" onClick={retry}>
          {texts.retry}
        </button>
        <ButtonLink href="/" look="secondary">
          {texts.goHome}
        </ButtonLink>
        <ButtonLink
          href={code === null ? '/assistenza' : `/assistenza?errore=${encodeURIComponent(code)}`}
          look="link"
        >
          {texts.askSupport}
        </ButtonLink>
      </Actions>
    </div>
  );
}

function digestOf(error: unknown): string | null {
  return error instanceof Error && 'digest' in error && typeof error.digest === 'string'
    ? error.digest
    : null;
}
