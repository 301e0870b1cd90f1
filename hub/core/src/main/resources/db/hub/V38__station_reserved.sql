-- Places of own stations that were kept free: for how long, and what came of it. Who for is in the events.
create table hub.station_reserved (
    reservation uuid        primary key,
    -- By which its CDR is called.
    number      int         not null unique,
    station     uuid        not null references hub.station,
    -- The station's number of it, and its EVSE.
    ocpp_number int         not null,
    evse        int         not null,
    emsp        text        not null,
    made_at     timestamptz not null,
    -- Those that the connector named then, by the owner's ids.
    tariffs     text[]      not null,
    -- How and when it ended; none: it holds.
    how         text,
    ended_at    timestamptz,
    session     uuid,
    -- The transaction that began with it, and since when that is known.
    transaction uuid,
    linked_at   timestamptz,
    -- When it is to be billed, or its bill to be taken back; none: there is nothing to do.
    settle_at   timestamptz,
    -- Since when a CDR of its own is made, and that CDR.
    claimed_at  timestamptz,
    cdr         uuid,
    -- Why no CDR can be made.
    held        text
);
create index station_reserved_settle on hub.station_reserved (settle_at) where settle_at is not null;
create index station_reserved_number on hub.station_reserved (station, ocpp_number);
create index station_reserved_session on hub.station_reserved (session) where session is not null;
create index station_reserved_transaction on hub.station_reserved (transaction) where transaction is not null;
