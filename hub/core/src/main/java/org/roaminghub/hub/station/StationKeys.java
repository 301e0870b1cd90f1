package org.roaminghub.hub.station;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaminghub.hub.recording.Actor;
import org.roaminghub.hub.recording.Causes;
import org.roaminghub.hub.recording.Commands;
import org.roaminghub.hub.recording.Outcome;
import org.roaminghub.hub.station.StationCommands.Secure;
import org.roaminghub.hub.station.StationCommands.TakePassword;
import org.roaminghub.hub.station.store.StationStore;
import org.roaminghub.hub.station.store.StationStore.Row;
import org.roaminghub.spi.inbound.Stations.Known;
import org.roaminghub.spi.outbound.StationLink;
import org.roaminghub.vocabulary.Clock;
import org.roaminghub.vocabulary.Ids;
import org.roaminghub.vocabulary.Refusal;
import org.roaminghub.vocabulary.StationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What stations prove themselves with. */
final class StationKeys {

    private static final Logger LOG = LoggerFactory.getLogger(StationKeys.class);

    static final String SOAP_RULE = "security_profile: is 0 or 1 for a station that speaks by SOAP";

    private final StationStore store;
    private final Commands commands;
    private final Supplier<StationLink> link;
    private final Clock clock;
    private final Ids ids;
    private final SeenPasswords seen = new SeenPasswords();

    StationKeys(StationStore store, Commands commands, Supplier<StationLink> link, Clock clock, Ids ids) {
        this.store = store;
        this.commands = commands;
        this.link = link;
        this.clock = clock;
        this.ids = ids;
    }

    static Known known(Row row) {
        return new Known(
                row.station(),
                row.identity(),
                row.party(),
                row.securityProfile(),
                row.serial(),
                row.approved(),
                row.approved() && row.bootedAt() != null,
                row.soapVersion(),
                row.callback());
    }

    /** By SOAP a station shows a password or nothing: TLS is the web server's matter. */
    static boolean isPossible(@Nullable String soapVersion, int profile) {
        return soapVersion == null || profile <= 1;
    }

    static <T> Outcome<T> notServed(int profile) {
        return Outcome.refused(
                Refusal.NOT_SUPPORTED,
                "The hub has no listener for security profile " + profile + ": set "
                        + (profile == 2 ? "HUB_OCPP_TLS_PORT." : "HUB_OCPP_MTLS_PORT."));
    }

    Outcome<StationId> secure(String identity, int profile, @Nullable String password, boolean newHardware, Actor by) {
        Row row = store.findByIdentity(identity).orElse(null);
        if (row == null) {
            return Outcome.refused(Refusal.UNKNOWN_OBJECT, "There is no such station.");
        }
        if (!isPossible(row.soapVersion(), profile)) {
            return Outcome.refused(Refusal.MALFORMED, SOAP_RULE);
        }
        if (!link.get().serves(profile)) {
            return notServed(profile);
        }
        boolean kept = password == null && row.password() != null;
        if (Passwords.isNeeded(profile) && !kept && !Passwords.isLongEnough(password)) {
            return Outcome.refused(Refusal.MALFORMED, Passwords.RULE);
        }
        commands.send(new Secure(
                row.station(),
                profile,
                password == null ? null : Passwords.kept(password),
                newHardware,
                Causes.of(by, ids.next()),
                clock.now()));
        LOG.info("station=secured id={} profile={} by={}", row.station(), profile, by.value());
        link.get().disconnect(identity);
        return Outcome.done(row.station());
    }

    void raised(StationId station, int profile) {
        commands.send(new Secure(station, profile, null, false, causes(station), clock.now()));
        LOG.info("station=secured id={} profile={}", station, profile);
    }

    /** The password that it has, or the one that it was told to have: from its first use on the only one. */
    boolean proves(StationId station, byte[] password) {
        Row row = store.find(station).orElse(null);
        if (row == null || password.length == 0) {
            return false;
        }
        if (row.password() != null && seen.matches(station, row.password(), password)) {
            return true;
        }
        byte[] next = row.nextPassword();
        if (next == null || !Passwords.matches(next, password)) {
            return false;
        }
        commands.send(new TakePassword(station, next, causes(station), clock.now()));
        LOG.info("station=password_changed id={}", station);
        return true;
    }

    /** A password that a station is told, and the one that it was told before and never showed. Both as they are kept. */
    @SuppressWarnings("ArrayRecordComponent")
    record Told(byte[] now, byte @Nullable [] before) {}

    /** It is told to use that one from now on. Both count until it has come in with the new one. */
    Told tell(StationId station, String password) {
        byte[] kept = Passwords.kept(password);
        return new Told(kept, store.nextPassword(station, kept).orElse(null));
    }

    /** It would not. Another order may be on its way, and an earlier one may have been taken. */
    void keepOld(StationId station, Told told) {
        store.keepOld(station, told.now, told.before);
    }

    static Optional<String> problemWith(String password) {
        return Passwords.isLongEnough(password) ? Optional.empty() : Optional.of(Passwords.RULE);
    }

    private Causes causes(StationId station) {
        return Causes.of(new Actor("STATION:" + station), ids.next());
    }
}
