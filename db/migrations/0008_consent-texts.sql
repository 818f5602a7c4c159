-- Up Migration

-- The texts people accept, each wording under its version for good.
create table consent_texts (
  kind text not null check (kind in ('self-certification', 'privacy', 'declarations')),
  version text not null check (version <> ''),
  language text not null check (language ~ '^[a-z]{2}$'),
  body text not null check (body <> ''),
  sha256 bytea not null check (sha256 = sha256(convert_to(body, 'UTF8'))),
  published_at timestamptz not null default clock_timestamp(),
  primary key (kind, version, language),
  unique (kind, version, language, sha256)
);
create trigger consent_texts_only_grow before update or delete or truncate on consent_texts
  for each statement execute function refuse_change();

-- Who accepted what, when, by which channel. The fingerprint is part of the reference: a body that was changed without
-- a new version cannot be accepted.
create table consent_acceptances (
  id uuid primary key,
  user_id uuid not null references users,
  kind text not null,
  version text not null,
  language text not null,
  sha256 bytea not null,
  channel text not null check (channel in ('cittadino', 'intermediario', 'contact-center')),
  -- The application it was accepted for; null where it was accepted for the access.
  application_id uuid references applications,
  accepted_at timestamptz not null default clock_timestamp(),
  foreign key (kind, version, language, sha256) references consent_texts (kind, version, language, sha256),
  check ((kind = 'declarations') = (application_id is not null))
);
create index consent_acceptances_by_user on consent_acceptances (user_id);
create unique index consent_acceptances_once_per_application on consent_acceptances (application_id, kind);
create trigger consent_acceptances_only_grow before update or delete or truncate on consent_acceptances
  for each statement execute function refuse_change();

-- Until now one row stood for the self-certification and the notice together, ticked in one box; the language was not
-- kept. Each becomes an acceptance of both texts as they then were, in Italian.
insert into consent_texts (kind, version, language, body, sha256)
select kind, 'accreditamento-2026-11', 'it', body, sha256(convert_to(body, 'UTF8'))
from (values
  ('self-certification', 'Il sottoscritto, valendosi delle disposizioni di cui agli artt. 46 e 47 del DPR n. 445/2000 e consapevole delle sanzioni penali connesse in caso di dichiarazioni mendaci e per le ipotesi di falsità in atti, dichiara quanto segue:

- che le informazioni fornite corrispondono alla documentazione in proprio possesso e si impegna a mantenerle aggiornate;
- di essere a conoscenza di dover obbligatoriamente cambiare la password al primo accesso e che l’uso delle credenziali è strettamente personale; eventuali responsabilità in ordine a quanto verrà comunicato saranno a proprio carico;
- che i dati di cui si verrà in possesso durante l’uso del servizio, saranno oggetto di riservatezza e verranno utilizzati solo e unicamente al fine di effettuare e gestire la richiesta;
- di aver preso visione, al fine del rispetto della legge sulla privacy, della seguente informativa:'),
  ('privacy', 'Il Comune usa questi dati per darti l’accesso e per gestire le tue domande. Li vede solo chi lavora alla tua pratica. Non li vende e non li usa per altro.

Dichiaro quanto scritto sopra e acconsento al trattamento dei miei dati')
) as accepted (kind, body)
where exists (select from consents);

insert into consent_acceptances (id, user_id, kind, version, language, sha256, channel, accepted_at)
select gen_random_uuid(), user_id, kind, version, language, sha256, 'cittadino', accepted_at
from consents join consent_texts on version = text_version;

drop table consents;

-- The sent application whose known data the draft was filled with; null where only the access was known.
alter table applications add column prefilled_from uuid references applications check (prefilled_from <> id);
