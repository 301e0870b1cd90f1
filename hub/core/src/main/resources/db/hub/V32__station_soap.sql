-- A station that keeps no socket: the version that it speaks by SOAP (1.5S or 1.6S), and where it can be called.
alter table hub.station
    add column soap_version text,
    add column callback     text;
