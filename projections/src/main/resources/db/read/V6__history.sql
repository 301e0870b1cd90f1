-- Which events speak of which thing, a row per thing and batch of events instead of one per thing and event: a party is named
-- by almost every event. ref: a hub id as it is, else the first 16 bytes of a SHA-256 (see HistoryRef).
create table read.history_mention (
    ref       uuid   not null,
    listed_tx xid8   not null default pg_current_xact_id(),
    events    uuid[] not null,
    primary key (ref, listed_tx)
);

insert into read.history_mention (ref, listed_tx, events)
select ref, listed_tx, array_agg(event_id) from read.history_ref group by ref, listed_tx order by ref, listed_tx;

drop table read.history_ref;

-- The same, an event a row: for whoever looks by hand or compares, whatever the batches were.
create view read.history_ref as
select ref, unnest(events) as event_id from read.history_mention;

-- Which parties a stream concerns, a row per stream: later events of the stream need not name them again.
create table read.history_parties (
    stream  uuid primary key,
    parties text[] not null
) with (fillfactor = 90);

insert into read.history_parties (stream, parties)
select stream, array_agg(party) from read.history_party group by stream order by stream;

drop table read.history_party;
