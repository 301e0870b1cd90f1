-- The hub's own charging stations. The row is the state of the stream station/<uuid> and holds its next sequence.
create table hub.station (
    station          uuid        primary key,
    -- Order of creation, by which lists are paged.
    number           bigint      generated always as identity unique,
    -- As in the address of its socket: compared exactly.
    identity         text        not null unique,
    party            text        not null,
    location_fid     text        not null,
    security_profile int         not null,
    -- Salt and hash of its password; none with security profile 0.
    password         bytea,
    approved         boolean     not null,
    vendor           text,
    model            text,
    serial           text,
    firmware         text,
    ocpp_version     text,
    -- Being accepted belongs to the station, not to its socket.
    booted_at        timestamptz,
    connected_at     timestamptz,
    -- Since when it is gone; none while it is there.
    gone_since       timestamptz,
    -- Whether the grace is over.
    lost             boolean     not null default false,
    sequence         bigint      not null
);
create index station_gone on hub.station (gone_since) where gone_since is not null and not lost;

-- What a station calls an EVSE (1.6: a connector), and the location's EVSE that this is; none while nobody confirmed it.
create table hub.station_evse (
    station     uuid        not null references hub.station,
    number      int         not null,
    evse_fid    text,
    evse_id     text,
    connectors  text[]      not null,
    -- What it said last of itself, and what the whole station did; and when by its own clock.
    status      text        not null default 'UNKNOWN',
    status_at   timestamptz not null default 'epoch',
    primary key (station, number)
);
create unique index station_evse_by_fid on hub.station_evse (evse_fid) where evse_fid is not null;

-- Ids of transactions in OCPP 1.6 and of remote starts: small, as some stations take no large ones, and never used twice.
create sequence hub.transaction_number as int;

-- Transactions at own stations. What they are lies sealed; beside it only what they are found by.
create table hub.station_transaction (
    transaction uuid        primary key,
    number      int         not null unique,
    station     uuid        not null references hub.station,
    -- The station's own id in OCPP 2.x; the number in 1.6.
    ocpp_id     text        not null,
    evse        int,
    -- Keyed HMAC of what makes two starts the same.
    start_key   bytea       unique,
    open        boolean     not null,
    -- When it is closed without its end or with gaps; none: not at all.
    close_at    timestamptz,
    -- When partners are to be told of it; none: they know it all.
    tell_at     timestamptz,
    told_at     timestamptz,
    content     bytea       not null,
    sequence    bigint      not null,
    unique (station, ocpp_id)
);
create index station_transaction_open on hub.station_transaction (station) where open;
create index station_transaction_close on hub.station_transaction (close_at) where close_at is not null;
create index station_transaction_tell on hub.station_transaction (tell_at) where tell_at is not null;

-- Parts of transactions of 2.x that came, to know repeats and gaps.
create table hub.transaction_part (
    transaction uuid        not null references hub.station_transaction,
    kind        text        not null,
    number      int         not null,
    at          timestamptz not null,
    primary key (transaction, kind, number, at)
);

-- Readings, kept for 90 days: durable before the station is answered. In Wh, W, A, V or %.
create table hub.meter_sample (
    station     uuid        not null,
    evse        int         not null,
    at          timestamptz not null,
    measurand   text        not null,
    context     text        not null,
    phase       text        not null,
    place       text        not null,
    -- The transaction that it was said to be of; none: whatever ran there then.
    transaction uuid,
    value       numeric     not null,
    received_at timestamptz not null,
    primary key (station, evse, at, measurand, context, phase, place)
);
create index meter_sample_of on hub.meter_sample (transaction, at) where transaction is not null;
create index meter_sample_by_age on hub.meter_sample (received_at);

-- Ends of transactions that nobody could be sure of: for a person to look at.
create table hub.station_stray (
    stray       uuid        primary key,
    station     uuid        not null,
    kind        text        not null,
    ocpp_id     text        not null,
    at          timestamptz not null,
    value       numeric,
    received_at timestamptz not null
);
create index station_stray_of on hub.station_stray (station, received_at);

-- Starts that eMSPs commanded and that were sent: the transaction that follows is theirs.
create table hub.station_expected (
    number     int         primary key,
    remote     uuid        not null unique,
    station    uuid        not null,
    evse       int         not null,
    token      bytea       not null,
    -- Who commanded it, by which reference: sealed.
    content    bytea       not null,
    until      timestamptz not null
);
create index station_expected_at on hub.station_expected (station, evse);

-- Numbers that stations know eMSPs' reservations by.
create table hub.station_reservation (
    number     int         primary key,
    emsp       text        not null,
    fid_key    text        not null,
    station    uuid        not null,
    evse       int         not null,
    unique (emsp, fid_key)
);
