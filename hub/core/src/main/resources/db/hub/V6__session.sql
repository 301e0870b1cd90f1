-- Sessions as reported last. A report is more than an event, so decisions are taken on this row, locked; the events are its
-- samples. Everything personal lies in the sealed columns or is a keyed fingerprint.
create table hub.session_live (
    position        bigint      generated always as identity primary key,
    session         uuid        not null unique,
    cpo             text        not null,
    fid_key         text        not null,
    emsp            text        not null,
    status          text        not null,
    start_at        timestamptz not null,
    reported_at     timestamptz not null,
    -- How many events its stream has.
    facts           bigint      not null,
    billed_by       uuid,
    -- What was told to a person last: SILENT or NO_CDR.
    flag            text,
    authorization_id uuid,
    evse_key        text,
    token_print     bytea,
    reference_print bytea,
    -- The neutral session and what of it is in events already.
    state           bytea       not null,
    protocol        text        not null,
    version         text        not null,
    media_type      text        not null,
    -- The partner's last whole message with later partial ones merged in.
    original        bytea       not null,
    unique (cpo, fid_key)
);
create index session_by_cpo on hub.session_live (cpo, position);
create index session_by_emsp on hub.session_live (emsp, position);
create index session_by_reference on hub.session_live (cpo, reference_print) where reference_print is not null;
create index session_by_token on hub.session_live (cpo, token_print, start_at) where token_print is not null;
-- Sessions that a person may have to hear of; it stays small, since a session leaves it when it is billed.
create index session_unbilled on hub.session_live (start_at)
    where billed_by is null and status <> 'INVALID' and flag is distinct from 'NO_CDR';
