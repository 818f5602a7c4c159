import type { ReactNode } from 'react';

type Props = {
  texts: { find: string; search: string; hint: string };
  /** As it was typed. */
  asked: string;
  /** What else the address has to say. */
  children?: ReactNode;
};

/** Looks for one protocol number on a public page, by a form without scripts. */
export function RegistrationSearch({ texts, asked, children }: Props) {
  return (
    <form className="ranking-search no-print" role="search">
      {children}
      <label htmlFor="protocollo">{texts.find}</label>
      <input
        id="protocollo"
        name="protocollo"
        className="input input-short"
        defaultValue={asked}
        autoComplete="off"
        aria-describedby="protocollo-esempio"
      />
      <button type="submit" className="btn btn-outline-primary">
        {texts.search}
      </button>
      <p id="protocollo-esempio">{texts.hint}</p>
    </form>
  );
}
