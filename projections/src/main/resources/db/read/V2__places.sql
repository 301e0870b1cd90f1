-- Places, EVSEs and prices as people look at them; see V1 for what the columns of every list mean.

create table read.location_list (
    id          uuid primary key,
    sequence    bigint      not null,
    listed_tx   xid8        not null default pg_current_xact_id(),
    owner       text        not null,
    -- The owner's id as the key of comparisons.
    fid         text        not null,
    -- The one party that it was passed on to; absent = told to the hub, for every party under agreement.
    audience    text,
    status      text        not null,
    reported_at timestamptz not null
) with (fillfactor = 85);
create index location_in_order on read.location_list (listed_tx, id);
create index location_by_owner on read.location_list (owner, listed_tx, id);
create index location_by_fid on read.location_list (fid);

-- described: the newest event of the stream that says what the EVSE is; what it does changes far more often.
create table read.evse_list (
    id          uuid primary key,
    sequence    bigint      not null,
    listed_tx   xid8        not null default pg_current_xact_id(),
    location    uuid        not null,
    evse_id     text,
    evse_fid    text        not null,
    described   bigint      not null,
    status      text,
    status_at   timestamptz,
    gone_at     timestamptz
) with (fillfactor = 70);
create index evse_by_location on read.evse_list (location, id);
create index evse_by_evse_id on read.evse_list (evse_id) where evse_id is not null;
create index evse_by_fid on read.evse_list (evse_fid);

create table read.tariff_list (
    id          uuid primary key,
    sequence    bigint      not null,
    listed_tx   xid8        not null default pg_current_xact_id(),
    owner       text        not null,
    fid         text        not null,
    audience    text,
    -- The newest event that publishes it.
    published   bigint      not null,
    status      text        not null,
    reported_at timestamptz not null
) with (fillfactor = 85);
create index tariff_in_order on read.tariff_list (listed_tx, id);
create index tariff_by_owner on read.tariff_list (owner, listed_tx, id);
create index tariff_by_fid on read.tariff_list (fid);
