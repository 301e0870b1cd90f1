-- Remote commands: what was asked of a CPO and what came of it. Columns as in V1.
create table read.remote_list (
    id           uuid primary key,
    sequence     bigint      not null,
    listed_tx    xid8        not null default pg_current_xact_id(),
    kind         text        not null,
    emsp         text        not null,
    cpo          text        not null,
    session      uuid,
    status       text        not null,
    evse         text,
    evse_id      text,
    evse_fid     text,
    requested_at timestamptz not null
) with (fillfactor = 85);
create index remote_in_order on read.remote_list (listed_tx, id);
create index remote_by_session on read.remote_list (session);
create index remote_by_cpo on read.remote_list (cpo, listed_tx, id);
create index remote_by_emsp on read.remote_list (emsp, listed_tx, id);
