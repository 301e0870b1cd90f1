-- With which firmware a station was asked what it can; another one may do something else.
alter table hub.station
    add column asked_firmware text,
    add column look_failures  int not null default 0,
    -- When it is asked again after it kept silent.
    add column look_at        timestamptz;
create index station_to_look on hub.station (booted_at) where firmware is distinct from asked_firmware;
