'use client';

import { writeFileSize } from '@/app/_citizen/file-size';
import { Icon } from '@/app/_ui/Icon';
import type { Chosen } from './chosen';
import type { UploadTexts } from './texts';

type Props = { files: readonly Chosen[]; locale: string; texts: UploadTexts };

/** The files as chosen, before they leave: the picture, the length after preparation, and what is wrong with each. */
export function ChosenFiles({ files, locale, texts }: Props) {
  return (
    <ul className="chosen-files" aria-live="polite">
      {files.map(({ key, name, preview, bytes, refusal, isOdd }) => (
        <li key={key}>
          {preview === null ? <Icon name="file" size="lg" /> : <img src={preview} alt="" />}
          <div>
            <p className="attachment-file">{name}</p>
            {bytes === null && <p>{texts.preparing}</p>}
            {bytes !== null && refusal === null && <p>{writeFileSize(bytes, locale)}</p>}
            {refusal !== null && <p className="attachment-reason">{texts.refusals[refusal]}</p>}
            {refusal === null && isOdd && <p className="attachment-doubt">{texts.oddType}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
