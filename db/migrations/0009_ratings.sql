-- Up Migration

-- That an application was rated is known, so that it is rated once; by which rating is not.
alter table applications add column rated boolean not null default false;

-- Anonymous: a random id, which tells no order as ours by time would, and the day alone. Nothing leads from a rating
-- to a person or an application.
create table ratings (
  id uuid primary key default gen_random_uuid(),
  programme_id uuid not null references programmes,
  stars integer not null check (stars between 1 and 5),
  answer text not null,
  details text check (length(details) between 1 and 200),
  rated_on date not null,
  check (
    case
      when stars < 4
        then answer in ('unclear', 'incomplete', 'unsure-of-progress', 'technical-problems', 'other-difficulty')
      else answer in ('clear', 'complete', 'sure-of-progress', 'no-technical-problems', 'other-preferred')
    end
  )
);
create index ratings_by_programme on ratings (programme_id, stars);
