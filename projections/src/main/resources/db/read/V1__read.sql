-- What people look at. Everything here is made from events and may be dropped and rebuilt at any time. No personal data and no
-- cipher text: the lists show an item by opening its events.
--
-- id        the hub's id of the thing, a UUIDv7
-- sequence  the newest event of the thing's stream that the row knows
-- listed_tx the transaction that put the row here. With the id it orders every list, and a list ends at the oldest
--           transaction that still runs: what becomes visible later always sorts behind what was shown.

create table read.authorization_list (
    id           uuid primary key,
    sequence     bigint      not null,
    listed_tx    xid8        not null default pg_current_xact_id(),
    session      uuid        not null,
    cpo          text        not null,
    emsp         text,
    status       text        not null,
    evse         text,
    evse_id      text,
    evse_fid     text,
    cpo_ref      text,
    emsp_ref     text,
    requested_at timestamptz not null
) with (fillfactor = 85);
create index authorization_in_order on read.authorization_list (listed_tx, id);
create index authorization_by_session on read.authorization_list (session);
create index authorization_by_cpo on read.authorization_list (cpo, listed_tx, id);
create index authorization_by_emsp on read.authorization_list (emsp, listed_tx, id);

create table read.session_list (
    id            uuid primary key,
    sequence      bigint      not null,
    listed_tx     xid8        not null default pg_current_xact_id(),
    cpo           text        not null,
    emsp          text        not null,
    status        text        not null,
    evse          text,
    evse_id       text,
    evse_fid      text,
    cpo_ref       text,
    emsp_ref      text,
    started_at    timestamptz not null,
    cdr           uuid
) with (fillfactor = 80);
create index session_in_order on read.session_list (listed_tx, id);
create index session_by_cpo on read.session_list (cpo, listed_tx, id);
create index session_by_emsp on read.session_list (emsp, listed_tx, id);
create index session_by_cpo_ref on read.session_list (cpo_ref);
create index session_by_emsp_ref on read.session_list (emsp_ref);

create table read.cdr_list (
    id           uuid primary key,
    sequence     bigint      not null,
    listed_tx    xid8        not null default pg_current_xact_id(),
    fid          text        not null,
    cpo          text        not null,
    emsp         text        not null,
    status       text        not null,
    session      uuid,
    session_ref  text,
    evse         text,
    evse_id      text,
    evse_fid     text,
    started_at   timestamptz not null
) with (fillfactor = 90);
create index cdr_in_order on read.cdr_list (listed_tx, id);
create index cdr_by_fid on read.cdr_list (fid);
create index cdr_by_session on read.cdr_list (session);
create index cdr_by_cpo on read.cdr_list (cpo, listed_tx, id);
create index cdr_by_emsp on read.cdr_list (emsp, listed_tx, id);

create table read.token_list (
    id          uuid primary key,
    sequence    bigint      not null,
    listed_tx   xid8        not null default pg_current_xact_id(),
    issuer      text        not null,
    kind        text        not null,
    status      text        not null,
    reported_at timestamptz not null
) with (fillfactor = 85);
create index token_in_order on read.token_list (listed_tx, id);
create index token_by_issuer on read.token_list (issuer, listed_tx, id);

-- Only what events tell: acknowledged, parked, sent on again and discarded. What is queued is core's.
create table read.delivery_list (
    id           uuid primary key,
    sequence     bigint      not null,
    listed_tx    xid8        not null default pg_current_xact_id(),
    object       text        not null,
    receiver     text        not null,
    status       text        not null,
    happened_at  timestamptz not null
) with (fillfactor = 85);
create index delivery_in_order on read.delivery_list (listed_tx, id);
create index delivery_by_object on read.delivery_list (object);
create index delivery_by_receiver on read.delivery_list (receiver, listed_tx, id);

-- Which events speak of which thing. ref: a hub id as it is, else the first 16 bytes of a SHA-256 (see HistoryRef).
create table read.history_ref (
    ref       uuid not null,
    listed_tx xid8 not null default pg_current_xact_id(),
    event_id  uuid not null,
    primary key (ref, listed_tx, event_id)
);

-- Which parties a stream concerns: later events of the stream need not name them again.
create table read.history_party (
    stream uuid not null,
    party  text not null,
    primary key (stream, party)
);
