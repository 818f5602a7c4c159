-- Up Migration

create table messages (
  id uuid primary key,
  kind text not null,
  channel text not null check (channel in ('sms', 'email')),
  recipient text not null,
  params jsonb not null,
  -- What the message is about; the same thing is never told twice.
  business_key text not null unique,
  status text not null default 'in coda' check (status in ('in coda', 'inviato', 'non riuscito')),
  subject text,
  text text,
  attempts integer not null default 0,
  error text,
  provider_id text,
  created_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  check ((status = 'inviato') = (sent_at is not null)),
  check (status <> 'inviato' or text is not null)
);
create index messages_by_time on messages (created_at desc, id desc);

create table tickets (
  id uuid primary key,
  code text not null unique check (code ~ '^[A-HJKMNP-Z2-9]{8}$'),
  -- Opens the ticket to whoever has the link of the mail.
  secret text not null,
  user_id uuid references users,
  name text not null check (name <> ''),
  phone text not null,
  email text not null,
  page text,
  status text not null check (status in ('aperta', 'in lavorazione', 'risolta', 'chiusa')),
  event_number integer not null check (event_number > 0),
  first_answer_by timestamptz not null,
  resolve_by timestamptz not null,
  created_at timestamptz not null default clock_timestamp()
);
create index tickets_by_status on tickets (status, first_answer_by);

create table ticket_events (
  ticket_id uuid not null references tickets,
  number integer not null check (number > 0),
  kind text not null,
  payload jsonb not null,
  actor_kind text not null check (actor_kind in ('user', 'requester', 'system')),
  actor_id uuid,
  at timestamptz not null default clock_timestamp(),
  primary key (ticket_id, number)
);
create trigger ticket_events_only_grow before update or delete or truncate on ticket_events
  for each statement execute function refuse_change();

create table ticket_messages (
  id uuid primary key,
  ticket_id uuid not null references tickets,
  author text not null check (author in ('richiedente', 'supporto')),
  author_id uuid references users,
  body text not null check (body <> ''),
  at timestamptz not null default clock_timestamp()
);
create index ticket_messages_by_ticket on ticket_messages (ticket_id, at);
create trigger ticket_messages_only_grow before update or delete or truncate on ticket_messages
  for each statement execute function refuse_change();
