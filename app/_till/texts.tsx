'use client';

import { createContext, useContext, type ReactNode } from 'react';
import type { TillTexts } from './state';

const Context = createContext<TillTexts | null>(null);

/** Hands the till's words to the browser, also to the page shown when an answer is lost. */
export function TillTextsProvider({ texts, children }: { texts: TillTexts; children: ReactNode }) {
  return <Context value={texts}>{children}</Context>;
}

/** The till's words in the page's language. */
export function useTillTexts(): TillTexts {
  const texts = useContext(Context);
  if (texts === null) throw new Error('the till is used outside its layout');
  return texts;
}
