-- When what others see of a platform's parties last changed (last_updated of OCPI's ClientInfo).
alter table hub.platform add column changed_at timestamptz not null default now();
