import { copyKey, deviceStore, dropCopy, readCopy, writeCopy } from './copies';
import { putFields, readBase, readFields, writeBase } from './form-fields';
import { DraftKeeper } from './keeper';
import type { Found, Status, Surroundings } from './keeping';
import type { Copy } from './plan';
import { sendPart } from './send';

export interface Kept {
  applicationId: string;
  section: string;
  userId: string;
  version: number;
  /** Whether the form was drawn with texts that only the person may save. */
  isHeld: boolean;
  /** Whether copies may stand on the device: whoever compiles for others leaves nobody’s data there. */
  onDevice: boolean;
}

interface Ears {
  tell: (status: Status) => void;
  tellFound: (found: Found) => void;
}

/** Sets a keeper to a form that stands on the page. `stop` when it goes. */
export function attach(form: HTMLFormElement, kept: Kept, ears: Ears) {
  const keeper = new DraftKeeper({
    ...kept,
    ...ears,
    read: () => readFields(form, false),
    readAside: () => readFields(form, true),
    put: (texts) => putFields(form, texts),
    readBase: () => readBase(form),
    writeBase: (base) => writeBase(form, base),
    send: (part) => sendPart(kept.applicationId, part),
    isOnline: () => navigator.onLine,
    copies: copiesOf(kept),
  });
  const path = location.pathname;
  const listening = listen(form, keeper, ears.tell);
  keeper.begin();
  const stop = (): void => {
    listening.abort();
    keeper.end(location.pathname !== path && keeper.isPosted());
  };
  return { keeper, stop };
}

/**
 * The copies of this page: on the device where they may stand there, and for as long as the page lives here. A copy that was taken from the device,
 * because its person left, is not written again.
 */
function copiesOf({ userId, applicationId, section, onDevice }: Kept): Surroundings['copies'] {
  const store = onDevice ? deviceStore() : null;
  const key = copyKey(userId, applicationId, section);
  const by = crypto.getRandomValues(new Uint32Array(2)).join('-');
  let own: Copy | null = null;
  let stands = false;
  return {
    read: () => own ?? readCopy(store, key),
    write: (copy) => {
      own = { ...copy, at: Date.now(), by };
      if (stands && readCopy(store, key) === null) return false;
      stands = writeCopy(store, key, own);
      return stands;
    },
    drop: (anybodys) => {
      own = null;
      stands = false;
      dropCopy(store, key, anybodys ? undefined : by);
    },
  };
}

/** Those who lost the network together do not all come back at once. Milliseconds. */
const returnSpread = 1_000;

function listen(form: HTMLFormElement, keeper: DraftKeeper, tell: Ears['tell']): AbortController {
  const listening = new AbortController();
  const { signal } = listening;
  const flush = (): void => void keeper.flush();
  form.addEventListener('input', () => keeper.typed(), { signal });
  form.addEventListener('focusout', () => keeper.fieldLeft(), { signal });
  form.addEventListener('submit', saveFirst(form, keeper, tell), { signal });
  document.addEventListener('visibilitychange', flush, { signal });
  window.addEventListener('focus', flush, { signal });
  window.addEventListener('pagehide', flush, { signal });
  window.addEventListener('offline', flush, { signal });
  window.addEventListener('online', () => setTimeout(flush, Math.random() * returnSpread), { signal });
  window.addEventListener('pageshow', ({ persisted }) => persisted && void reloadIfOld(keeper), { signal });
  window.addEventListener('beforeunload', (event) => keeper.isAtRisk() && event.preventDefault(), { signal });
  return listening;
}

/**
 * The form is posted by hand only after what is typed has been saved, so that the two never meet. Without a network it
 * stays where it is: the post would fail and take the page away.
 */
function saveFirst(form: HTMLFormElement, keeper: DraftKeeper, tell: Ears['tell']) {
  let [isWaiting, isSaved] = [false, false];
  return (event: SubmitEvent): void => {
    if (!isSaved && (keeper.isDue() || !navigator.onLine)) {
      event.preventDefault();
      event.stopPropagation();
      if (isWaiting) return;
      isWaiting = true;
      void keeper.flush().then((reached) => {
        isWaiting = false;
        if (!reached) return;
        if (!navigator.onLine) return tell({ kind: 'noNetwork' });
        isSaved = true;
        post(form, event.submitter);
      });
      return;
    }
    isSaved = false;
    keeper.posting();
  };
}

function post(form: HTMLFormElement, button: HTMLElement | null): void {
  if (button?.isConnected) button.click();
  else form.requestSubmit();
}

/** A page that the browser had put away shows what stood there then. */
async function reloadIfOld(keeper: DraftKeeper): Promise<void> {
  await keeper.flush();
  if (await keeper.hasMovedOn()) location.reload();
}
