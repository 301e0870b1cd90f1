-- With which firmware a station was asked what it can; another one may do something else.
alter table hub.station
    add column asked_firmware text,
    add column look_failures  int not null default 0,
    -- When it is asked again after it kept silent.
    add column look_at        timestamptz;
create index station_to_look on hub.station (booted_at) where firmware is distinct from asked_firmware;

-- How far a session may go that an administrator starts from afar: told to the station when its transaction begins.
create table hub.station_limit (
    station      uuid        not null references hub.station,
    -- By which the station names the start.
    remote_start int         not null,
    max_wh       numeric,
    max_s        numeric,
    max_cost     numeric,
    currency     text,
    max_soc      numeric,
    set_at       timestamptz not null,
    primary key (station, remote_start)
);
create index station_limit_by_age on hub.station_limit (set_at);
