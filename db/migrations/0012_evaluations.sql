-- Up Migration

-- How the programme's rules judged the household when it was decided: every criterion, point and step, in figures.
-- Decisions taken before this column existed have none.
alter table decisions add column evaluation jsonb check (jsonb_typeof(evaluation) = 'object');
