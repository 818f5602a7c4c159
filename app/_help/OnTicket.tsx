import { v7 as newId } from 'uuid';
import { HiddenField } from '@/app/_ui/HiddenField';

/** What every form on a ticket carries: which one, what the page showed of it, and the id of what is posted. */
export function OnTicket({
  ticket: { code, eventNumber },
}: {
  ticket: { code: string; eventNumber: number };
}) {
  return (
    <>
      <HiddenField name="code" value={code} />
      {/* Not kept when the form comes back: the page it comes back on shows what has happened since. */}
      <input type="hidden" name="seen" value={eventNumber} />
      <HiddenField name="id" value={newId()} />
    </>
  );
}
