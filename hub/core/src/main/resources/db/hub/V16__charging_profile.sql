-- Who has set a charging profile for a session with success: only they hear how fast it charges (OCPI 2.2.1 §14.1, HUB-73).
create table hub.profile_set (
    cpo         text        not null,
    -- The CPO's id of the session: the hub need not know it.
    session_key text        not null,
    sender      text        not null,
    sender_role text        not null,
    -- The command that set the newest one.
    remote      uuid        not null,
    set_at      timestamptz not null,
    primary key (cpo, session_key, sender, sender_role)
);
create index profile_by_age on hub.profile_set (set_at);

comment on column hub.remote_open.fid is
    'The partners'' id of the reservation or session, where the command is about one.';

-- By what a session is known to be the one that a place was kept for: the id reserved for it, else the card and the EVSE.
alter table hub.reservation_open
    add column session  uuid,
    -- Keyed HMAC, as of grants.
    add column token    bytea,
    add column evse_fid text;
