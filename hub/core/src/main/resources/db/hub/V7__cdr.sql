-- What decides on a CDR that comes in: whether its id is known, with which content, and in what state. The record itself is
-- in its events. Refused ones are kept apart: their id is still free.
create table hub.cdr_index (
    position        bigint      generated always as identity primary key,
    cdr             uuid        not null unique,
    cpo             text        not null,
    fid_key         text        not null,
    emsp            text        not null,
    -- Keyed HMAC of the canonical content; null once erased.
    fingerprint     bytea,
    revision        integer     not null,
    state           text        not null check (state in ('ACCEPTED', 'CREDITED', 'REFUSED')),
    -- Of a refused one: the refusal and the codes of its findings.
    refusal         text,
    why             text,
    session         uuid,
    session_key     text,
    reference_print bytea,
    credit_of       uuid,
    credited_by     uuid,
    original_id     uuid,
    receiver_ref    text,
    -- The newest revision that its receiver said no to; only that one may be corrected.
    refused_revision integer,
    reported_at     timestamptz not null,
    -- How many events its stream has.
    facts           bigint      not null
);
create unique index cdr_taken on hub.cdr_index (cpo, fid_key) where state <> 'REFUSED';
create unique index cdr_refused on hub.cdr_index (cpo, fid_key, fingerprint, refusal, why) where state = 'REFUSED';
create index cdr_by_cpo on hub.cdr_index (cpo, position) where state <> 'REFUSED';
create index cdr_by_emsp on hub.cdr_index (emsp, position) where state <> 'REFUSED';
create index cdr_without_session on hub.cdr_index (cpo, session_key) where state <> 'REFUSED' and session is null and session_key is not null;
create index cdr_without_session_by_reference on hub.cdr_index (cpo, reference_print)
    where state <> 'REFUSED' and session is null and reference_print is not null;
