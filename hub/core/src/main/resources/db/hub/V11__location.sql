-- Where charging is possible. The rows are the state of the streams location/<uuid> and evse/<uuid> and hold their next
-- sequence: a million EVSEs must not be loaded from events. What an EVSE is doing changes far more often than what it is, so
-- it has a narrow row of its own.

create table hub.location (
    location            uuid primary key,
    -- Order of creation, by which lists are paged.
    number              bigint  generated always as identity unique,
    owner               text    not null,
    -- The owner's own id as the key of comparisons: upper case.
    fid_key             text    not null,
    -- The one party that it was addressed to; empty = every party under agreement.
    audience            text    not null,
    -- The owner's last_updated of the location itself; its EVSEs have their own.
    reported_at         timestamptz not null,
    sequence            bigint  not null,
    -- A place that is not published is somebody's home: its content and its EVSEs' lie sealed.
    sealed              boolean not null,
    content             bytea   not null,
    original            bytea   not null,
    original_protocol   text    not null,
    original_version    text    not null,
    original_media_type text    not null,
    unique (owner, fid_key, audience)
);
create index location_by_id on hub.location (fid_key);
create index location_by_owner on hub.location (owner, number) where audience = '';

create table hub.evse (
    evse                uuid primary key,
    number              bigint  generated always as identity,
    location            uuid    not null references hub.location,
    -- The owner's own id as the key of comparisons.
    fid_key             text    not null,
    -- The public id, where it has one.
    evse_id             text,
    reported_at         timestamptz not null,
    sealed              boolean not null,
    content             bytea   not null,
    original            bytea   not null,
    original_protocol   text    not null,
    original_version    text    not null,
    original_media_type text    not null,
    unique (location, fid_key)
);
create index evse_by_public_id on hub.evse (evse_id) where evse_id is not null;

create table hub.evse_state (
    evse        uuid primary key,
    status      text        not null,
    reported_at timestamptz not null,
    sequence    bigint      not null
) with (fillfactor = 50);
