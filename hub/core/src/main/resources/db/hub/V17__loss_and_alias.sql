-- Each set of losses of an object is told to a receiver once, however often they take turns.
alter table hub.loss_told drop constraint loss_told_pkey;
alter table hub.loss_told add primary key (receiver, object, digest);

-- By the id that partners know it by whose version names no owners (vocabulary Alias).
create index location_alias on hub.location (cast(md5(owner || '/' || fid_key) as uuid));
