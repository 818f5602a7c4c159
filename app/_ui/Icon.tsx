/** The symbols of `public/icons.svg`, a subset of Bootstrap Italia's sprite: add a symbol there and its name here. */
export type IconName =
  | 'accessibility'
  | 'arrow-left'
  | 'arrow-right'
  | 'ban'
  | 'calendar'
  | 'camera'
  | 'card'
  | 'cart'
  | 'check'
  | 'check-circle'
  | 'chevron-left'
  | 'chevron-right'
  | 'clock'
  | 'close'
  | 'close-circle'
  | 'comment'
  | 'copy'
  | 'delete'
  | 'download'
  | 'error'
  | 'external-link'
  | 'file'
  | 'files'
  | 'funnel'
  | 'hearing'
  | 'help-circle'
  | 'home'
  | 'inbox'
  | 'info-circle'
  | 'link'
  | 'list'
  | 'locked'
  | 'logout'
  | 'mail'
  | 'map-marker'
  | 'nursery'
  | 'pa'
  | 'password-invisible'
  | 'password-visible'
  | 'pencil'
  | 'plus'
  | 'print'
  | 'refresh'
  | 'search'
  | 'settings'
  | 'star-full'
  | 'star-outline'
  | 'telephone'
  | 'upload'
  | 'user'
  | 'warning-circle';

type Props = {
  name: IconName;
  /** 16, 24, 32, 48 or 64 pixels; 32 when absent. */
  size?: 'xs' | 'sm' | 'md' | 'lg' | 'xl';
};

/** A decorative picture, hidden from assistive technology: the words beside it carry the meaning. */
export function Icon({ name, size = 'md' }: Props) {
  return (
    <svg className={size === 'md' ? 'icon' : `icon icon-${size}`} aria-hidden="true" focusable="false">
      <use href={`/icons.svg#${name}`} />
    </svg>
  );
}
