package org.roaminghub.connector.ocpi.mapping;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.Json;
import org.roaminghub.spi.Original;
import org.roaminghub.spi.inbound.RemoteCommands.ActiveProfile;
import org.roaminghub.spi.inbound.RemoteCommands.Order;
import org.roaminghub.vocabulary.ChargingPreferences;
import org.roaminghub.vocabulary.ChargingProfile;
import org.roaminghub.vocabulary.Protocol;
import org.roaminghub.vocabulary.Span;

/** Bodies of charging profiles and preferences for a CPO or eMSP: the message as it came, or in another version. */
public final class ProfileRequests {

    private static final Set<String> REPLACED = Set.of("response_url");

    private ProfileRequests() {}

    public static byte[] set(
            Order order, @Nullable Original original, String version, String responseUrl, Lowering to) {
        if (original != null && original.isOf(Protocol.OCPI, version)) {
            return CommandMapping.redirected(original.bytes(), responseUrl, order);
        }
        ChargingProfile profile = order.profile();
        if (profile == null) {
            throw new Unsayable("charging_profile", "There is no charging profile to set.");
        }
        return noted(original, Json.write(ProfileMapping.toWire(profile, responseUrl)), to);
    }

    public static byte[] prefer(Order order, @Nullable Original original, String version, Lowering to) {
        if (original != null && original.isOf(Protocol.OCPI, version)) {
            return original.bytes();
        }
        ChargingPreferences preferences = order.preferences();
        if (preferences == null) {
            throw new Unsayable("profile_type", "There are no charging preferences to tell.");
        }
        return noted(original, Json.write(ProfileMapping.toWire(preferences)), to);
    }

    public static byte[] active(ActiveProfile active, Original original, Lowering to) {
        return noted(original, Json.write(ProfileMapping.toWire(active)), to);
    }

    /** How far an active profile is asked for, in seconds. */
    public static int duration(Order order) {
        Span duration = order.durationS();
        if (duration == null) {
            throw new Unsayable("duration", "OCPI asks for an active charging profile of some length.");
        }
        return ProfileMapping.seconds(duration, "duration");
    }

    private static byte[] noted(@Nullable Original original, byte[] written, Lowering to) {
        if (original != null && original.protocol() == Protocol.OCPI) {
            Untold.note(original.bytes(), written, REPLACED, to);
        }
        return written;
    }
}
