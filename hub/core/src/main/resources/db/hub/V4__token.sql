-- The token directory. The row is the state of the stream token/<uuid> and holds its next sequence: ten million tokens must
-- not be loaded from events.

create table hub.token (
    token               uuid primary key,
    -- Order of creation, by which lists are paged.
    number              bigint  generated always as identity unique,
    issuer              text    not null,
    kind                text    not null,
    form                text    not null,
    -- Keyed HMAC of the uid's match key; never the uid.
    uid_key             bytea   not null,
    -- The one CPO it was addressed to; empty = every CPO under agreement.
    audience            text    not null,
    contract_key        bytea,
    subject             uuid    not null,
    whitelist           text    not null,
    valid               boolean not null,
    valid_until         timestamptz,
    reported_at         timestamptz not null,
    sequence            bigint  not null,
    -- Whole profile and last whole original, both sealed under the subject's key.
    profile             bytea   not null,
    original            bytea   not null,
    original_protocol   text    not null,
    original_version    text    not null,
    original_media_type text    not null,
    unique (uid_key, kind, form, issuer, audience)
);
create index token_by_contract on hub.token (contract_key) where contract_key is not null;
create index token_by_issuer on hub.token (issuer, number);
create index token_by_subject on hub.token (subject);
