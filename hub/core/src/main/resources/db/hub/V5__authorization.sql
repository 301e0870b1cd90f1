-- What an authorisation leaves behind for others to find: repeats of its request, and the session it allows.

create table hub.request_seen (
    platform    uuid  not null,
    -- Keyed HMAC of the partner's request id and the token: no partner's text is kept.
    request     bytea not null,
    "authorization" uuid not null,
    primary key (platform, request)
);
-- UUIDv7 grows with time: this index also says what is old.
create index request_seen_by_age on hub.request_seen ("authorization");

create table hub.grant_open (
    "authorization" uuid primary key,
    session     uuid  not null,
    cpo         text  not null,
    emsp        text  not null,
    agreement   uuid  not null,
    reference   bytea,
    token       bytea not null,
    evse_fid    text,
    granted_at  timestamptz not null,
    used        boolean not null default false
);
create index grant_by_reference on hub.grant_open (cpo, reference);
create index grant_by_token on hub.grant_open (cpo, token);
