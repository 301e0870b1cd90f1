-- The event store, the originals and the keys. Facts are only ever added: triggers say so, and the rights of the role that
-- the pool runs under (see HubDatabase) where it may be created.

create table hub.event (
    position    bigint generated always as identity primary key,
    event_id    uuid        not null unique,
    stream      text        not null,
    sequence    bigint      not null,
    stream_type text        not null,
    name        text        not null,
    version     text        not null,
    recorded_at timestamptz not null,
    payload     bytea       not null,
    envelope    bytea       not null,
    -- With the position it gives a gapless, commit-safe order: identity order alone loses events under concurrency.
    tx_id       xid8        not null default pg_current_xact_id(),
    unique (stream, sequence)
);
create index event_by_transaction on hub.event (tx_id, position);

create view hub.event_text as
select position, event_id, stream, sequence, name, version, recorded_at, tx_id,
       convert_from(payload, 'UTF8')::jsonb as payload,
       convert_from(envelope, 'UTF8')::jsonb as envelope
from hub.event;

create table hub.original (
    original_id uuid primary key,
    key_id      uuid  not null,
    protocol    text  not null,
    version     text  not null,
    media_type  text  not null,
    sealed      bytea not null
);

create function hub.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'what was recorded never changes (% on %)', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end $$;

create trigger event_is_append_only before update or delete or truncate on hub.event
    for each statement execute function hub.refuse_change();
create trigger original_is_append_only before update or delete or truncate on hub.original
    for each statement execute function hub.refuse_change();

-- Data subjects: found by a keyed HMAC of the normalised uid or contract id, never by the value.
create table hub.subject (
    fingerprint bytea primary key,
    subject     uuid not null
);
create index subject_by_subject on hub.subject (subject);

-- Two references that turned out to be one person: an erasure follows both.
create table hub.subject_link (
    subject uuid not null,
    other   uuid not null,
    primary key (subject, other)
);

create table hub.subject_key (
    key_id       uuid primary key,
    subject      uuid not null,
    retention    text not null,
    year         int  not null,
    -- Wrapped by the master key; null once destroyed: that erases every field sealed under it.
    wrapped      bytea,
    destroyed_at timestamptz,
    unique (subject, retention, year)
);

-- Random values made once and wrapped by the master key: the HMAC pepper, the hub's own subject.
create table hub.secret (
    name    text primary key,
    wrapped bytea not null
);

-- Axon's tracking tokens: how far each projection has read.
create table hub.token_entry (
    processor_name text    not null,
    segment        integer not null,
    token          bytea,
    token_type     text,
    timestamp      text,
    owner          text,
    primary key (processor_name, segment)
);
