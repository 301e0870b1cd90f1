-- Monitors of variables that are meters (2.1): what the values of a stream that is bound to one are of.
create table hub.station_monitor (
    station   uuid not null references hub.station,
    id        int  not null,
    -- The variable, as hub.station_setting names it.
    variable  text not null,
    evse      int  not null,
    measurand text not null,
    -- Empty: of all.
    phase     text not null,
    primary key (station, id)
);

-- Streams that stations opened, and the monitors that they are bound to.
create table hub.station_stream (
    station uuid not null references hub.station,
    id      int  not null,
    monitor int  not null,
    primary key (station, id)
);
