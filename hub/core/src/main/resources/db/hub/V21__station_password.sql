-- The password that a station was told to use from now on (salt and hash), until it has come in with it.
alter table hub.station add column next_password bytea;
