'use client';

import { createContext, useContext, type ReactNode } from 'react';
import type messages from '@/app/_i18n/it.json';

/** The few words the interactive pieces say themselves. Placeholders are `{name}`. */
export type KitTexts = (typeof messages)['kit'];

const Context = createContext<KitTexts | null>(null);

/**
 * Hands the kit's words to the browser: only these travel, not the catalogue nor the code that formats messages.
 * The root layout holds it, so every page has it.
 */
export function KitTextsProvider({ texts, children }: { texts: KitTexts; children: ReactNode }) {
  return <Context value={texts}>{children}</Context>;
}

/** The kit's words in the page's language. */
export function useKitTexts(): KitTexts {
  const texts = useContext(Context);
  if (texts === null) throw new Error('the kit is used outside the root layout');
  return texts;
}
