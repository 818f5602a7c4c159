'use client';

import { useTillTexts } from '@/app/_till/texts';
import { Actions } from '@/app/_ui/Actions';
import { useKitTexts } from '@/app/_ui/kit-texts';

/**
 * An answer that never came. Whether the spend was recorded is not known here, and the merchant must not believe
 * either: the movements tell.
 */
export default function MerchantError({ retry }: { retry: () => void }) {
  const [texts, kit] = [useTillTexts(), useKitTexts()];
  return (
    <>
      <div className="verdict verdict-unknown" role="alert">
        <h1>{texts.unknown}</h1>
        <p>{texts.unknownText}</p>
      </div>
      <Actions>
        {/* A whole new page: the one that failed may have lost its scripts too. */}
        <a href="/esercente/movimenti" className="btn btn-primary">
          {texts.unknownLink}
        </a>
        <button type="button" className="btn btn-outline-primary" onClick={retry}>
          {kit.retry}
        </button>
      </Actions>
    </>
  );
}
