-- Local authorisation lists: what stations keep for when they can't ask.
create table hub.station_list (
    station     uuid        primary key references hub.station,
    enabled     boolean     not null,
    -- What the station took last; 0: nothing.
    version     int         not null default 0,
    -- When the station was asked what it has; asked again after each boot.
    checked_at  timestamptz,
    -- The next message takes the place of all that the station has.
    whole       boolean     not null default true,
    -- What it said of its limits.
    most        int,
    at_once     int,
    longest     int         not null default 20,
    -- The firmware that has no such lists; a newer one is asked again.
    without     text,
    -- Tokens that should be on it and have no room.
    left_out    int         not null default 0,
    failures    int         not null default 0,
    -- When it is looked at again; none: when there is news.
    next_at     timestamptz,
    last_status text,
    sent_at     timestamptz
);
create index station_list_due on hub.station_list (next_at) where next_at is not null;

-- What of which token a station has: a keyed HMAC of its entry.
create table hub.station_list_entry (
    station     uuid        not null references hub.station_list,
    token       uuid        not null,
    print       bytea       not null,
    primary key (station, token)
);
