-- Charging profiles of which a station has only the limit that holds now, and may ask for the next one.
create table hub.station_profile (
    station uuid        not null references hub.station,
    -- The number of the transaction, by which the station knows the profile.
    id      int         not null,
    content bytea       not null,
    set_at  timestamptz not null,
    primary key (station, id)
);
create index station_profile_by_age on hub.station_profile (set_at);
