-- Up Migration

alter table tickets
  add column category text not null default 'altro'
    check (category in ('accesso', 'domanda', 'buono', 'cassa ed esercenti', 'dati personali', 'altro')),
  add column priority text not null default 'normale' check (priority in ('alta', 'normale', 'bassa')),
  add column level text not null default 'sportello' check (level in ('sportello', 'responsabile')),
  add column assignee_id uuid references users,
  -- The service it was asked from.
  add column programme_id uuid references programmes,
  add column first_answered_at timestamptz,
  -- In minutes of the office's hours, as they were counted when they passed.
  add column first_answer_minutes integer check (first_answer_minutes >= 0),
  add column resolved_at timestamptz,
  add column resolution_minutes integer check (resolution_minutes >= 0),
  -- Since when the clock of the terms has stood still, and for how much office time it stood still before.
  add column paused_at timestamptz,
  add column paused_ms bigint not null default 0 check (paused_ms >= 0),
  add column due_at timestamptz,
  add column closes_at timestamptz,
  add column reopen_by timestamptz,
  add column merged_into uuid references tickets check (merged_into <> id);

alter table tickets drop constraint tickets_status_check;
alter table tickets add constraint tickets_status_check
  check (status in ('aperta', 'in lavorazione', 'in attesa di risposta', 'risolta', 'chiusa', 'unita'));

update tickets t set
  first_answered_at = (select min(e.at) from ticket_events e
    where e.ticket_id = t.id and e.kind in ('answered', 'resolved')),
  resolved_at = case when status in ('risolta', 'chiusa') then (select max(e.at) from ticket_events e
    where e.ticket_id = t.id and e.kind = 'resolved') end,
  paused_at = case when status in ('risolta', 'chiusa') then (select max(e.at) from ticket_events e
    where e.ticket_id = t.id and e.kind = 'resolved') end,
  closes_at = case when status = 'risolta' then (select (e.payload ->> 'closesAt')::timestamptz from ticket_events e
    where e.ticket_id = t.id and e.kind = 'resolved' order by e.number desc limit 1) end,
  due_at = case status when 'aperta' then first_answer_by when 'in lavorazione' then resolve_by end;

alter table tickets
  add constraint tickets_clock_stands_still
    check ((paused_at is null) = (status in ('aperta', 'in lavorazione'))),
  add constraint tickets_due_while_the_clock_runs check ((due_at is null) = (paused_at is not null)),
  add constraint tickets_closed_by_silence
    check (closes_at is null or status in ('in attesa di risposta', 'risolta')),
  add constraint tickets_reopened_when_closed check (reopen_by is null or status = 'chiusa'),
  add constraint tickets_merged_into_another check ((merged_into is not null) = (status = 'unita'));

drop index tickets_by_status;
create index tickets_by_due on tickets (due_at, id) where due_at is not null;
create index tickets_by_time on tickets (created_at desc, id desc);
create index tickets_by_mail on tickets (lower(email));
create index tickets_by_user on tickets (user_id) where user_id is not null;
create index tickets_merged on tickets (merged_into) where merged_into is not null;

-- What the desk writes for itself. Its own table: what is shown to the person cannot take it along.
create table ticket_notes (
  -- Chosen by the form that asks: posted twice, it is one note.
  id uuid primary key,
  ticket_id uuid not null references tickets,
  author_id uuid not null references users,
  body text not null check (body <> ''),
  at timestamptz not null default clock_timestamp()
);
create index ticket_notes_by_ticket on ticket_notes (ticket_id, at);
create trigger ticket_notes_only_grow before update or delete or truncate on ticket_notes
  for each statement execute function refuse_change();

create table ticket_links (
  ticket_id uuid not null references tickets,
  kind text not null check (kind in ('application', 'voucher', 'ticket')),
  target_id uuid not null check (target_id <> ticket_id),
  -- Nobody of the desk where the page it was asked from tells.
  linked_by uuid references users,
  at timestamptz not null default clock_timestamp(),
  primary key (ticket_id, kind, target_id)
);
create index ticket_links_by_target on ticket_links (target_id);
create trigger ticket_links_only_grow before update or delete or truncate on ticket_links
  for each statement execute function refuse_change();

-- A file that a person sends with a ticket, as a message of its own. Until it is inspected its content is what came in, and
-- nobody is given it; then it is the clean copy, or nothing.
create table ticket_files (
  id uuid primary key,
  ticket_id uuid not null references tickets,
  message_id uuid not null unique references ticket_messages,
  file_name text not null check (file_name <> ''),
  status text not null default 'in controllo' check (status in ('in controllo', 'accettato', 'rifiutato')),
  refusal text check (refusal in ('empty', 'too-large', 'type', 'damaged', 'bomb', 'polyglot', 'encrypted', 'active',
    'infected')),
  media_type text check (media_type in ('application/pdf', 'image/jpeg', 'image/png')),
  check ((refusal is not null) = (status = 'rifiutato')),
  check ((media_type is not null) = (status = 'accettato'))
);
create index ticket_files_by_ticket on ticket_files (ticket_id);
create table ticket_file_contents (
  file_id uuid primary key references ticket_files on delete cascade,
  bytes bytea not null
);

-- Answers the desk gives often. `{nome}` and `{codice}` are filled in.
create table canned_answers (
  id uuid primary key,
  title text not null check (title <> ''),
  body text not null check (body <> ''),
  active boolean not null default true,
  version integer not null default 1 check (version > 0),
  written_by uuid references users,
  written_at timestamptz not null default clock_timestamp()
);

-- Every look of the desk at a voucher or an access: who, for which ticket, and what was shown.
create table desk_looks (
  id uuid primary key,
  ticket_id uuid not null references tickets,
  user_id uuid not null references users,
  kind text not null check (kind in ('voucher', 'access')),
  asked text not null check (asked <> ''),
  shown jsonb not null,
  at timestamptz not null default clock_timestamp()
);
create index desk_looks_by_ticket on desk_looks (ticket_id, at);
create trigger desk_looks_only_grow before update or delete or truncate on desk_looks
  for each statement execute function refuse_change();

-- How often something was asked in a stretch of time, by a keyed hash of who asked. Nobody can be read from it.
create table request_counts (
  key bytea not null,
  since timestamptz not null,
  count integer not null check (count > 0),
  primary key (key, since)
);
create index request_counts_by_time on request_counts (since);

insert into canned_answers (id, title, body) values
  (gen_random_uuid(), 'Come ricevere di nuovo il codice del buono',
   E'Ciao {nome},\n\nil codice del tuo buono arriva con un SMS. Lo trovi anche nella tua area, dentro la domanda.\n\nSe hai cambiato numero, scrivilo qui: lo controlliamo e ti rimandiamo il codice.'),
  (gen_random_uuid(), 'Come scegliere una nuova password',
   E'Ciao {nome},\n\napri la pagina di accesso e premi «Recupera password». Scrivi il tuo username: ti arriva una mail con un indirizzo, valido 30 minuti.\n\nSe la mail non arriva, guarda nella posta indesiderata e poi scrivici qui.'),
  (gen_random_uuid(), 'Ci serve il numero di protocollo',
   E'Ciao {nome},\n\nper aiutarti ci serve il numero di protocollo della domanda. Lo trovi nella ricevuta che ti è arrivata per mail.'),
  (gen_random_uuid(), 'La domanda è in esame',
   E'Ciao {nome},\n\nla tua domanda è arrivata e l’ufficio la sta esaminando. Non devi fare nulla: appena c’è una risposta ti arriva una mail.'),
  (gen_random_uuid(), 'Un negozio non ha accettato il buono',
   E'Ciao {nome},\n\nci dispiace. Scrivi qui il nome del negozio, il giorno e che cosa ti hanno detto. Non mandarci il codice del buono.');
