-- By which tariffs a transaction at an own station is priced: those that its connector named when it was first told of.
create table hub.transaction_price (
    transaction uuid   primary key references hub.station_transaction,
    -- The owner's ids.
    tariffs     text[] not null,
    -- Why there is no price and so no CDR yet; it is tried again. None: there is one, or it goes on.
    missing     text
);
create index transaction_price_missing on hub.transaction_price (transaction) where missing is not null;
