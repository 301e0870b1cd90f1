-- Price lists. The row is the state of the stream tariff/<uuid> and holds its next sequence. One that was withdrawn stays: late
-- messages must not bring it back, and it keeps its stream when it comes again.

create table hub.tariff (
    tariff              uuid primary key,
    -- Order of creation, by which lists are paged.
    number              bigint  generated always as identity unique,
    owner               text    not null,
    -- The owner's own id as the key of comparisons: upper case.
    fid_key             text    not null,
    -- The one party that it was addressed to; empty = every party under agreement.
    audience            text    not null,
    reported_at         timestamptz not null,
    withdrawn           boolean not null,
    sequence            bigint  not null,
    content             bytea   not null,
    original            bytea   not null,
    original_protocol   text    not null,
    original_version    text    not null,
    original_media_type text    not null,
    unique (owner, fid_key, audience)
);
create index tariff_by_id on hub.tariff (fid_key);
create index tariff_by_owner on hub.tariff (owner, number) where audience = '' and not withdrawn;
