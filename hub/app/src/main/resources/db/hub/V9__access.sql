-- Who may use the admin API. Tokens are random, so their SHA-256 needs no salt; a revoked one stays as a row without a hash.
create table hub.access (
    access_id  uuid        primary key,
    user_name  text        not null,
    role       text        not null,
    -- Countries and parties, space-separated; empty = all.
    scope      text        not null,
    token_hash bytea       unique,
    granted_at timestamptz not null,
    revoked_at timestamptz
);
