-- When a tariff begins or ends to hold by the clock alone: partners whose version has no validity are told then. Null = never
-- again. What was due before this column came is due at once: told twice does no harm, never told does.
alter table hub.tariff add column turns_at timestamptz;
update hub.tariff set turns_at = coalesce(
    (convert_from(content, 'UTF8')::jsonb #>> '{valid,start}')::timestamptz,
    (convert_from(content, 'UTF8')::jsonb #>> '{valid,end}')::timestamptz);
create index tariff_by_turn on hub.tariff (turns_at) where turns_at is not null and not withdrawn;
