package org.roaminghub.connector.ocpi.mapping;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.roaminghub.connector.ocpi.wire.ActiveChargingProfile;
import org.roaminghub.connector.ocpi.wire.SetChargingProfile;
import org.roaminghub.connector.ocpi.wire.WireTime;
import org.roaminghub.spi.inbound.RemoteCommands.ActiveProfile;
import org.roaminghub.spi.inbound.RemoteCommands.Order;
import org.roaminghub.vocabulary.ChargingPreferences;
import org.roaminghub.vocabulary.ChargingProfile;
import org.roaminghub.vocabulary.Energy;
import org.roaminghub.vocabulary.ProfileType;
import org.roaminghub.vocabulary.RemoteKind;
import org.roaminghub.vocabulary.Span;

/** Charging profiles and preferences (OCPI 2.2.1 ch. 14, ch. 9; model.md §2.9): the same in 2.2.1 and 2.3.0. */
public final class ProfileMapping {

    private ProfileMapping() {}

    public static Order set(String session, org.roaminghub.connector.ocpi.wire.ChargingProfile wire) {
        return order(RemoteKind.SET_PROFILE, session, profile(wire), null, null);
    }

    public static Order clear(String session) {
        return order(RemoteKind.CLEAR_PROFILE, session, null, null, null);
    }

    /** {@code seconds} is how far the profile is wanted. */
    public static Order ask(String session, int seconds) {
        return order(RemoteKind.GET_PROFILE, session, null, null, Span.parse(BigDecimal.valueOf(seconds)));
    }

    public static Order prefer(String session, org.roaminghub.connector.ocpi.wire.ChargingPreferences wire) {
        return order(
                RemoteKind.SET_PREFERENCES,
                session,
                null,
                new ChargingPreferences(
                        ProfileType.valueOf(wire.profile_type()),
                        wire.departure_time(),
                        wire.energy_need() == null ? null : Energy.ofKilowattHours(wire.energy_need()),
                        wire.discharge_allowed()),
                null);
    }

    private static Order order(
            RemoteKind kind,
            String session,
            @Nullable ChargingProfile profile,
            @Nullable ChargingPreferences preferences,
            @Nullable Span durationS) {
        return new Order(kind, null, null, null, session, null, null, profile, preferences, durationS);
    }

    public static ActiveProfile active(ActiveChargingProfile wire) {
        return new ActiveProfile(wire.start_date_time(), profile(wire.charging_profile()));
    }

    private static ChargingProfile profile(org.roaminghub.connector.ocpi.wire.ChargingProfile wire) {
        return new ChargingProfile(
                wire.start_date_time(),
                wire.duration() == null ? null : Span.parse(BigDecimal.valueOf(wire.duration())),
                ChargingProfile.Unit.valueOf(wire.charging_rate_unit()),
                wire.min_charging_rate(),
                wire.charging_profile_period().stream()
                        .map(p ->
                                new ChargingProfile.Period(Span.parse(BigDecimal.valueOf(p.start_period())), p.limit()))
                        .toList());
    }

    public static SetChargingProfile toWire(ChargingProfile profile, String responseUrl) {
        return new SetChargingProfile(toWire(profile), responseUrl);
    }

    public static ActiveChargingProfile toWire(ActiveProfile active) {
        return new ActiveChargingProfile(WireTime.forWire(active.start()), toWire(active.profile()));
    }

    private static org.roaminghub.connector.ocpi.wire.ChargingProfile toWire(ChargingProfile profile) {
        return new org.roaminghub.connector.ocpi.wire.ChargingProfile(
                profile.start() == null ? null : WireTime.forWire(profile.start()),
                profile.durationS() == null ? null : (Integer) seconds(profile.durationS(), "duration"),
                profile.unit().name(),
                profile.minRate(),
                profile.periods().stream()
                        .map(p -> new org.roaminghub.connector.ocpi.wire.ChargingProfilePeriod(
                                seconds(p.startS(), "charging_profile_period.start_period"), p.limit()))
                        .toList());
    }

    public static org.roaminghub.connector.ocpi.wire.ChargingPreferences toWire(ChargingPreferences preferences) {
        Energy need = preferences.energyNeedWh();
        return new org.roaminghub.connector.ocpi.wire.ChargingPreferences(
                preferences.profileType().name(),
                preferences.departure() == null ? null : WireTime.forWire(preferences.departure()),
                need == null ? null : need.toKilowattHours(),
                preferences.dischargeAllowed());
    }

    /** OCPI counts whole seconds; other protocols may not. */
    static int seconds(Span span, String field) {
        try {
            return span.value().intValueExact();
        } catch (ArithmeticException e) {
            throw new Unsayable(field, "OCPI counts whole seconds.");
        }
    }
}
