-- What a tariff was when: sessions are priced by what was in force when they started. One row for each change that is an event.
create table hub.tariff_version (
    tariff    uuid        not null references hub.tariff,
    -- The tariff's next sequence behind that change: its order.
    sequence  bigint      not null,
    -- When the hub took it.
    since     timestamptz not null,
    withdrawn boolean     not null,
    content   bytea       not null,
    primary key (tariff, sequence)
);
-- Of earlier versions nothing is kept: what is there now counts since its owner wrote it.
insert into hub.tariff_version (tariff, sequence, since, withdrawn, content)
select tariff, sequence, least(reported_at, now()), withdrawn, content from hub.tariff;
