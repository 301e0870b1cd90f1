-- CPOs of OCPI 2.1.1 count reservations. Which number the id of an eMSP has there: its own where it is a number that nobody else has
-- there, else one of the hub's. It stays the same, so that a reservation can be changed.
create table hub.reservation_number (
    cpo     text    not null,
    number  integer not null,
    emsp    text    not null,
    -- The eMSP's id in upper case.
    fid_key text    not null,
    primary key (cpo, number),
    unique (cpo, emsp, fid_key)
);
create sequence hub.reservation_number_free as integer start with 1000000000;
