'use client';

import { useContext, useEffect, useRef, useState } from 'react';
import { createPortal, useFormStatus } from 'react-dom';
import { FormContext } from '@/app/_ui/form-context';
import { attach, type Kept } from './attach';
import type { DraftKeeper } from './keeper';
import type { Found, Status } from './keeping';
import { DisputeNotice, FoundNotice } from './Notices';
import { StatusLine } from './StatusLine';
import { dayOf, type KeptWords } from './words';

type Props = Kept & { words: KeptWords };

/** Keeps what is typed in the form around it, and says so: a line where it stands, and above the form what needs a look. */
export function KeptDraft({ words, ...kept }: Props) {
  const { applicationId, section, userId } = kept;
  const here = useRef<HTMLDivElement>(null);
  const keeper = useRef<DraftKeeper>(null);
  const drawn = useRef(kept);
  const [form, setForm] = useState<HTMLFormElement | null>(null);
  const [status, tell] = useState<Status>({ kind: 'quiet' });
  const [found, setFound] = useState<(Found & { isToday: boolean }) | null>(null);
  const { state } = useContext(FormContext);
  const { pending } = useFormStatus();
  const wasPending = useRef(false);

  useEffect(() => {
    const around = here.current?.closest('form');
    if (!around) return;
    setForm(around);
    const tellFound = (what: Found): void =>
      setFound({ ...what, isToday: dayOf(what.at) === dayOf(Date.now()) });
    const attached = attach(
      around,
      { ...drawn.current, applicationId, section, userId },
      { tell, tellFound },
    );
    keeper.current = attached.keeper;
    return attached.stop;
  }, [applicationId, section, userId]);

  useEffect(() => {
    if (wasPending.current && !pending) keeper.current?.back(state.errors.length > 0);
    wasPending.current = pending;
  }, [pending, state]);

  const forget = (): void => setFound(null);
  const undo = (): void => {
    if (found) keeper.current?.undo(found);
    forget();
  };
  const top = form?.querySelector('[data-autosave-notices]');
  return (
    <div ref={here} className="autosave" data-keeps={form !== null}>
      <StatusLine status={status} applicationId={applicationId} words={words} />
      {form &&
        top &&
        createPortal(
          <>
            {found && <FoundNotice {...found} words={words} onKeep={forget} onDiscard={undo} />}
            <DisputeNotice form={form} status={status} words={words} />
          </>,
          top,
        )}
    </div>
  );
}
