-- Signed meter values of transactions as meters wrote them, until their CDRs have them; sealed.
create table hub.transaction_signed (
    transaction uuid        not null references hub.station_transaction,
    -- Keyed HMAC of what was signed: the same comes with several messages.
    print       bytea       not null,
    at          timestamptz not null,
    -- START, INTERMEDIATE or END, as the station says.
    nature      text        not null,
    content     bytea       not null,
    received_at timestamptz not null,
    primary key (transaction, print)
);
create index transaction_signed_by_age on hub.transaction_signed (received_at);
