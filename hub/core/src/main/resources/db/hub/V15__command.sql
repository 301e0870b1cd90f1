-- Commands to stations while something may still come of them: found by repeats of the request, by the CPO's result, by the
-- time until which that is awaited. What happened is in the events.
create table hub.remote_open (
    remote     uuid        primary key,
    kind       text        not null,
    emsp       text        not null,
    -- In which role the eMSP's side spoke: results go to the platform that has the party in it.
    emsp_role  text        not null,
    cpo        text        not null,
    platform   uuid        not null,
    -- Keyed HMAC of the partner's request id and address: no partner's text is kept.
    request    bytea       not null,
    -- Where the result goes, sealed.
    reply_to   bytea       not null,
    -- The eMSP's id of the reservation, where it is about one.
    fid        text,
    -- Until when a result is awaited; none when there is one.
    due_at     timestamptz,
    keep_until timestamptz not null,
    unique (platform, request)
);
create index remote_due on hub.remote_open (due_at) where due_at is not null;
create index remote_by_age on hub.remote_open (keep_until);

-- Reservations that hold. The eMSP's id of one names it towards the CPO.
create table hub.reservation_open (
    reservation uuid        primary key,
    emsp        text        not null,
    cpo         text        not null,
    fid_key     text        not null,
    expires_at  timestamptz not null,
    unique (emsp, fid_key, cpo)
);
create index reservation_due on hub.reservation_open (expires_at);

-- A command that starts a session is its authorisation: the grant's key is then the command's id.
alter table hub.grant_open add column by_command boolean not null default false;

-- A command names a session by the CPO's id and often no CPO.
create index session_by_fid on hub.session_live (emsp, fid_key);
