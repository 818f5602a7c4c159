import { keyring } from '../../keys/own';

const boundTo = 'address';

/**
 * What an address carries of a person, sealed: addresses stand in logs, histories of browsers and other people's screens.
 * The same text gives the same address.
 */
export function sealForAddress(text: string): string {
  const ring = keyring();
  const sealed = ring.sealAlike('address', Buffer.from(text, 'utf8'), boundTo);
  return `${ring.current}.${sealed.toString('base64url')}`;
}

/** Opens it; null for what was changed, made up, or sealed by a key that is no more. */
export function openFromAddress(sealed: string): string | null {
  const [keyId = '', text = ''] = sealed.split('.');
  try {
    return keyring().open('address', keyId, Buffer.from(text, 'base64url'), boundTo).toString('utf8');
  } catch {
    return null;
  }
}
