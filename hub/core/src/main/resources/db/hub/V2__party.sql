-- Platforms, the parties they speak for, and what partners present to prove who they are.

-- One row: counts changes of the register, so that nodes which share the database see when their picture is old. Who
-- changes the register holds the row until the commit: changes come one after the other.
create table hub.platform_register (version bigint not null);
insert into hub.platform_register (version) values (0);

create table hub.platform (
    platform  uuid primary key,
    number    bigint generated always as identity unique,
    name      text  not null,
    protocol  text  not null,
    settings  jsonb not null,
    status    text  not null,
    -- Addresses and learnt settings; null while there is no registration.
    contact   jsonb,
    -- What the hub presents to the partner, sealed.
    presented bytea,
    last_seen timestamptz
);

create table hub.platform_party (
    role     text    not null,
    party    text    not null,
    platform uuid    not null references hub.platform,
    number   bigint  generated always as identity unique,
    name     text    not null,
    website  text,
    logo     text,
    active   boolean not null,
    primary key (role, party)
);
create index platform_party_by_platform on hub.platform_party (platform);

-- What partners present: only the SHA-256 of it. Random and long, so it needs no salt.
create table hub.credential (
    hash     bytea primary key,
    number   bigint generated always as identity unique,
    platform uuid not null references hub.platform,
    -- REGISTRATION: one-time, for the handshake only. ISSUED: given away in a handshake that the hub started and that has not
    -- ended. FRESH: good, its first use ends the older ones. PROVEN: used.
    state    text not null
);
create index credential_by_platform on hub.credential (platform, number);
