import type messages from './it.json';
import type { Locale } from './locales';

declare module 'next-intl' {
  /** Makes an unknown key or language a type error. */
  interface AppConfig {
    Locale: Locale;
    Messages: typeof messages;
  }
}
