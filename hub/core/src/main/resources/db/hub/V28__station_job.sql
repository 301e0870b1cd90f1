-- What stations take long for: firmware, logs, reports. By the request id that station and hub use of it.
create table hub.station_job (
    station      uuid        not null references hub.station,
    kind         text        not null,
    request_id   text        not null,
    -- The station's own last word; ASKED until it said one.
    status       text        not null,
    -- The name of the file that is uploaded, where it said it.
    file         text,
    -- Of a report: the parts that came, and the last part's number once it came.
    parts        int[]       not null default '{}',
    last_part    int,
    requested_at timestamptz,
    updated_at   timestamptz not null,
    primary key (station, kind, request_id)
);
create index station_job_newest on hub.station_job (station, updated_at desc);

-- What stations said last of their configuration (1.6) or device model (2.x). Secrets are never kept.
create table hub.station_setting (
    station    uuid        not null references hub.station,
    name       text        not null,
    -- Empty where it can't be read.
    value      text,
    readonly   boolean,
    data_type  text,
    unit       text,
    max_limit  text,
    updated_at timestamptz not null,
    primary key (station, name)
);

-- Which command a reservation at a station came of, to tell when the station ends it.
alter table hub.station_reservation add column remote uuid;
