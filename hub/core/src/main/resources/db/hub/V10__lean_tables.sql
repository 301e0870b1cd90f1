-- What the busiest tables needn't pay for on every insert: checks that the code's own types hold already, and an index that no
-- query uses.
alter table hub.cdr_index drop constraint cdr_index_state_check;
alter table hub.delivery drop constraint delivery_state_check;
alter table hub.cdr_index drop constraint cdr_index_pkey;
alter table hub.cdr_index drop constraint cdr_index_cdr_key;
alter table hub.cdr_index add primary key (cdr);
