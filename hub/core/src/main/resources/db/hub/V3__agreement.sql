-- Agreements of a CPO and an eMSP with all editions of their terms: a CDR is judged by what was in force at session start.

-- One row: as hub.platform_register.
create table hub.agreement_register (version bigint not null);
insert into hub.agreement_register (version) values (0);

create table hub.agreement (
    agreement     uuid primary key,
    number        bigint generated always as identity unique,
    cpo           text  not null,
    emsp          text  not null,
    currency      text  not null,
    editions      jsonb not null,
    terminated_at timestamptz
);
create index agreement_by_pair on hub.agreement (cpo, emsp);
