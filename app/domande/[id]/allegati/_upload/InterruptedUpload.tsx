'use client';

import { useRef, useState, type ChangeEvent } from 'react';
import { Icon } from '@/app/_ui/Icon';
import { useScripts } from '@/app/_ui/use-scripts';
import { choose, isSameFile, type Interrupted } from './chosen';
import { sendFile } from './sendings';
import { fill, type UploadTexts } from './texts';

type Props = {
  applicationId: string;
  upload: Interrupted;
  kind: string;
  texts: UploadTexts;
};

/** An upload that stopped. A browser keeps no file over a reload, so the person chooses it again and it goes on. */
export function InterruptedUpload({ applicationId, upload, kind, texts }: Props) {
  const scripted = useScripts();
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState('');
  const { id, fileName, declaredBytes, receivedBytes } = upload;

  async function goOn({ target }: ChangeEvent<HTMLInputElement>): Promise<void> {
    const [file] = choose([...(target.files ?? [])], () => undefined);
    target.value = '';
    if (!file) return;
    const { size: bytes } = await file.content;
    const isIt = isSameFile(upload, { name: file.name, bytes });
    setFault(isIt ? '' : fill(texts.otherFile, { name: fileName }));
    if (isIt) sendFile({ ...file, applicationId, kind: upload.kind, attachmentId: id });
  }

  return (
    <>
      <p>
        <strong>{kind}</strong>
        <span className="attachment-file">{fileName}</span>
      </p>
      <p className="attachment-doubt">
        {declaredBytes === null
          ? texts.refusals.interrupted
          : fill(texts.interrupted, { percent: Math.floor((receivedBytes / declaredBytes) * 100) })}
      </p>
      {scripted && declaredBytes !== null && (
        <div className="attachment-acts">
          <button
            type="button"
            className="btn btn-outline-primary"
            aria-describedby={`${id}-resume`}
            onClick={() => input.current?.click()}
          >
            <Icon name="upload" size="sm" />
            {texts.resume}
            <span className="visually-hidden"> {fileName}</span>
          </button>
          <input ref={input} type="file" hidden onChange={(event) => void goOn(event)} />
          <p id={`${id}-resume`}>{texts.resumeHint}</p>
        </div>
      )}
      <p className="attachment-reason" role="alert">
        {fault}
      </p>
    </>
  );
}
