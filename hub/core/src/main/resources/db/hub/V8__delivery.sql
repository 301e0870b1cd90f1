-- What still has to reach a partner: one ordered queue per (receiver, lane). A lane is the object itself, or the object that
-- it must not overtake. A row goes when the receiver has the object; events tell of CDRs and of what was parked.
create table hub.delivery (
    delivery        uuid        primary key,
    position        bigint      generated always as identity,
    kind            text        not null,
    object          text        not null,
    lane            text        not null,
    revision        integer     not null,
    sender          text        not null,
    receiver        text        not null,
    to_role         text        not null,
    original_id     uuid,
    original_digest text,
    correlation_id  text        not null,
    state           text        not null check (state in ('QUEUED', 'PARKED')),
    -- Nothing older waited in the lane when this was queued: what came may then go on just as it came.
    alone           boolean     not null,
    attempts        integer     not null,
    created_at      timestamptz not null,
    queued_at       timestamptz not null,
    due_at          timestamptz not null,
    -- Somebody is sending it; when the time has passed the sender is gone and another one may take it.
    leased_until    timestamptz,
    last_refusal    text,
    -- How many events its stream has.
    facts           bigint      not null
);
create index delivery_by_receiver on hub.delivery (receiver, to_role, position) where state = 'QUEUED';
create index delivery_by_lane on hub.delivery (receiver, lane, position);
create index delivery_parked on hub.delivery (object) where state = 'PARKED';
