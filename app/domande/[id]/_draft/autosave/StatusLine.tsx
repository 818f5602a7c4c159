import { Icon } from '@/app/_ui/Icon';
import type { Status } from './keeping';
import { disputesId } from './Notices';
import { fill, timeOf, type KeptWords } from './words';

/** What of these is told must not be overlooked. */
const unsaved = new Set<Status['kind']>([
  'disputed',
  'offline',
  'unreachable',
  'expired',
  'refused',
  'sent',
  'outOfHands',
  'gone',
  'noNetwork',
]);

type Props = { status: Status; applicationId: string; words: KeptWords };

/** What became of what was typed, in one line that is read out when it changes. */
export function StatusLine({ status, applicationId, words }: Props) {
  const way = wayOut(status, applicationId, words);
  return (
    <p className="autosave-line" role="status">
      {unsaved.has(status.kind) && <Icon name="warning-circle" size="sm" />}
      {sentence(status, words)}
      {way && (
        <>
          {' '}
          <a href={way.href} target={way.href.startsWith('#') ? undefined : '_blank'}>
            {way.words}
          </a>
        </>
      )}
    </p>
  );
}

function sentence(status: Status, words: KeptWords): string {
  switch (status.kind) {
    case 'quiet':
      return '';
    case 'saved':
      return fill(words.saved, { time: timeOf(new Date(status.at)) });
    case 'offline':
      return status.copied ? words.offline : words.offlineOpen;
    case 'unreachable':
      return status.copied ? words.unreachable : words.unreachableOpen;
    case 'expired':
      return status.copied ? words.expired : words.expiredOpen;
    case 'disputed':
    case 'refused':
    case 'sent':
    case 'outOfHands':
    case 'gone':
    case 'noNetwork':
      return words[status.kind];
  }
}

/** The place that helps; an address elsewhere is opened beside, so that what was typed stays. */
function wayOut({ kind }: Status, applicationId: string, words: KeptWords) {
  if (kind === 'expired') {
    return { href: `/accedi?ritorno=${encodeURIComponent(location.pathname)}`, words: words.signIn };
  }
  if (kind === 'disputed') return { href: `#${disputesId}`, words: words.see };
  if (kind === 'outOfHands') return { href: `/domande/${applicationId}`, words: words.openWhy };
  if (kind === 'sent') return { href: `/domande/${applicationId}`, words: words.openSent };
  return kind === 'gone' ? { href: '/domande', words: words.openList } : null;
}
