'use client';

import { Icon } from '@/app/_ui/Icon';
import { retrySending, type Sending } from './sendings';
import { fill, type UploadTexts } from './texts';

type Props = {
  sending: Sending;
  kind: string;
  onCancel: () => void;
  texts: UploadTexts;
};

/** A file on its way: how far it is, what holds it up, and what the person can do. */
export function SendingRow({ sending, kind, onCancel, texts }: Props) {
  const { key, applicationId, name, percent, state, refusal } = sending;
  const progress = state === 'queued' ? texts.queued : fill(texts.progress, { percent });
  const trouble = {
    offline: texts.offline,
    stuck: texts.stuck,
    expired: texts.expired,
    refused: texts.refusals[refusal ?? ''] ?? texts.stuck,
  }[state as string];
  const canRetry = state === 'stuck' || state === 'expired';
  const back = encodeURIComponent(`/domande/${applicationId}/allegati`);
  return (
    <>
      <p>
        <strong>{kind}</strong>
        <span className="attachment-file">{name}</span>
      </p>
      {state !== 'refused' && (
        <div className="upload-progress">
          <progress max={100} value={percent} aria-label={name} aria-valuetext={progress} />
          <span aria-hidden="true">{progress}</span>
        </div>
      )}
      {trouble !== undefined && (
        <p className={state === 'offline' ? 'attachment-doubt' : 'attachment-reason'}>
          {trouble}{' '}
          {state === 'expired' && (
            <a href={`/accedi?ritorno=${back}`} target="_blank">
              {texts.signIn}
            </a>
          )}
        </p>
      )}
      <div className="attachment-acts">
        {canRetry && (
          <button type="button" className="btn btn-outline-primary" onClick={() => retrySending(key)}>
            <Icon name="refresh" size="sm" />
            {texts.retry}
            <span className="visually-hidden"> {name}</span>
          </button>
        )}
        {state !== 'sent' && (
          <button type="button" className="btn btn-link" onClick={onCancel}>
            {state === 'refused' ? texts.close : texts.cancel}
            <span className="visually-hidden"> {name}</span>
          </button>
        )}
      </div>
    </>
  );
}
