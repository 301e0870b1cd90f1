-- Objects that the hub only passes on (invoice reconciliation, payments, bookings): with whom the owner exchanges each, so that
-- a later message about it finds its way without being addressed. What was said is in the events.
create table hub.relay_object (
    relay   uuid    primary key,
    kind    text    not null,
    owner   text    not null,
    other   text    not null,
    -- The owner's id in upper case: OCPI's ids don't know case.
    fid_key text    not null,
    -- The other one has said yes to it once.
    taken   boolean not null,
    -- How many events its stream has.
    facts   bigint  not null,
    unique (kind, fid_key, owner, other)
);

comment on table hub.relay_object is
    'A row per object and pair of parties for as long as the hub lives: as narrow as the index of CDRs.';
