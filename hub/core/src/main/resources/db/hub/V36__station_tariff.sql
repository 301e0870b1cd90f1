-- Own tariffs that stations have as their default, as the administrator wants them.
create table hub.station_tariff (
    station    uuid        not null references hub.station,
    -- 0: all of its EVSEs.
    evse       int         not null,
    -- By the owner's id.
    tariff_fid text        not null,
    -- The id by which the station has it now; none: it has none. Other content has another id.
    sent_as    text,
    -- What became of the last try.
    status     text        not null,
    sent_at    timestamptz,
    failures   int         not null default 0,
    -- When it is looked at again.
    next_at    timestamptz not null,
    primary key (station, evse)
);
create index station_tariff_due on hub.station_tariff (next_at);
create index station_tariff_by_tariff on hub.station_tariff (tariff_fid);
