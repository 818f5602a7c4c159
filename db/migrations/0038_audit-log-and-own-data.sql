-- Up Migration

-- Who did what, on what, when and from where; and who looked at whose data. An entry names what was done by opaque ids. The
-- fact itself stays where it is written: the entry points to it and keeps a digest of it. Entries are written in the
-- transaction of the act, unordered; one sealer numbers them and chains them afterwards.
create table audit_entries (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  -- Looked at, and not done.
  view boolean not null default false,
  actor_kind text not null check (actor_kind in ('user', 'till', 'system', 'requester', 'visitor')),
  actor_id uuid,
  role text,
  channel text not null check (channel in ('web', 'phone', 'till', 'workflow')),
  act text not null check (act <> ''),
  subject text not null check (subject <> ''),
  subject_id uuid,
  -- Why, where it was asked: the ticket, the request.
  cause uuid,
  source text,
  source_key text,
  digest bytea,
  sequence bigint check (sequence > 0),
  hash bytea check (length(hash) = 32),
  check ((sequence is null) = (hash is null)),
  check (num_nulls(source, source_key, digest) in (0, 3)),
  check (actor_id is not null or actor_kind not in ('user', 'till'))
);
-- Few, and none that an act pays for but the queue of the sealer.
create index audit_entries_unsealed on audit_entries (id) where sequence is null;
create unique index audit_entries_by_sequence on audit_entries (sequence) where sequence is not null;
create index audit_entries_views_of on audit_entries (subject_id, at desc) where view and subject_id is not null;
create index audit_entries_views on audit_entries (id desc) where view;

create trigger audit_entries_stay before delete or truncate on audit_entries
  for each statement execute function refuse_change();
-- Sealing is the one change there is, once.
create function keep_audit_entry() returns trigger language plpgsql as $$
begin
  if old.sequence is not null or new.sequence is null
    or (to_jsonb(new) - array['sequence', 'hash']) is distinct from (to_jsonb(old) - array['sequence', 'hash']) then
    raise exception 'audit_entries only grows: rows are never changed or removed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger audit_entries_are_sealed_once before update on audit_entries
  for each row execute function keep_audit_entry();

create function audit_channel(actor_kind text, role text) returns text language sql immutable return
  case when actor_kind = 'system' then 'workflow' when actor_kind = 'till' then 'till'
    when role = 'contactcenter' then 'phone' else 'web' end;

-- The tables whose rows are facts of the log; filled by audited() alone.
create table audit_sources (
  source text primary key,
  -- Of a row `r`: what it is called in the log, and what of it the log keeps.
  key text not null,
  digest text not null,
  -- Its rows may change: only as they were last written do they have to agree with the log.
  changes boolean not null,
  filter text not null
);

-- Makes every row of a table an entry of the log, those that are there already too. Expressions are of the row `r`.
-- columns: what the digest is of. None that is sealed anew when keys change, none that a person may ask to be erased.
create function audited(
  source text, subject text, subject_id text, act text, actor text, columns text[],
  actor_kind text default null, at text default 'r.at', key text default 'r.id::text', filter text default 'true',
  changes boolean default false, view boolean default false
) returns void language plpgsql as $$
declare
  kind text := coalesce(actor_kind, format('case when %s is null then ''system'' else ''user'' end', actor));
  taken text;
  digest text;
  entry text;
begin
  -- A moment is taken as its number of seconds: how a session writes moments changes nothing.
  select string_agg(
    case when t.typname = 'timestamptz' then format('extract(epoch from r.%I)', c.name) else format('r.%I', c.name) end,
    ', ' order by c.place) into taken
  from unnest(columns) with ordinality as c(name, place)
  join pg_attribute a on a.attrelid = source::regclass and a.attname = c.name
  join pg_type t on t.oid = a.atttypid;
  digest := format('sha256(convert_to(jsonb_build_array(%s)::text, ''UTF8''))', taken);
  insert into audit_sources values (source, key, digest, changes, filter);
  entry := format('insert into audit_entries (%%s view, actor_kind, actor_id, role, channel, act, subject, subject_id,
      source, source_key, digest)
    select %%s %s, d.kind, d.actor, coalesce(u.role, case d.kind when ''till'' then ''esercente'' end),
      audit_channel(d.kind, u.role), %s, %L, %s, %L, %s, %s
    from %%s r
    cross join lateral (select %s as kind, %s as actor) as d
    left join users u on d.kind = ''user'' and u.id = d.actor
    where %s', view::text, act, subject, subject_id, source, key, digest, kind, actor, filter);
  execute format(entry || format(' order by %s', at), 'at,', at || ',', quote_ident(source));
  execute format('create function %I() returns trigger language plpgsql as $f$ begin %s; return null; end $f$',
    'audit_' || source, format(entry, '', '', 'fresh'));
  execute format('create trigger %I after insert on %I referencing new table as fresh
    for each statement execute function %I()', source || '_are_audited', source, 'audit_' || source);
  if changes then
    execute format('create function %I() returns trigger language plpgsql as $f$ begin %s; return null; end $f$',
      'audit_change_of_' || source,
      format(entry, '', '', 'fresh') || format(' and %s is distinct from (select e.digest from audit_entries e
        where e.source = %L and e.source_key = %s order by e.id desc limit 1)', digest, source, key));
    execute format('create index %I on audit_entries (source_key, id desc) where source = %L',
      'audit_entries_of_' || source, source);
    execute format('create trigger %I after update on %I referencing new table as fresh
      for each statement execute function %I()', source || '_changes_are_audited', source, 'audit_change_of_' || source);
  end if;
end $$;

-- Cases, by their events.
select audited('application_events', 'application', 'r.application_id', '''application.'' || r.kind', 'r.actor_id',
  '{application_id,number,kind,payload,actor_kind,actor_id,at}',
  actor_kind => 'r.actor_kind', key => 'r.application_id || ''/'' || r.number');
select audited('ticket_events', 'ticket', 'r.ticket_id', '''ticket.'' || r.kind', 'r.actor_id',
  '{ticket_id,number,kind,payload,actor_kind,actor_id,at}',
  actor_kind => 'r.actor_kind', key => 'r.ticket_id || ''/'' || r.number');
select audited('merchant_events', 'merchant', 'r.merchant_id', '''merchant.'' || r.kind', 'r.actor_id',
  '{merchant_id,number,kind,payload,actor_kind,actor_id,at}',
  actor_kind => 'r.actor_kind', key => 'r.merchant_id || ''/'' || r.number');
select audited('settlement_events', 'settlement', 'r.settlement_id', '''settlement.'' || r.kind', 'r.actor_id',
  '{settlement_id,number,kind,payload,actor_kind,actor_id,at}',
  actor_kind => 'r.actor_kind', key => 'r.settlement_id || ''/'' || r.number');

-- Money. A spend is chained where it is written; every other transfer follows an act that is in the log, and the audit
-- compares the ledger with both.
select audited('redemptions', 'voucher', 'r.voucher_id', '''voucher.redeemed''', 'r.actor_id',
  '{id,voucher_id,merchant_id,shop_id,actor_kind,actor_id,amount_cents,receipt_number,at}', actor_kind => 'r.actor_kind');
select audited('redemption_voids', 'redemption', 'r.redemption_id', '''voucher.spend-voided''', 'r.actor_id',
  '{redemption_id,reason,actor_kind,actor_id,at}', actor_kind => 'r.actor_kind', key => 'r.redemption_id::text');
select audited('payment_batches', 'payment-batch', 'r.id',
  'case when r.cancelled_by is not null then ''payment.cancelled'' when r.signed_by is not null then ''payment.signed''
    else ''payment.prepared'' end', 'coalesce(r.cancelled_by, r.signed_by, r.prepared_by)',
  '{id,year,number,prepared_by,execute_on,signed_by,signed_at,cancelled_by,cancelled_at}',
  at => 'r.prepared_at', changes => true);
select audited('outcome_imports', 'outcome-import', 'r.id',
  'case when r.applied_by is null then ''payment.outcomes-read'' else ''payment.outcomes-applied'' end',
  'coalesce(r.applied_by, r.read_by)', '{id,sha256,read_by,read_at,applied_by,applied_at}', at => 'r.read_at', changes => true);

-- Programmes, registers and what the office does to many.
select audited('programme_versions', 'programme', 'r.programme_id', '''programme.published''', 'r.published_by',
  '{id,programme_id,version,rules,published_at,edited_by,published_by}', at => 'r.published_at');
select audited('programme_drafts', 'programme', 'r.programme_id',
  'case r.state when ''alla firma'' then ''programme.sent-to-sign'' else ''programme.draft-saved'' end', 'r.edited_by',
  '{programme_id,fields,version,state,edited_by}', at => 'r.edited_at', key => 'r.programme_id::text', changes => true);
select audited('published_rankings', 'programme', 'r.programme_id', '''programme.ranking-published''', 'r.published_by',
  '{id,programme_id,number,sha256,published_by,published_at}', at => 'r.published_at');
select audited('shares', 'application', 'r.application_id', '''programme.share-set''', 'r.set_by',
  '{application_id,programme_id,members,percent,amount_cents,set_by,set_at}',
  at => 'r.set_at', key => 'r.application_id::text');
select audited('batches', 'batch', 'r.id',
  'case when r.cancelled_at is not null then ''batch.cancelled'' when r.finished_at is not null then ''batch.finished''
    when r.confirmed_at is not null then ''batch.confirmed'' else ''batch.prepared'' end',
  'coalesce(r.cancelled_by, case when r.finished_at is null then r.requested_by end)',
  '{id,kind,requested_by,created_at,confirmed_at,finished_at,cancelled_at,cancelled_by}',
  at => 'r.created_at', changes => true);
select audited('register_imports', 'register-import', 'r.id', '''register.imported''', 'r.imported_by',
  '{id,register,rows,wrong,sha256,imported_by,imported_at}', at => 'r.imported_at');
select audited('inquiries', 'application', 'r.application_id', '''register.asked''', 'r.asked_by',
  '{id,application_id,register,asked_by,asked_at}', at => 'r.asked_at');
select audited('control_reviews', 'merchant', 'r.merchant_id', '''control.reviewed''', 'r.reviewed_by',
  '{id,signal,merchant_id,finding,note,seen,reviewed_by,at}');
select audited('control_thresholds', 'control', 'r.id', '''control.thresholds-set''', 'r.set_by',
  '{id,values,reason,set_by,set_at}', at => 'r.set_at');

-- People and help. What a citizen declares when sending is told by the event of it.
select audited('users', 'user', 'r.id', '''user.standing''', 'case when r.role = ''cittadino'' then r.id end',
  '{id,role,active,merchant_id,shop_id}', at => 'r.created_at', changes => true);
select audited('consent_acceptances', 'user', 'r.user_id', '''consent.'' || r.kind', 'r.user_id',
  '{id,user_id,kind,version,language,sha256,channel,accepted_at}',
  at => 'r.accepted_at', filter => 'r.application_id is null');
select audited('access_events', 'user', 'r.user_id', '''access.'' || r.kind', 'r.actor_id', '{id,user_id,actor_id,kind,at}');
select audited('identities', 'user', 'r.user_id', '''identity.linked''', 'r.user_id', '{issuer,user_id,linked_at}',
  at => 'r.linked_at', key => 'encode(r.subject_hash, ''hex'') || ''/'' || r.user_id');
select audited('pins', 'user', 'r.user_id', '''pin.standing''', 'r.user_id',
  '{id,user_id,channel,requested_at,first_used_at,activated_at,ended_at,ended_why}', at => 'r.requested_at', changes => true);
select audited('letters', 'letter', 'r.id', '''letter.'' || r.status', 'coalesce(r.posted_by, r.printed_by)',
  '{id,pin_id,status,printed_at,printed_by,posted_at,posted_by}', at => 'r.written_at', changes => true);
select audited('contact_call_acts', 'call', 'r.call_id', '''call.'' || r.act',
  '(select c.operator_id from contact_calls c where c.id = r.call_id)', '{id,call_id,act,application_id,at}');
select audited('mandates', 'mandate', 'r.id', 'case when r.ended_at is null then ''mandate.recorded'' else ''mandate.ended'' end',
  'coalesce(r.ended_by, r.recorded_by)',
  '{id,organisation_id,citizen_id,number,signed_on,valid_from,valid_until,proof,recorded_by,ended_at,ended_by}',
  at => 'r.recorded_at', changes => true);
select audited('message_follow_ups', 'message', 'r.message_id', '''message.followed-up''', 'r.by_id',
  '{id,message_id,kind,again_id,by_id,at}');
select audited('ticket_notes', 'ticket', 'r.ticket_id', '''ticket.noted''', 'r.author_id', '{id,ticket_id,author_id,at}');
select audited('ticket_links', 'ticket', 'r.ticket_id', '''ticket.linked''', 'r.linked_by',
  '{ticket_id,kind,target_id,linked_by,at}', key => 'r.ticket_id || ''/'' || r.kind || ''/'' || r.target_id');
select audited('canned_answers', 'canned-answer', 'r.id', '''canned-answer.written''', 'r.written_by',
  '{id,title,body,active,version,written_by}', at => 'r.written_at', changes => true);
select audited('desk_looks', 'ticket', 'r.ticket_id', '''look.'' || r.kind', 'r.user_id', '{id,ticket_id,user_id,kind,at}',
  view => true);
select audited('exports', 'export', 'r.id', '''view.export''', 'r.user_id', '{id,user_id,format,query,started_at}',
  at => 'r.started_at', view => true);

-- What the chain is of: the hash before, the number, and all an entry says.
create function audit_link(before bytea, e audit_entries) returns bytea language sql stable return
  sha256(coalesce(before, sha256('')) || convert_to(jsonb_build_array(e.sequence, e.id, extract(epoch from e.at), e.view,
    e.actor_kind, e.actor_id, e.role, e.channel, e.act, e.subject, e.subject_id, e.cause, e.source, e.source_key,
    encode(e.digest, 'hex'))::text, 'UTF8'));

-- Numbers and chains the oldest entries that are not yet. Whoever finds another at it leaves at once. Returns how many.
create function seal_audit(most integer) returns integer language plpgsql as $$
declare
  last audit_entries;
  e audit_entries;
  sealed integer := 0;
begin
  if not pg_try_advisory_xact_lock(hashtext('audit_entries')) then return 0; end if;
  select * into last from audit_entries where sequence is not null order by sequence desc limit 1;
  for e in select * from audit_entries where sequence is null order by id limit most loop
    e.sequence := coalesce(last.sequence, 0) + 1;
    e.hash := audit_link(last.hash, e);
    update audit_entries set sequence = e.sequence, hash = e.hash where id = e.id;
    last := e;
    sealed := sealed + 1;
  end loop;
  return sealed;
end $$;

-- What in the chain is not as it was sealed: a number missing, or an entry that is not what its hash says.
create function audit_chain_faults() returns setof text language plpgsql stable as $$
declare
  e audit_entries;
  before audit_entries;
begin
  for e in select * from audit_entries where sequence is not null order by sequence loop
    if e.sequence <> coalesce(before.sequence, 0) + 1 then
      return next format('entries %s to %s are gone', coalesce(before.sequence, 0) + 1, e.sequence - 1);
    elsif e.hash is distinct from audit_link(before.hash, e) then
      return next format('entry %s (id %s, %s of %s at %s) is not what was sealed', e.sequence, e.id, e.act, e.subject, e.at);
    end if;
    before := e;
  end loop;
end $$;

-- Facts that are not what the log says they were, that are gone, or that it does not know.
create function audit_fact_faults() returns setof text language plpgsql stable as $$
declare
  s audit_sources;
begin
  for s in select * from audit_sources order by source loop
    return query execute format($q$
      with told as (
        select distinct on (source_key) source_key, digest from audit_entries
        where source = %1$L order by source_key, id desc)
      select case
        when t.source_key is null then %1$L || ' ' || f.key || ' is not in the log'
        when f.key is null then %1$L || ' ' || t.source_key || ' is gone'
        else %1$L || ' ' || t.source_key || ' is not what the log says' end
      from (select %2$s as key, %3$s as digest from %1$I r where %4$s) f full join told t on t.source_key = f.key
      where f.digest is distinct from t.digest and (%5$L or f.key is not null)
    $q$, s.source, s.key, s.digest, s.filter, not s.changes);
  end loop;
end $$;

-- How far the chain had come, and the hash it had come to: written down outside as well.
create table audit_anchors (
  sequence bigint primary key check (sequence > 0),
  hash bytea not null check (length(hash) = 32),
  at timestamptz not null default clock_timestamp()
);
create trigger audit_anchors_only_grow before update or delete or truncate on audit_anchors
  for each statement execute function refuse_change();

-- What people ask about their own data (GDPR artt. 12, 15-17, 20): a copy, that it be put right, that it be erased.
create table own_data_requests (
  -- Chosen by the form that asks: posted twice, it is one request.
  id uuid primary key,
  citizen_id uuid not null references users,
  kind text not null check (kind in ('export', 'rectification', 'erasure')),
  -- What is said is sealed (0035).
  text text check (text <> ''),
  status text not null
    check (status in ('in preparazione', 'pronta', 'scaduta', 'da decidere', 'decisa', 'eseguita')),
  event_number integer not null check (event_number > 0),
  asked_at timestamptz not null default clock_timestamp(),
  -- Within a month (art. 12 c. 3); two more with the reasons told.
  answer_by timestamptz not null check (answer_by > asked_at),
  extension_reason text check (extension_reason <> ''),
  outcome text check (outcome in ('accolta', 'respinta')),
  reason text check (reason <> ''),
  decided_by uuid references users,
  decided_at timestamptz,
  -- Until when a copy may be taken.
  expires_at timestamptz,
  -- How many of each kind of thing were erased.
  erased jsonb check (jsonb_typeof(erased) = 'object'),
  check (num_nulls(outcome, reason, decided_by, decided_at) in (0, 4)),
  check ((status in ('in preparazione', 'pronta', 'scaduta')) = (kind = 'export')),
  check ((status in ('decisa', 'eseguita')) = (outcome is not null)),
  check ((status in ('pronta', 'scaduta')) = (expires_at is not null)),
  check ((text is null) = (kind = 'export')),
  check (status <> 'eseguita' or erased is not null),
  check (erased is null or outcome = 'accolta')
);
-- One of a kind at a time.
create unique index own_data_requests_under_way on own_data_requests (citizen_id, kind)
  where status in ('in preparazione', 'da decidere');
create index own_data_requests_by_citizen on own_data_requests (citizen_id, asked_at desc);
create index own_data_requests_by_term on own_data_requests (answer_by) where status = 'da decidere';
create trigger own_data_requests_stay before delete or truncate on own_data_requests
  for each statement execute function refuse_change();

create table own_data_events (
  request_id uuid not null references own_data_requests,
  number integer not null check (number > 0),
  kind text not null check (kind <> ''),
  payload jsonb not null,
  actor_kind text not null check (actor_kind in ('user', 'system')),
  actor_id uuid references users,
  at timestamptz not null default clock_timestamp(),
  primary key (request_id, number),
  check ((actor_kind = 'user') = (actor_id is not null))
);
create trigger own_data_events_only_grow before update or delete or truncate on own_data_events
  for each statement execute function refuse_change();
select audited('own_data_events', 'own-data-request', 'r.request_id', '''own-data.'' || r.kind', 'r.actor_id',
  '{request_id,number,kind,payload,actor_kind,actor_id,at}',
  actor_kind => 'r.actor_kind', key => 'r.request_id || ''/'' || r.number');

-- The copies that may be taken now; gone when their time is over.
create table own_data_archives (
  request_id uuid primary key references own_data_requests,
  bytes bytea not null
);
alter table own_data_archives alter column bytes set storage external;

-- Data that must stay as long as somebody needs it for a claim (art. 17 c. 3 lett. e).
create table legal_holds (
  id uuid primary key,
  citizen_id uuid not null references users,
  reason text not null check (reason <> ''),
  set_by uuid not null references users,
  set_at timestamptz not null default clock_timestamp(),
  lifted_by uuid references users,
  lifted_at timestamptz,
  check ((lifted_by is null) = (lifted_at is null))
);
create unique index legal_holds_in_force on legal_holds (citizen_id) where lifted_at is null;
create trigger legal_holds_stay before delete or truncate on legal_holds
  for each statement execute function refuse_change();
select audited('legal_holds', 'user', 'r.citizen_id',
  'case when r.lifted_by is null then ''own-data.held'' else ''own-data.hold-lifted'' end',
  'coalesce(r.lifted_by, r.set_by)', '{id,citizen_id,reason,set_by,set_at,lifted_by,lifted_at}',
  at => 'r.set_at', changes => true);

-- Only a decision opens what is otherwise locked: documents of an application that gave no benefit, what was typed in a
-- draft that was discarded.
create function erasure_decided(person uuid) returns boolean language sql stable as $$
  select exists (select from own_data_requests
    where citizen_id = person and kind = 'erasure' and status = 'decisa' and outcome = 'accolta')
    and not exists (select from legal_holds where citizen_id = person and lifted_at is null)
$$;
create or replace function attach_to_drafts_only() returns trigger language plpgsql as $$
declare
  touched attachments := case when tg_op = 'DELETE' then old else new end;
begin
  if tg_op = 'DELETE' and exists (select from applications a
    where a.id = touched.application_id and a.status in ('annullata', 'respinta') and erasure_decided(a.citizen_id)) then
    return old;
  end if;
  -- For share: sending the application, or the answer, waits and is seen.
  if touched.request_id is null then
    perform 1 from applications where id = touched.application_id and status = 'bozza' for share;
  else
    perform 1 from citizen_requests
      where id = touched.request_id and application_id = touched.application_id
        and num_nonnulls(answered_at, lapsed_at, dropped_at) = 0
      for share;
  end if;
  if not found then
    raise exception 'attachments of a sent application stay as they are' using errcode = 'restrict_violation';
  end if;
  return touched;
end $$;
-- Of what was typed in clear nothing is left; what is sealed then, the database does not see.
create or replace function freeze_submitted_answers() returns trigger language plpgsql as $$
begin
  if old.status <> 'bozza' and (new.answers is distinct from old.answers or new.form is distinct from old.form)
    and not (old.form is null and new.form is null and new.answers - 'sealed' = '{}' and erasure_decided(old.citizen_id)) then
    raise exception 'the answers of a submitted application never change' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

-- A process more than those there were.
do $$
declare
  names text;
begin
  select string_agg(distinct quote_literal(words.word[1]), ', ') into names
  from pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), '''([a-z-]+)''', 'gi') as words(word)
  where c.conname = 'outbox_process_check';
  alter table outbox drop constraint outbox_process_check;
  execute format('alter table outbox add constraint outbox_process_check check (process in (%s, ''ownData''))', names);
end $$;
