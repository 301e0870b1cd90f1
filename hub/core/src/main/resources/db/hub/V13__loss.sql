-- What a receiver's protocol could not carry of an object was told once; it is told again only when it changes.
create table hub.loss_told (
    receiver text not null,
    object   text not null,
    digest   text not null,
    primary key (receiver, object)
);
