import { Icon } from '@/app/_ui/Icon';
import { presented, readFields } from './form-fields';
import type { Status } from './keeping';
import { dayOf, fill, timeOf, type KeptWords } from './words';

/** Where the answers in dispute are shown. */
export const disputesId = 'risposte-diverse';

type FoundProps = {
  /** When it was typed, in milliseconds. */
  at: number;
  isToday: boolean;
  words: KeptWords;
  onKeep: () => void;
  onDiscard: () => void;
};

/** Says that the fields show what the last visit left unsaved, and offers to do without it. */
export function FoundNotice({ at, isToday, words, onKeep, onDiscard }: FoundProps) {
  return (
    <div className="callout callout-info">
      <Icon name="info-circle" />
      <div>
        <p className="callout-title">
          {fill(isToday ? words.found : words.foundOn, { time: timeOf(at), day: dayOf(at) })}
        </p>
        <div className="autosave-choices">
          <button type="button" className="btn btn-outline-primary" onClick={onKeep}>
            {words.fine}
          </button>
          <button type="button" className="btn btn-link" onClick={onDiscard}>
            {words.discard}
          </button>
        </div>
      </div>
    </div>
  );
}

/** The fields that became different texts here and elsewhere, both shown: what stands in the field is what will be saved. */
export function DisputeNotice({
  form,
  status,
  words,
}: {
  form: HTMLFormElement;
  status: Status;
  words: KeptWords;
}) {
  if (status.kind !== 'disputed') return null;
  const typed = { ...readFields(form, false), ...readFields(form, true) };
  return (
    <div id={disputesId} tabIndex={-1} className="callout callout-warning">
      <Icon name="warning-circle" />
      <div>
        <p className="callout-title">{words.disputed}</p>
        <ul>
          {status.disputes.map(({ field, theirs }) => {
            const { id, label, write } = presented(form, field, words) ?? unknown(field);
            return (
              <li key={field}>
                <a href={`#${id}`}>{label}</a>
                <br />
                {fill(words.here, { text: write(typed[field] ?? '') })}
                <br />
                {fill(words.elsewhere, { text: write(theirs) })}
              </li>
            );
          })}
        </ul>
        <p>{words.decide}</p>
      </div>
    </div>
  );
}

const unknown = (field: string) => ({ id: field, label: field, write: (text: string) => text });
